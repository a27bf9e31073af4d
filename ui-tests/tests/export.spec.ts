// The toolbar button: from a notebook to a pipeline that a real kernel has verified.
import { command, expect, notebookText, openNotebook, replaceSource, test } from './fixtures';

test('toolbar button: a pipeline, and where it is', async ({ page, tmpPath, request, baseURL }) => {
  const cells = [
    'prices = [120, 80, 95]',
    '# step: sort\nprices.sort()\nprint(prices)',
    'total = sum(prices)\nprint("total", total)'
  ];
  await openNotebook(page, `${tmpPath}/prices.ipynb`, notebookText(cells));
  await replaceSource(page, 2, 'total = sum(prices) + 1\nprint("total", total)');
  const button = page.locator('.jp-NotebookPanel-toolbar [data-jp-item-name="mldebt-export"]');
  await expect(button.locator('[title*="pipeline"]')).toHaveCount(1);
  await button.click();
  const toast = page.locator('.Toastify__toast');
  await expect(toast).toContainText('Exporting prices.ipynb');
  await expect(toast).toContainText('Verified pipeline written to', { timeout: 150000 });
  await expect(toast).toContainText('prices-pipeline');
  await command(page, 'application:toggle-left-area');
  await page.screenshot({ path: 'test-results/export.png', animations: 'disabled' });

  const folder = await (await request.get(`${baseURL}/api/contents/${tmpPath}/prices-pipeline`)).json();
  expect(folder.content.map((file: { name: string }) => file.name)).toEqual(
    expect.arrayContaining(['pipeline.yaml', 'README.md', 'steps', 'run.py'])
  );
  const saved = await (
    await request.get(`${baseURL}/api/contents/${tmpPath}/prices.ipynb?type=file&format=text`)
  ).json();
  expect(saved.content).toContain('+ 1'); // a pipeline belongs to a notebook on disk: it was saved first

  await toast.getByRole('button', { name: 'Open folder' }).click();
  await expect(page.locator('.jp-DirListing-item', { hasText: 'pipeline.yaml' })).toBeVisible();
});

test('an export that cannot be done says why', async ({ page, tmpPath, request, baseURL }) => {
  await openNotebook(page, `${tmpPath}/broken.ipynb`, notebookText(['print(missing_name)']));
  await page.locator('.jp-NotebookPanel-toolbar [data-jp-item-name="mldebt-export"]').click();
  const toast = page.locator('.Toastify__toast');
  await expect(toast).toContainText('The export failed', { timeout: 60000 });
  await expect(toast).toContainText('missing_name');
  expect((await request.get(`${baseURL}/api/contents/${tmpPath}/broken-pipeline`)).status()).toBe(404);
});
