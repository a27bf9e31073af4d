// The same extension in Notebook 7, which the same server serves.
import { expect, test } from '@playwright/test'; // not Galata's page: it waits for the lab
import { notebookText } from './fixtures';

test('Notebook 7: panel and toolbar button', async ({ page, request, baseURL }) => {
  test.skip((await request.get(`${baseURL}/tree`)).status() === 404, 'notebook is not installed');
  const content = JSON.parse(notebookText(['x = 1', 'print(missing_name)']));
  await request.put(`${baseURL}/api/contents/nb7.ipynb`, { data: { type: 'notebook', format: 'json', content } });
  await page.goto(`${baseURL}/notebooks/nb7.ipynb`);
  await expect(page.locator('.jp-CodeCell')).toHaveCount(2, { timeout: 60000 });
  await page.locator('.jp-NotebookPanel-toolbar [data-jp-item-name="mldebt-export"]').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('A fresh run of this notebook would fail', { timeout: 60000 });
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await page.getByRole('menuitem', { name: 'View', exact: true }).click();
  // an entry with a submenu has the role listitem, not menuitem
  await page.locator('.lm-Menu-itemLabel', { hasText: 'Right Sidebar' }).hover();
  await page.locator('.lm-Menu-itemLabel', { hasText: 'Show ML debt' }).click();
  const panel = page.locator('.jp-MLDebt-Panel');
  await expect(panel.locator('.jp-MLDebt-finding', { hasText: 'NBS001' })).toContainText('missing_name');
  await page.screenshot({ path: 'test-results/notebook7.png', animations: 'disabled' });
});
