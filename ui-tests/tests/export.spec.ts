// The export dialog: from a notebook to a pipeline that a real kernel has verified, and its runs.
import AxeBuilder from '@axe-core/playwright';
import { APIRequestContext, Locator, Page } from '@playwright/test';
import { readFileSync } from 'fs';
import { command, expect, notebookText, openNotebook, replaceSource, test } from './fixtures';

const BUTTON = '.jp-NotebookPanel-toolbar [data-jp-item-name="mldebt-export"]';
const LONG = { timeout: 150000 };
const PRICES = [
  'limit = 2  # how many are shown\nprices = [120, 80, 95]',
  '# step: sort\nprices.sort()\nprint(prices[:limit])',
  'total = sum(prices)\nprint("total", total)'
];

/** Shows the dialog with its plan. */
async function openDialog(page: Page): Promise<Locator> {
  await page.locator(BUTTON).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('group', { name: 'Steps of the pipeline' })).toBeVisible({ timeout: 60000 });
  return dialog;
}

const button = (dialog: Locator, name: string) => dialog.getByRole('button', { name, exact: true });
const ended = (dialog: Locator, title: string) =>
  expect(dialog.getByRole('heading', { name: title, exact: true })).toBeVisible(LONG);

/** A file's text, or null where there is none. */
async function textOf(request: APIRequestContext, baseURL: string | undefined, path: string): Promise<string | null> {
  const answer = await request.get(`${baseURL}/api/contents/${path}?type=file&format=text`);
  return answer.status() === 404 ? null : (await answer.json()).content;
}

async function namesIn(request: APIRequestContext, baseURL: string | undefined, path: string): Promise<string[]> {
  const folder = await (await request.get(`${baseURL}/api/contents/${path}`)).json();
  return folder.content.map((file: { name: string }) => file.name).sort();
}

async function seriousOf(page: Page) {
  const { violations } = await new AxeBuilder({ page }).include('.jp-MLDebt-Export').analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
}

test('one more click than the button, and all that was made', async ({ page, tmpPath, request, baseURL }) => {
  await openNotebook(page, `${tmpPath}/prices.ipynb`, notebookText(PRICES));
  await replaceSource(page, 2, 'total = sum(prices) + 1\nprint("total", total)');
  await expect(page.locator(`${BUTTON} [title*="pipeline"]`)).toHaveCount(1);
  const dialog = await openDialog(page);
  await expect(dialog).toContainText('it is saved first');
  await button(dialog, 'Export').click();
  await ended(dialog, 'Verified');
  await expect(dialog).toContainText('2 cells with outputs were compared');
  expect(await namesIn(request, baseURL, `${tmpPath}/prices-pipeline`)).toEqual(
    expect.arrayContaining(['pipeline.yaml', 'README.md', 'steps', 'run.py', 'VERIFIED.html'])
  );
  expect(await textOf(request, baseURL, `${tmpPath}/prices.ipynb`)).toContain('+ 1');

  await button(dialog, 'Compare the outputs').click();
  await expect(dialog).toHaveCount(0);
  await expect(page.locator('.lm-TabBar-tab', { hasText: 'VERIFIED.html' })).toBeVisible();
  await expect(page.frameLocator('.jp-HTMLViewer iframe').locator('h1')).toBeVisible();
  await command(page, 'docmanager:open', { path: `${tmpPath}/prices.ipynb` });

  const again = await openDialog(page);
  await expect(again).toContainText('The export that is there is made anew.');
  await again.getByRole('radio', { name: 'None' }).check();
  await button(again, 'Export').click();
  await ended(again, 'Written, not verified');
  await button(again, 'Open folder').click();
  await expect(page.locator('.jp-DirListing-item', { hasText: 'pipeline.yaml' })).toBeVisible();
});

