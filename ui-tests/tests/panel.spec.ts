// The panel beside a notebook with a real kernel.
import { readFileSync } from 'fs';
import AxeBuilder from '@axe-core/playwright';
import {
  command,
  expect,
  finding,
  galata,
  notebookText,
  openNotebook,
  replaceSource,
  runCell,
  showPanel,
  test
} from './fixtures';

test('two cells run out of order: the finding names both', async ({ page, tmpPath }) => {
  await openNotebook(
    page,
    `${tmpPath}/order.ipynb`,
    notebookText(['x = 1\nprint("first", x)', 'x = 2\nprint("second", x)'])
  );
  const panel = await showPanel(page);
  await expect(panel).toContainText('Unknown');
  await runCell(page, 1, 1);
  await runCell(page, 0, 2);
  const found = finding(panel, 'NBO001');
  await expect(found).toHaveCount(1);
  await expect(panel).toContainText('cell 0 [2]');
  await expect(panel).toContainText('cell 1 [1]');
  await expect(found.locator('.jp-MLDebt-evidence')).toContainText(/cell [01] \[[12]\]/);
});

test('cells that ran in order are valid, and one that fails is told', async ({ page, tmpPath }) => {
  await openNotebook(
    page,
    `${tmpPath}/valid.ipynb`,
    notebookText(['rows = [1, 2]', 'rows.append(3)', 'print(sum(rows))'])
  );
  const panel = await showPanel(page);
  const head = panel.locator('.jp-MLDebt-head');
  await expect(head).toContainText('Nothing ran on this kernel yet.');
  for (const index of [0, 1, 2]) {
    await runCell(page, index, index + 1);
  }
  await expect(head.getByRole('heading')).toHaveText('Valid');
  await expect(head).toHaveClass(/jp-mod-valid/);
  await expect(head).toContainText(
    'The cells ran in order with the text that they have: a fresh run gives what you see.'
  );
  await expect(page.locator('.jp-MLDebt-status')).toContainText('Valid');
  for (const theme of ['Light', 'Dark']) {
    await command(page, 'apputils:change-theme', { theme: `JupyterLab ${theme}` });
    await expect(page.locator(`body[data-jp-theme-name="JupyterLab ${theme}"]`)).toHaveCount(1);
    await page.screenshot({ path: `test-results/valid-${theme.toLowerCase()}.png`, animations: 'disabled' });
    const { violations } = await new AxeBuilder({ page }).include('.jp-MLDebt-Panel').analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  }
  await command(page, 'apputils:change-theme', { theme: 'JupyterLab Light' });

  await replaceSource(page, 2, 'print(sum(row))');
  await expect(head.getByRole('heading')).toHaveText('Drifted');
  await runCell(page, 2, 4);
  await expect(head.getByRole('heading')).toHaveText('Valid');
  await expect(head).toContainText('The cells that ran, ran in order; a fresh run stops at an error below.');
  await expect(head).toHaveClass(/jp-mod-error/); // no green tick beside an error
  await expect(finding(panel, 'NBS001')).toContainText('row');
  await page.screenshot({ path: 'test-results/valid-fails.png', animations: 'disabled' });
});

test('an edit is checked before it is saved, and mended again', async ({ page, tmpPath, request, baseURL }) => {
  const path = `${tmpPath}/unsaved.ipynb`;
  await openNotebook(page, path, notebookText(['x = 1', 'print(x)']));
  const onDisk = async () => (await request.get(`${baseURL}/api/contents/${path}?type=file&format=text`)).json();
  const before = (await onDisk()).content;
  const panel = await showPanel(page);
  await expect(panel).toContainText('No findings.');

  await replaceSource(page, 1, 'print(x, missing_name)');
  await expect(finding(panel, 'NBS001')).toContainText('missing_name');
  await replaceSource(page, 1, 'missing_name = 2\nprint(x, missing_name)');
  await expect(finding(panel, 'NBS001')).toHaveCount(0);
  expect((await onDisk()).content).toBe(before);
});

