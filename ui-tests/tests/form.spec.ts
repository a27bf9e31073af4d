// run.ipynb of an exported pipeline: set parameters with widgets, run, watch, and see what other values give.
import { execFileSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import AxeBuilder from '@axe-core/playwright';
import { IJupyterLabPageFixture } from '@jupyterlab/galata';
import { Locator } from '@playwright/test';
import { cellAt, command, expect, notebookText, open, replaceSource, runCell, test } from './fixtures';

const PARAMETERS = `
steps = 3  # how far it counts
rate = 0.25
pause = 0.4
kind = "round"  # round, square or flat
since = "2024-02-29"
loud = False
sizes = [1, 2]
table = "table.csv"`;
const STEPS = {
  load: ['from pathlib import Path\nimport time', 'print(len(Path(table).read_text()), "letters since", since, sizes)'],
  count: [
    'time.sleep(pause)',
    'for i in range(steps):\n    time.sleep(pause)\n    print("counted", i)',
    'print("loud:", loud)'
  ],
  report: [
    'print(1 / rate)',
    'from IPython.display import HTML\nHTML(f"<table><tr><th>{kind}</th><td>{steps * 100} in all</td></tr></table>")'
  ]
};

/** Exports a notebook, takes the pipeline to the server, opens its run.ipynb, and shows the form. */
async function openForm(page: IJupyterLabPageFixture, at: string): Promise<Locator> {
  const notebook = JSON.parse(notebookText([PARAMETERS.trim(), ...Object.values(STEPS).flat()]));
  const tags = ['parameters', ...Object.entries(STEPS).flatMap(([name, cells]) => cells.map(() => `step:${name}`))];
  tags.forEach((tag, i) => (notebook.cells[i].metadata.tags = [tag]));
  const place = mkdtempSync(join(tmpdir(), 'form-'));
  try {
    writeFileSync(join(place, 'count.ipynb'), JSON.stringify(notebook));
    writeFileSync(join(place, 'table.csv'), 'a,b\n');
    execFileSync('nbcheck', ['export', 'count.ipynb', '--verify', 'none'], { cwd: place });
    await page.contents.uploadDirectory(place, at);
  } finally {
    rmSync(place, { recursive: true });
  }
  await page.setViewportSize({ width: 1280, height: 1200 });
  await command(page, 'application:toggle-left-area');
  await open(page, `${at}/count-pipeline/run.ipynb`);
  await runCell(page, 0, 1);
  const form = page.locator('.jp-Notebook .jp-OutputArea-output .widget-vbox').first();
  await expect(button(form, 'Run')).toBeEnabled();
  return form;
}

/** A button by its words: before them stands its icon. */
const button = (form: Locator, words: string) => form.getByRole('button', { name: new RegExp(`^\\W*${words}$`) });

/** How full the bar of a step is, in percent. */
const filled = (form: Locator, step: number) =>
  form
    .locator('.widget-hprogress .progress-bar')
    .nth(step)
    .evaluate((bar: HTMLElement) => parseFloat(bar.style.width));

test('move a slider, run, see the bars, see the new output', async ({ page, tmpPath }) => {
  const form = await openForm(page, tmpPath);
  await expect(form).toContainText('how far it counts');
  await expect(form).toContainText('✓ found');
  await expect(button(form, 'Cancel')).toBeDisabled();
  await button(form, 'Run').click();
  await expect(button(form, 'Run')).toBeDisabled();
  await expect(form).toContainText('✓ Run 1 is done.', { timeout: 120000 });
  await expect(form).toContainText('300 in all');

  const handle = form.locator('.noUi-handle').first();
  await handle.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(form.getByLabel('steps')).toHaveValue('5');
  await button(form, 'Run').click();
  await expect.poll(() => filled(form, 2)).toBe(0);
  await expect.poll(() => filled(form, 2), { intervals: [100], timeout: 60000 }).toBeGreaterThan(20);
  await page.screenshot({ path: 'test-results/form-running.png', animations: 'disabled' });
  expect(await filled(form, 2)).toBeLessThan(100);
  expect(await filled(form, 3)).toBe(0);
  await expect(form).toContainText('running cell');
  await expect(form).toContainText('waiting');
  await expect(form).toContainText('✓ Run 2 is done.', { timeout: 120000 });
  expect(await filled(form, 2)).toBe(100);
  await expect(form).toContainText('500 in all');
  await expect(form).not.toContainText('300 in all');
  await expect(form).toContainText('runs/2');
  await form.getByText('03-count').last().click();
  await expect(form).toContainText('counted 4');

  for (const theme of ['Light', 'Dark']) {
    await command(page, 'apputils:change-theme', { theme: `JupyterLab ${theme}` });
    await expect(page.locator(`body[data-jp-theme-name="JupyterLab ${theme}"]`)).toHaveCount(1);
    await page.screenshot({ path: `test-results/form-${theme.toLowerCase()}.png`, animations: 'disabled' });
    const { violations } = await new AxeBuilder({ page }).include('.jp-OutputArea-output .widget-vbox').analyze();
    const ours = violations.filter(({ id }) => id !== 'aria-input-field-name'); // the handle of ipywidgets' slider has no name
    expect(ours.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  }
  await command(page, 'apputils:change-theme', { theme: 'JupyterLab Light' });

  await form.getByLabel('Shown').selectOption('Run 1: defaults');
  await expect(form).toContainText('✓ Run 1 is done.');
  await form.getByText('04-report').last().click();
  await expect(form).toContainText('300 in all');
});

test('cancel leaves no kernel; what is wrong is said', async ({ page, tmpPath }) => {
  const form = await openForm(page, tmpPath);
  await form.getByLabel('pause').fill('300');
  await form.getByLabel('pause').press('Enter');
  await button(form, 'Run').click();
  await expect(form).toContainText(/running cell/, { timeout: 60000 });
  await expect.poll(() => filled(form, 2), { timeout: 60000 }).toBeGreaterThan(0);
  await button(form, 'Cancel').click();
  await expect(form).toContainText('Run 1 was cancelled in 03-count.');
  await expect(button(form, 'Run')).toBeEnabled();
  await page.locator('.jp-Notebook-footer').click();
  await replaceSource(page, 1, 'import psutil\nprint(len(psutil.Process().children(recursive=True)), "left")');
  await runCell(page, 1, 2);
  await expect(cellAt(page, 1)).toContainText('0 left');

  const list = form.getByLabel('sizes');
  await list.fill('[1,');
  await list.blur();
  await expect(form).toContainText('✗ give a list as Python writes it, such as [1, 2]');
  await expect(button(form, 'Run')).toBeDisabled();
  await button(form, 'Reset to defaults').click();
  await expect(button(form, 'Run')).toBeEnabled();
  await expect(list).toHaveValue('[1, 2]');
  await expect(form.getByLabel('pause')).toHaveValue('0.4');

  await form.getByLabel('rate').fill('0');
  await form.getByLabel('rate').press('Enter');
  await button(form, 'Run').click();
  await expect(form).toContainText('failed in 04-report, cell 6: ZeroDivisionError', { timeout: 120000 });
  await expect(form).toContainText('Traceback (most recent call last)');
  await page.screenshot({ path: 'test-results/form-failed.png', animations: 'disabled' });
});