test('a parameter is edited, one is left out, and run again with another value', async ({
  page,
  tmpPath,
  request,
  baseURL
}) => {
  const cells = [
    'import random\nrandom.seed(7)\nsize = 3\nfactor = 1.5\nlabel = "it’s"',
    'print(label, size * factor)\nprint(random.random())',
    'for i in range(2):\n    print("round", i)'
  ];
  await openNotebook(page, `${tmpPath}/sizes.ipynb`, notebookText(cells));
  const dialog = await openDialog(page);
  const size = dialog.getByLabel('Default of size');
  await size.fill('many');
  await expect(dialog.getByRole('alert')).toHaveText('This must be a whole number, such as 3.');
  await expect(button(dialog, 'Export')).toBeDisabled();
  await size.press('Enter');
  await expect(size).toBeVisible();
  await size.fill('4');
  await dialog.getByRole('checkbox', { name: 'factor' }).uncheck();
  await expect(dialog.getByLabel('Default of factor')).toBeDisabled();
  await dialog.getByLabel('Default of label').fill('say "hm"\\');
  await button(dialog, 'Show 1 more value that can be a parameter').click();
  await dialog.getByRole('checkbox', { name: 'n_i' }).check();
  const seed = dialog.getByLabel('Name of seed');
  await seed.fill('size');
  await expect(dialog.getByRole('alert')).toHaveText('Another parameter has this name.');
  await seed.fill('luck');
  await dialog.getByRole('radio', { name: 'Once' }).check();
  await page.screenshot({ path: 'test-results/export-parameters.png', animations: 'disabled' });
  await button(dialog, 'Export').click();
  await ended(dialog, 'Verified'); // with the notebook's own values
  const yaml = await textOf(request, baseURL, `${tmpPath}/sizes-pipeline/pipeline.yaml`);
  expect(yaml).toMatch(/name: size[^]*default: 4/);
  expect(yaml).toContain('say "hm"');
  expect(yaml).toContain('name: luck');
  expect(yaml).toContain('name: n_i');
  expect(yaml).not.toContain('name: factor');

  await button(dialog, 'Run with other values…').click();
  await expect(dialog.getByLabel('Value of size')).toHaveValue('4');
  await dialog.getByLabel('Value of size').fill('10');
  await button(dialog, 'Run').click();
  await ended(dialog, 'The run is done');
  const folder = `${tmpPath}/sizes-pipeline/executed`;
  const [step] = (await namesIn(request, baseURL, folder)).filter(name => name.endsWith('.ipynb'));
  expect(await textOf(request, baseURL, `${folder}/${step}`)).toContain('15.0');
  await button(dialog, 'Run with other values…').click();
  await expect(dialog.getByLabel('Value of size')).toHaveValue('10');
  await button(dialog, 'Run').click();
  await expect(dialog).toContainText('nothing new to do', LONG);
  await button(dialog, 'Open the run’s page').click();
  await expect(page.locator('.lm-TabBar-tab', { hasText: 'RUN.html' })).toBeVisible();
});

test('cancel in the middle leaves nothing', async ({ page, tmpPath, request, baseURL }) => {
  const cells = ['import time', 'for second in range(600):\n    time.sleep(1)'];
  await openNotebook(page, `${tmpPath}/slow.ipynb`, notebookText(cells));
  const dialog = await openDialog(page);
  const asked = '**/jupyter-mldebt/job/*';
  await page.route(asked, route => route.abort()); // the event stream alone tells it
  await button(dialog, 'Export').click();
  await expect(dialog.locator('.jp-MLDebt-progress')).toContainText('cell 2 of 2', { timeout: 60000 });
  await page.unroute(asked);
  await button(dialog, 'Cancel the export').click();
  await ended(dialog, 'Cancelled');
  expect(await namesIn(request, baseURL, tmpPath)).toEqual(['slow.ipynb']);
  await button(dialog, 'Back').click();
  await expect(button(dialog, 'Export')).toBeEnabled();
});