test('a click leads to the finding, far down in a long notebook', async ({ page, tmpPath }) => {
  const cells = Array.from({ length: 200 }, (_, i) => `v${i} = ${i}\nw${i} = v${i} + 1\nprint(w${i})`);
  cells[150] = 'title = "😀"; print(missing_name)';
  await openNotebook(page, `${tmpPath}/long.ipynb`, notebookText(cells));
  const panel = await showPanel(page);
  const cell = page.locator('.jp-CodeCell', { hasText: 'missing_name' });
  await finding(panel, 'NBS001').getByRole('button').first().click();
  await expect(cell).toBeInViewport();
  await expect(cell).toHaveClass(/jp-MLDebt-flash/);
  await expect(cell).toHaveClass(/jp-mod-active/);
  await expect(cell).not.toHaveClass(/jp-MLDebt-flash/);
  const selected = await page.evaluate(() => {
    const { editor } = (window as any).jupyterapp.shell.currentWidget.content.activeCell;
    const { start, end } = editor.getSelection();
    return editor.getLine(start.line).slice(start.column, end.column);
  });
  expect(selected).toBe('missing_name');
});

test('a click leads to the line, in a long cell with long outputs too', async ({ page, tmpPath }) => {
  const lines = Array.from({ length: 120 }, (_, i) => `v${i} = ${i}`);
  lines[100] = 'print(missing_name)';
  const notebook = JSON.parse(notebookText(['x = 1', lines.join('\n')]));
  notebook.cells[1].outputs = [{ output_type: 'stream', name: 'stdout', text: 'epoch\n'.repeat(300) }];
  await openNotebook(page, `${tmpPath}/outputs.ipynb`, JSON.stringify(notebook));
  const panel = await showPanel(page);
  await finding(panel, 'NBS001').getByRole('button').first().click();
  await expect(page.locator('.jp-CodeCell .cm-line', { hasText: 'missing_name' })).toBeInViewport();
});

test.describe('with the marks off', () => {
  test.use({ mockSettings: { ...galata.DEFAULT_SETTINGS, 'jupyter-mldebt:checker': { liveMarks: false } } });

  test('a hidden panel asks nothing', async ({ page, tmpPath }) => {
    let asked = 0;
    page.on('request', request => {
      asked += request.url().includes('/jupyter-mldebt/check') ? 1 : 0;
    });
    await openNotebook(page, `${tmpPath}/hidden.ipynb`, notebookText(['x = 1', 'print(x)']));
    await replaceSource(page, 1, 'print(x, missing_name)');
    await page.waitForTimeout(1500);
    expect(asked).toBe(0);
    const panel = await showPanel(page);
    await expect(finding(panel, 'NBS001')).toHaveCount(1);
    await command(page, 'application:toggle-right-area');
    await expect(panel).toBeHidden();
    const sofar = asked;
    await replaceSource(page, 1, 'print(x, other_name)');
    await page.waitForTimeout(1500);
    expect(asked).toBe(sofar);
  });
});

test('looks: filter, status bar, light, dark, axe', async ({ page, tmpPath }) => {
  const cells: Parameters<typeof notebookText>[0] = [
    ['import pandas as pd\n\nprices = pd.DataFrame({"price": [1, 2, 3]})', 1],
    ['prices["price"] = prices["price"] * 1.2\nprices = prices[prices["price"] > limit]', 4],
    ['limit = 2', 3],
    ['print(prices, totals)', 2]
  ];
  await openNotebook(page, `${tmpPath}/prices.ipynb`, notebookText(cells));
  const panel = await showPanel(page);
  await expect(finding(panel, 'NBS001')).toHaveCount(1);
  await expect(page.locator('.jp-MLDebt-status')).toContainText('error');
  for (const theme of ['JupyterLab Light', 'JupyterLab Dark']) {
    await command(page, 'apputils:change-theme', { theme });
    await expect(page.locator(`body[data-jp-theme-name="${theme}"]`)).toHaveCount(1);
    const { violations } = await new AxeBuilder({ page }).include('.jp-MLDebt-Panel').analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  }
  await command(page, 'apputils:change-theme', { theme: 'JupyterLab Light' });

  await panel.getByPlaceholder('Filter findings').fill('totals');
  await expect(panel.locator('.jp-MLDebt-finding')).toHaveCount(1);
  await panel.getByPlaceholder('Filter findings').fill('nothing has this');
  await expect(panel).toContainText('No finding passes the filter.');
  await panel.getByPlaceholder('Filter findings').fill('');
  await panel.getByRole('button', { name: /error/ }).first().click();
  await expect(panel.locator('.jp-MLDebt-jump > .jp-mod-warning')).toHaveCount(0);

  await panel.getByRole('button', { name: 'Why NBS001' }).click();
  const dialog = page.locator('.jp-Dialog');
  await expect(dialog.getByRole('heading', { name: 'Why it matters' })).toBeVisible();
  await page.screenshot({ path: 'test-results/why.png', animations: 'disabled' });
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toHaveCount(0);
});

