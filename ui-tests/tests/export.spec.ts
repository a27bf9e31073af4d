// The export dialog: from a notebook to a pipeline that a real kernel has verified.
import { command, expect, notebookText, openNotebook, replaceSource, test } from './fixtures';
import { Locator, Page } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';

const BUTTON = '.jp-NotebookPanel-toolbar [data-jp-item-name="mldebt-export"]';

async function openDialog(page: Page): Promise<Locator> {
  await page.locator(BUTTON).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: /^(Export|Try again)$/ })).toBeEnabled({ timeout: 60000 });
  return dialog;
}

const PRICES = [
  '# how many are shown\nlimit = 2\nprices = [120, 80, 95]',
  '# step: sort\nprices.sort()\nprint(prices[:limit])',
  'total = sum(prices)\nprint("total", total)'
];

test('one more click than the button', async ({ page, tmpPath, request, baseURL }) => {
  await openNotebook(page, `${tmpPath}/prices.ipynb`, notebookText(PRICES));
  await replaceSource(page, 2, 'total = sum(prices) + 1\nprint("total", total)');
  const dialog = await openDialog(page);
  await expect(dialog.getByText('unsaved changes: it is saved first')).toBeVisible();
  await page.screenshot({ path: 'test-results/form.png', animations: 'disabled' });
  await dialog.getByRole('button', { name: 'Export' }).click();
  await expect(dialog.getByRole('heading', { name: 'Verified' })).toBeVisible({ timeout: 150000 });
  await page.screenshot({ path: 'test-results/result.png', animations: 'disabled' });
});