test('what acts outside is told, and runs only where it is allowed', async ({ page, tmpPath }) => {
  const sends = [
    'import urllib.request',
    'try:',
    '    urllib.request.urlopen("http://127.0.0.1:9", data=b"x")',
    'except OSError:',
    '    print("nobody there")'
  ].join('\n');
  await openNotebook(page, `${tmpPath}/sends.ipynb`, notebookText(['x = 1', sends]));
  const dialog = await openDialog(page);
  await expect(dialog).toContainText('cell 1, line 3 sends to a server: urllib.request.urlopen');
  await expect(button(dialog, 'Export')).toBeDisabled();
  await expect(dialog).toContainText('allow that, or verify nothing');
  await dialog.getByRole('radio', { name: 'None' }).check();
  await expect(button(dialog, 'Export')).toBeEnabled();
  await dialog.getByRole('radio', { name: 'Once' }).check();
  await dialog.getByLabel('Run this for the verification all the same').check();
  await page.screenshot({ path: 'test-results/export-effects.png', animations: 'disabled' });
  expect(await seriousOf(page)).toEqual([]);
  await button(dialog, 'Export').click();
  await ended(dialog, 'Verified');
});

test('it goes on in the background, and the notification leads back', async ({ page, tmpPath }) => {
  const cells = ['import time\ntime.sleep(4)\nprint("rested")'];
  await openNotebook(page, `${tmpPath}/rest.ipynb`, notebookText(cells));
  const dialog = await openDialog(page);
  await dialog.getByRole('radio', { name: 'Once' }).check();
  await button(dialog, 'Export').click();
  await button(dialog, 'Go on in the background').click();
  await expect(dialog).toHaveCount(0);
  const toast = page.locator('.Toastify__toast');
  await expect(toast).toContainText('Exporting rest.ipynb');
  await page.locator(BUTTON).click();
  await expect(page.getByRole('heading', { name: 'Exporting rest.ipynb' })).toBeVisible();
  await expect(toast).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(toast).toContainText('Verified', LONG);
  await toast.getByRole('button', { name: 'Show' }).click();
  await ended(page.getByRole('dialog'), 'Verified');
});

test('by keyboard alone', async ({ page, tmpPath }) => {
  await openNotebook(page, `${tmpPath}/keys.ipynb`, notebookText(PRICES));
  const dialog = await openDialog(page);
  await expect(button(dialog, 'Export')).toBeFocused();
  const seen: string[] = [];
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('Tab');
    seen.push(
      await page.evaluate(() => {
        const { activeElement: at } = document;
        const inside = at?.closest('dialog') ? '' : 'outside ';
        return (
          inside +
          (at?.getAttribute('aria-label') ?? (at as HTMLInputElement)?.labels?.[0]?.textContent ?? at?.textContent)
        );
      })
    );
  }
  const order = [
    'Close',
    'Steps of the pipeline',
    'limit',
    'Default of limit',
    'Folder',
    'Target',
    'Full',
    'Cancel',
    'Export'
  ];
  expect(seen.filter(name => order.includes(name)).slice(0, order.length)).toEqual(order);
  expect(seen.filter(name => name.startsWith('outside')).length).toBeLessThan(3); // the browser's own bar
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.locator('.jp-mod-commandMode, .jp-mod-editMode').first()).toBeVisible();

  await openDialog(page);
  await dialog.getByRole('radio', { name: 'Full' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await ended(dialog, 'Written, not verified');
  await expect(dialog.getByRole('heading', { name: 'Written, not verified' })).toBeFocused();
});

test('what stands in the way is said in a sentence', async ({ page, tmpPath, request, baseURL }) => {
  await openNotebook(page, `${tmpPath}/broken.ipynb`, notebookText(['<b>x</b> = 1', 'print(missing_name)']));
  const dialog = page.getByRole('dialog');
  await page.locator(BUTTON).click();
  await expect(dialog).toContainText('A fresh run of this notebook would fail', { timeout: 60000 });
  await expect(dialog).toContainText('missing_name');
  await expect(button(dialog, 'Export')).toBeDisabled();
  await page.screenshot({ path: 'test-results/export-findings.png', animations: 'disabled' });
  expect(await seriousOf(page)).toEqual([]);
  await button(dialog, 'Show them in the panel').click();
  await expect(page.locator('.jp-MLDebt-Panel')).toBeVisible();
  expect(await namesIn(request, baseURL, tmpPath)).toEqual(['broken.ipynb']);
});

