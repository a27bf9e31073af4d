// Galata's page with waits that a busy machine needs, and what the tests do with notebooks and the panel.
import { expect, IJupyterLabPageFixture, test as base } from '@jupyterlab/galata';
import { Locator, Page } from '@playwright/test';

/** Galata's own wait gives up after 15 s. */
export const test = base.extend({
  waitForApplication: async ({}, use) => {
    await use(async page => {
      await page.locator('#jupyterlab-splash').waitFor({ state: 'detached', timeout: 60000 });
      await page.locator('#jp-main-dock-panel .jp-Launcher').first().waitFor({ timeout: 60000 });
    });
  }
});
export { expect };
export { galata } from '@jupyterlab/galata';

export type Source = string | [source: string, count: number];

/** A notebook file's text. */
export function notebookText(cells: Source[], metadata: object = PYTHON): string {
  const made = cells.map((cell, i) => {
    const [source, execution_count] = typeof cell === 'string' ? [cell, null] : cell;
    return { cell_type: 'code', id: `cell-${i}`, metadata: {}, outputs: [], source, execution_count };
  });
  return JSON.stringify({ cells: made, metadata, nbformat: 4, nbformat_minor: 5 });
}

const PYTHON = { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } };

export function command(page: Page, id: string, args: object = {}): Promise<void> {
  return page.evaluate(([id, args]) => (window as any).jupyterapp.commands.execute(id, args).then(() => undefined), [
    id,
    args
  ] as const);
}

/** Opens a notebook; its cells are there and its kernel is idle. */
export async function open(page: Page, path: string): Promise<void> {
  await command(page, 'docmanager:open', { path });
  await page
    .locator('.jp-Notebook .jp-CodeCell .cm-content')
    .filter({ visible: true })
    .first()
    .waitFor({ timeout: 60000 });
  await page.waitForFunction(
    path => {
      const { shell } = (window as any).jupyterapp;
      const panel = [...shell.widgets('main')].find(widget => widget.context?.path === path);
      return panel?.sessionContext.session?.kernel?.status === 'idle'; // the indicator says so before there is a kernel
    },
    path,
    { timeout: 60000 }
  );
}

/** Writes a notebook and opens it. */
export async function openNotebook(page: IJupyterLabPageFixture, path: string, text: string): Promise<void> {
  await page.contents.uploadContent(text, 'text', path);
  await open(page, path);
}

export async function showPanel(page: Page): Promise<Locator> {
  await command(page, 'jupyter-mldebt:show');
  const panel = page.locator('.jp-MLDebt-Panel');
  await expect(panel).toBeVisible();
  return panel;
}

export const cellAt = (page: Page, index: number) => page.locator(`.jp-Notebook .jp-CodeCell`).nth(index);

/** Types a text in the place of a cell's own. */
export async function replaceSource(page: Page, index: number, source: string): Promise<void> {
  await cellAt(page, index).locator('.cm-content').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(source);
}

/** Runs a cell with Ctrl+Enter and waits for its count. "Idle" is shown a little early: what was pressed can be lost. */
export async function runCell(page: Page, index: number, count: number): Promise<void> {
  const prompt = cellAt(page, index).locator('.jp-InputPrompt');
  const before = await prompt.textContent();
  await expect(async () => {
    if ((await prompt.textContent()) === before) {
      await cellAt(page, index).locator('.cm-content').click();
      await page.keyboard.press('Control+Enter');
    }
    await expect(prompt).toHaveText(`[${count}]:`, { timeout: 5000 });
  }).toPass({ timeout: 60000 });
}

export const finding = (panel: Locator, code: string) => panel.locator('.jp-MLDebt-finding', { hasText: code });