test('an example, messy and long, in light and dark', async ({ page, tmpPath }) => {
  await openNotebook(page, `${tmpPath}/messy_orders.ipynb`, readFileSync('../examples/messy_orders.ipynb', 'utf-8'));
  const panel = await showPanel(page);
  await command(page, 'application:toggle-left-area');
  await expect(panel).toContainText('Drifted');
  const jump = finding(panel, 'NBS006').locator('.jp-MLDebt-jump').first();
  for (const theme of ['Light', 'Dark']) {
    await command(page, 'apputils:change-theme', { theme: `JupyterLab ${theme}` });
    await expect(page.locator(`body[data-jp-theme-name="JupyterLab ${theme}"]`)).toHaveCount(1);
    await jump.click();
    await expect(page.locator('.jp-CodeCell.jp-MLDebt-flash')).toBeInViewport();
    await page.screenshot({ path: `test-results/panel-${theme.toLowerCase()}.png` });
    await expect(page.locator('.jp-MLDebt-flash')).toHaveCount(0);
  }
});

test.describe('with live checking off', () => {
  test.use({ mockSettings: { ...galata.DEFAULT_SETTINGS, 'jupyter-mldebt:checker': { liveChecking: false } } });

  test('only the button checks', async ({ page, tmpPath }) => {
    await openNotebook(page, `${tmpPath}/off.ipynb`, notebookText(['x = 1', 'print(x)']));
    const panel = await showPanel(page);
    await expect(panel).toContainText('No findings.');
    await replaceSource(page, 1, 'print(x, missing_name)');
    await page.waitForTimeout(1500);
    await expect(panel).toContainText('No findings.');
    await panel.getByRole('button', { name: 'Check again: the notebook was changed' }).click();
    await expect(finding(panel, 'NBS001')).toHaveCount(1);
  });
});

test('another language gets one sentence', async ({ page, tmpPath }) => {
  const metadata = { kernelspec: { name: 'python3', display_name: 'R' }, language_info: { name: 'R' } };
  await page.contents.uploadContent(notebookText(['x <- 1'], metadata), 'text', `${tmpPath}/r.ipynb`);
  await command(page, 'docmanager:open', {
    path: `${tmpPath}/r.ipynb`,
    factory: 'Notebook',
    kernelPreference: { shouldStart: false }
  });
  const panel = await showPanel(page);
  await expect(panel).toContainText('This notebook is written in R; only Python is checked.');
});

test('a server that is stopped gets one sentence', async ({ page, tmpPath }) => {
  await openNotebook(page, `${tmpPath}/stopped.ipynb`, notebookText(['print(missing_name)']));
  await page.route('**/jupyter-mldebt/**', route => route.abort());
  const panel = await showPanel(page);
  await expect(panel).toContainText('The server does not answer');
  await page.unroute('**/jupyter-mldebt/**');
  await panel.getByRole('button', { name: 'Check again' }).click();
  await expect(finding(panel, 'NBS001')).toHaveCount(1);
});

test.describe('with the server part absent', () => {
  const baseURL = `http://127.0.0.1:${process.env.MLDEBT_BARE_PORT}`;
  test.use({ baseURL });

  test('one sentence names the command that installs it', async ({ page, tmpPath }) => {
    await openNotebook(page, `${tmpPath}/absent.ipynb`, notebookText(['print(missing_name)']));
    const panel = await showPanel(page);
    await expect(panel).toContainText('The server part is missing');
    await expect(panel).toContainText('pip install jupyter-mldebt');
    await page.locator('.jp-NotebookPanel-toolbar [data-jp-item-name="mldebt-export"]').click();
    await expect(page.getByRole('dialog')).toContainText('pip install jupyter-mldebt');
  });
});