test('a folder that is taken, and one that was changed by hand', async ({ page, tmpPath, request, baseURL }) => {
  const path = `${tmpPath}/taken.ipynb`;
  await openNotebook(page, path, notebookText(PRICES));
  await page.contents.uploadContent('mine', 'text', `${tmpPath}/mine/work.txt`);
  const dialog = await openDialog(page);
  const folder = dialog.getByLabel('Folder');
  await folder.fill(`${tmpPath}/mine`);
  await folder.press('Enter');
  await expect(dialog).toContainText('The folder holds something that is no export: choose another.');
  await expect(button(dialog, 'Export')).toBeDisabled();
  await folder.fill('../outside');
  await folder.press('Enter');
  await expect(dialog).toContainText(/is no path|leads out/);
  await folder.fill(`${tmpPath}/made`);
  await dialog.getByRole('radio', { name: 'None' }).check(); // leaving the field is enough
  await expect(button(dialog, 'Export')).toBeEnabled();
  await button(dialog, 'Export').click();
  await ended(dialog, 'Written, not verified');
  expect(await textOf(request, baseURL, `${tmpPath}/made/pipeline.yaml`)).toContain('limit');
  await button(dialog, 'Close').last().click();

  await page.contents.uploadContent('# Mine\n', 'text', `${tmpPath}/made/README.md`);
  await openDialog(page);
  await folder.fill(`${tmpPath}/made`);
  await folder.press('Enter');
  await expect(dialog).toContainText('What was changed there by hand is kept: README.md');
  await dialog.getByLabel('Replace it').check();
  await expect(dialog).toContainText('is replaced: README.md');
  await dialog.getByRole('radio', { name: 'None' }).check();
  await button(dialog, 'Export').click();
  await ended(dialog, 'Written, not verified');
  expect(await textOf(request, baseURL, `${tmpPath}/made/README.md`)).not.toContain('# Mine');
});

test('another language is said', async ({ page, tmpPath }) => {
  const metadata = { kernelspec: { name: 'ir', display_name: 'R', language: 'R' }, language_info: { name: 'R' } };
  await page.contents.uploadContent(notebookText(['x <- 1'], metadata), 'text', `${tmpPath}/r.ipynb`);
  await command(page, 'docmanager:open', { path: `${tmpPath}/r.ipynb` });
  const select = page.locator('.jp-Dialog'); // no such kernel is installed
  await select.getByRole('button', { name: 'No Kernel' }).click();
  await page.locator(BUTTON).click();
  await expect(page.locator('.jp-MLDebt-Export')).toContainText(
    'r.ipynb is a notebook in r: only Python can be exported',
    {
      timeout: 60000
    }
  );
});

test('how it looks, light and dark', async ({ page }) => {
  const example = (name: string) => readFileSync(`../examples/${name}`, 'utf8');
  await page.contents.uploadContent(example('data/bike_counts.csv'), 'text', 'bikes/data/bike_counts.csv');
  await openNotebook(page, 'bikes/bike_counts.ipynb', example('bike_counts.ipynb'));
  await command(page, 'application:toggle-left-area');
  await command(page, 'docmanager:save');
  const dialog = await openDialog(page);
  const look = async (phase: string) => {
    for (const theme of ['Dark', 'Light']) {
      await command(page, 'apputils:change-theme', { theme: `JupyterLab ${theme}` });
      await expect(page.locator(`body[data-jp-theme-name="JupyterLab ${theme}"]`)).toHaveCount(1);
      await page.screenshot({
        path: `test-results/export-${phase}-${theme.toLowerCase()}.png`,
        animations: 'disabled'
      });
      expect(await seriousOf(page)).toEqual([]);
    }
  };
  await look('form');
  await button(dialog, 'Export').click();
  await expect(dialog.locator('.jp-MLDebt-progress li.jp-mod-ok').nth(2)).toBeVisible(LONG);
  await page.screenshot({ path: 'test-results/export-working.png', animations: 'disabled' });
  expect(await seriousOf(page)).toEqual([]);
  await ended(dialog, 'Verified');
  await look('result');
  await button(dialog, 'Run with other values…').click();
  await look('run');
  await page.contents.deleteDirectory('bikes');
});
