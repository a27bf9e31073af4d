// Live states and the Session tab on a real kernel: marks, what is run and selected by them, what ran, and the way back.
import AxeBuilder from '@axe-core/playwright';
import { IJupyterLabPageFixture } from '@jupyterlab/galata';
import { expect as expectPlain, Page, test as plainTest } from '@playwright/test';
import {
  cellAt,
  command,
  expect,
  galata,
  notebookText,
  open,
  openNotebook,
  replaceSource,
  runCell,
  showPanel,
  test
} from './fixtures';

const CHAIN = ['x = 1', 'y = x + 1', 'print(y)', 'print("apart")'];

const markAt = (page: Page, index: number) => cellAt(page, index).locator('.jp-MLDebt-mark');
const session = (page: Page) => page.locator('.jp-MLDebt-timeline');
const rows = (page: Page) => page.locator('.jp-MLDebt-run');

async function opened(page: IJupyterLabPageFixture, path: string, cells: string[], ran = true): Promise<void> {
  await openNotebook(page, path, notebookText(cells));
  for (let i = 0; ran && i < cells.length; i++) {
    await runCell(page, i, i + 1);
  }
}

/** The marks of all cells, as words; empty where a cell has none. */
async function expectMarks(page: Page, marks: string[]): Promise<void> {
  await expect(async () => {
    const found: string[] = [];
    for (let i = 0; i < marks.length; i++) {
      found.push((await markAt(page, i).allTextContents()).join());
    }
    expect(found).toEqual(marks);
  }).toPass({ timeout: 30000 });
}

/** Makes a cell the active one in command mode, then has a command of ours executed on it, which may end later: it asks. */
async function act(page: Page, index: number, id: string): Promise<void> {
  await cellAt(page, index).locator('.jp-InputPrompt').click();
  await page.evaluate(id => void (window as any).jupyterapp.commands.execute(id), `jupyter-mldebt:${id}`);
}

async function showSession(page: Page): Promise<void> {
  await command(page, 'jupyter-mldebt:show-session');
  await expect(session(page)).toBeVisible();
}

/** Milliseconds from an edit of the first cell until its mark comes or goes. */
function markedAfter(source: string): Promise<number> {
  const { shell } = (window as any).jupyterapp;
  const marked = () => document.querySelector('.jp-MLDebt-mark.jp-mod-edited') !== null;
  const [before, began] = [marked(), performance.now()];
  shell.currentWidget.content.model.cells.get(0).sharedModel.setSource(source);
  return new Promise(done => {
    const look = () => (marked() === before ? requestAnimationFrame(look) : done(performance.now() - began));
    look();
  });
}

async function both(page: Page, name: string): Promise<void> {
  for (const theme of ['Light', 'Dark']) {
    await command(page, 'apputils:change-theme', { theme: `JupyterLab ${theme}` });
    await expect(page.locator(`body[data-jp-theme-name="JupyterLab ${theme}"]`)).toHaveCount(1);
    await page.mouse.move(0, 0);
    await page.screenshot({ path: `test-results/${name}-${theme.toLowerCase()}.png`, animations: 'disabled' });
    if (await page.locator('.jp-MLDebt-Panel').isVisible()) {
      const { violations } = await new AxeBuilder({ page }).include('.jp-MLDebt-Panel').analyze();
      expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
    }
  }
  await command(page, 'apputils:change-theme', { theme: 'JupyterLab Light' });
}

test('an edit makes what depends on it stale, and running with what it needs ends that', async ({ page, tmpPath }) => {
  await opened(page, `${tmpPath}/stale.ipynb`, CHAIN, false);
  await expect(page.locator('.jp-MLDebt-status')).toContainText('Unknown');
  await expectMarks(page, ['', '', '', '']); // nothing ran: that is said once, and not at each cell
  const top = (await cellAt(page, 2).boundingBox())!.y;
  for (let i = 0; i < 4; i++) {
    await runCell(page, i, i + 1);
  }
  await expectMarks(page, ['', '', '', '']);
  await expect(page.locator('.jp-MLDebt-status')).toContainText('Valid');

  await replaceSource(page, 0, 'x = 2');
  await expectMarks(page, ['edited', 'stale', 'stale', '']);
  expect((await cellAt(page, 2).boundingBox())!.y).toBe(top); // nothing moved
  await expect(markAt(page, 1)).toHaveAttribute('title', /Stale: cell 0, on which it depends by “x”, was edited/);
  await expect(markAt(page, 0)).toHaveAttribute('aria-label', 'Edited: its text is not the text of its last run.');
  await expect(page.locator('.jp-MLDebt-status')).toContainText('2 stale · 1 edited');
  const panel = await showPanel(page);
  await expect(panel.getByRole('heading', { name: 'Drifted' })).toBeVisible();
  await expect(panel.locator('.jp-MLDebt-marks')).toContainText('2 stale');
  await panel.getByRole('tab', { name: 'Cells' }).click();
  await expect(panel.locator('.jp-MLDebt-doubt')).toHaveCount(3);
  await expect(panel).toContainText('Stale: cell 1, on which it depends by “y”, is stale.');
  await both(page, 'live-marks');

  await act(page, 2, 'run-with-needs');
  await expectMarks(page, ['', '', '', '']);
  await expect(page.locator('.jp-InputPrompt').nth(3)).toHaveText('[4]:'); // it needs none of them
  await expect(cellAt(page, 2).locator('.jp-OutputArea-output')).toHaveText('3');
  await expect(panel.getByRole('heading', { name: 'Valid' })).toBeVisible();
});

test('the Cells tab says why a notebook is drifted, and runs what is needed', async ({ page, tmpPath }) => {
  await openNotebook(
    page,
    `${tmpPath}/drifted.ipynb`,
    notebookText(['x = 1', 'y = x', 'x = 2', 'import random\nprint(random.random())'])
  );
  await runCell(page, 0, 1);
  await runCell(page, 2, 2);
  await runCell(page, 1, 3);
  await runCell(page, 3, 4);
  const panel = await showPanel(page);
  await panel.getByRole('tab', { name: 'Cells' }).click();
  await expect(panel).toContainText('Drifted: it ran with another “x” than a fresh run gives it.');
  await expect(panel.getByRole('button', { name: 'Restart and run to here…' })).toHaveCount(1);
  await expect(panel).toContainText('Not decided: what it gives hangs on random numbers');
  await page.screenshot({ path: 'test-results/live-cells.png', animations: 'disabled' });
  await runCell(page, 0, 5);
  await panel.getByRole('button', { name: 'Run with what it needs' }).first().click();
  await expect(page.locator('.jp-InputPrompt').nth(1)).toHaveText('[6]:');
});

test('after a reload of the page all is known as before', async ({ page, tmpPath }) => {
  const path = `${tmpPath}/reload.ipynb`;
  await opened(page, path, CHAIN);
  await command(page, 'docmanager:save');
  await page.evaluate(() => {
    delete (window as any).jupyterapp;
    window.location.reload(); // Galata's own waits for a launcher
  });
  await page.waitForFunction(() => (window as any).jupyterapp?.commands.hasCommand('docmanager:open'));
  await page.locator('#jupyterlab-splash').waitFor({ state: 'detached', timeout: 60000 });
  await open(page, path);
  await expectMarks(page, ['', '', '', '']);
  await replaceSource(page, 0, 'x = 7');
  await expectMarks(page, ['edited', 'stale', 'stale', '']);
  await showSession(page);
  await rows(page).first().click();
  await expect(session(page)).toContainText('from this one before it was loaded again');
});

test('a deleted cell leaves its reader orphaned; the Session tab brings it back as one step', async ({
  page,
  tmpPath
}) => {
  await opened(page, `${tmpPath}/orphaned.ipynb`, CHAIN);
  await cellAt(page, 0).locator('.jp-InputPrompt').click();
  await command(page, 'notebook:delete-cell');
  await expectMarks(page, ['orphaned', '', '']);
  await expect(markAt(page, 0)).toHaveAttribute('title', 'Orphaned: its “x” comes from a cell that was deleted.');

  const panel = await showPanel(page);
  await panel.getByRole('tab', { name: 'Cells' }).click();
  await panel.getByRole('button', { name: 'Show what ran' }).click();
  await expect(rows(page)).toHaveCount(4);
  await rows(page).last().click();
  await expect(session(page)).toContainText('deleted cell');
  await both(page, 'live-deleted');
  await session(page).getByRole('button', { name: 'Restore the cell' }).click();
  await expect(page.locator('.jp-CodeCell')).toHaveCount(4);
  await expect(cellAt(page, 0).locator('.cm-content')).toHaveText('x = 1');
  await expectMarks(page, ['', '', '', '']);
  await expect(session(page)).not.toContainText('deleted cell');

  await cellAt(page, 0).locator('.jp-InputPrompt').click();
  await command(page, 'notebook:undo-cell-action');
  await expect(page.locator('.jp-CodeCell')).toHaveCount(3);
  await expectMarks(page, ['orphaned', '', '']);
});

test('an overwritten text is shown beside the present one and put back as one step', async ({ page, tmpPath }) => {
  await opened(page, `${tmpPath}/overwritten.ipynb`, ['a = 1\nb = 2\nc = 3', 'print(a, b, c)']);
  await replaceSource(page, 0, 'a = 1\nb = 20\nc = 3');
  await showSession(page);
  await session(page)
    .getByRole('button', { name: /cell 0/ })
    .click();
  const difference = page.locator('.jp-MLDebt-difference');
  await expect(difference.locator('del')).toHaveText('− b = 2\n');
  await expect(difference.locator('ins')).toHaveText('+ b = 20\n');
  await both(page, 'live-difference');
  await session(page).getByRole('button', { name: 'Put this text back' }).click();
  const editor = cellAt(page, 0).locator('.cm-content');
  await expect(editor).toContainText('b = 2');
  await expect(editor).not.toContainText('b = 20');
  await expectMarks(page, ['', '']);
  await cellAt(page, 0).locator('.cm-content').click();
  await page.keyboard.press('Control+Z');
  await expect(editor).toContainText('b = 20');
});

test.describe('on a kernel that starts anew', () => {
  test.use({ kernels: null }); // Galata's stand-in gives a restart the wrong status, on which JupyterLab gives up

  test('a restart: nothing ran on this kernel', async ({ page, tmpPath }) => {
    await opened(page, `${tmpPath}/restart.ipynb`, CHAIN);
    await replaceSource(page, 0, 'x = 2');
    await expectMarks(page, ['edited', 'stale', 'stale', '']);
    await page.evaluate(() => (window as any).jupyterapp.shell.currentWidget.sessionContext.restartKernel());
    await expectMarks(page, ['', '', '', '']);
    const panel = await showPanel(page);
    await expect(panel).toContainText('Nothing ran on this kernel yet.');
    await showSession(page);
    await expect(session(page)).toContainText('Kernel restarted');
    await expect(rows(page)).toHaveCount(4);
    await runCell(page, 0, 1);
    await expectMarks(page, ['', 'never run', 'never run', 'never run']);
    await expect(rows(page)).toHaveCount(5);
    await expect(session(page).locator('.jp-MLDebt-begin')).toHaveCount(2);
  });

  test('restart and run to here', async ({ page, tmpPath }) => {
    await opened(page, `${tmpPath}/to-here.ipynb`, CHAIN);
    await act(page, 1, 'restart-run-to-here');
    await page.getByRole('button', { name: 'Confirm Kernel Restart' }).click();
    await expectMarks(page, ['', '', 'never run', 'never run']);
    await expect(page.locator('.jp-InputPrompt').nth(1)).toHaveText('[2]:');
  });
});

test('run what depends on it, by the cell’s context menu; select dependents', async ({ page, tmpPath }) => {
  await opened(page, `${tmpPath}/dependents.ipynb`, CHAIN);
  await replaceSource(page, 0, 'x = 5');
  await expectMarks(page, ['edited', 'stale', 'stale', '']);
  await cellAt(page, 0).locator('.jp-InputPrompt').click({ button: 'right' });
  const menu = page.locator('.lm-Menu');
  await menu.locator('.lm-Menu-itemLabel', { hasText: 'ML Debt' }).hover();
  const item = menu.locator('.lm-Menu-itemLabel', { hasText: 'Run What Depends on It' });
  await expect(item).toBeVisible();
  await page.screenshot({ path: 'test-results/live-menu.png', animations: 'disabled' });
  await item.click();
  await expectMarks(page, ['', '', '', '']);
  await expect(cellAt(page, 2).locator('.jp-OutputArea-output')).toHaveText('6');
  await expect(page.locator('.jp-InputPrompt').nth(3)).toHaveText('[4]:');

  await act(page, 0, 'select-dependents');
  await expect(page.locator('.jp-CodeCell.jp-mod-selected')).toHaveCount(2);
  for (const index of [1, 2]) {
    await expect(cellAt(page, index)).toHaveClass(/jp-mod-selected/);
  }
});

test('what if it ran now: stale results and cells that would fail, with links', async ({ page, tmpPath }) => {
  await opened(page, `${tmpPath}/whatif.ipynb`, ['x = 1', 'y = x', 'print(y)', 'print("z")\nz = 1', 'del z']);
  await act(page, 0, 'what-if');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('2 results would become stale');
  await expect(dialog).toContainText('No cell is known to fail');
  await both(page, 'live-whatif');
  await dialog.getByRole('button', { name: /cell 2/ }).click();
  await expect(dialog).toHaveCount(0);
  await expect(cellAt(page, 2)).toHaveClass(/jp-MLDebt-flash/);

  await act(page, 4, 'what-if');
  await expect(dialog).toContainText('1 cell would fail');
  await expect(dialog).toContainText('z is missing');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.locator('.jp-InputPrompt').nth(4)).toHaveText('[5]:');

  await act(page, 3, 'what-if');
  await dialog.getByRole('button', { name: 'Run It' }).click();
  await expect(page.locator('.jp-InputPrompt').nth(3)).toHaveText('[6]:');
});

test('a console counts, and the timeline shows it; filter, record off, delete the record', async ({
  page,
  tmpPath
}) => {
  await opened(page, `${tmpPath}/console.ipynb`, CHAIN);
  await page.evaluate(async () => {
    const { serviceManager, shell } = (window as any).jupyterapp;
    const { kernel } = shell.currentWidget.sessionContext.session;
    const console = serviceManager.kernels.connectTo({ model: kernel.model }); // a client of its own
    await console.requestExecute({ code: 'x = 100' }).done;
    console.dispose();
  });
  await runCell(page, 1, 6);
  await expectMarks(page, ['', 'orphaned', 'stale', '']);
  await expect(markAt(page, 1)).toHaveAttribute('title', /“x” comes from a console or another client/);

  await showSession(page);
  await expect(rows(page)).toHaveCount(6);
  await expect(rows(page).nth(1)).toContainText('console');
  await expect(rows(page).nth(1)).toContainText('[5]');
  await rows(page).nth(1).click();
  await expect(session(page)).toContainText('run by a console or another client of the kernel');
  await both(page, 'live-session');
  await session(page).getByRole('button', { name: 'Make a cell of it' }).click();
  await expect(page.locator('.jp-CodeCell')).toHaveCount(5);
  await expect(cellAt(page, 4).locator('.cm-content')).toHaveText('x = 100'); // behind what ran before it
  const search = page.getByPlaceholder('Filter by cell, name or text');
  await search.fill('print');
  await expect(rows(page)).toHaveCount(2);
  await search.fill('');

  await replaceSource(page, 3, 'print("other")');
  await page.getByRole('button', { name: 'deleted and overwritten' }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('print("apart")');
  await page.getByRole('button', { name: 'deleted and overwritten' }).click();

  const recorded = page.getByRole('checkbox', { name: 'Record what runs' });
  await recorded.click();
  await expect(recorded).not.toBeChecked();
  await expectMarks(page, ['', '', '', '', '']); // nothing is known any more
  await runCell(page, 0, 7);
  await recorded.click();
  await expect(recorded).toBeChecked();
  await runCell(page, 0, 8);
  await expect(session(page)).toContainText('1 execution is not known');
  await page.getByRole('button', { name: 'Delete this record…' }).click();
  await page.locator('.jp-Dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(rows(page)).toHaveCount(0);
  await expect(page.locator('.jp-MLDebt-Panel')).toContainText('Nothing ran yet.');
});

test('what made a result is gathered into a notebook of its own', async ({ page, tmpPath }) => {
  await opened(page, `${tmpPath}/gathered.ipynb`, CHAIN);
  await replaceSource(page, 1, 'y = 0'); // it is gathered as it ran
  await showSession(page);
  await rows(page).filter({ hasText: 'cell 2' }).click();
  await session(page).getByRole('button', { name: 'Gather what made this' }).click();
  await expect(page.locator('.lm-TabBar-tab.jp-mod-current')).toContainText('gathered-gathered');
  const cells = page.locator('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell .cm-content');
  await expect(cells).toHaveText(['x = 1', 'y = x + 1', 'print(y)']);
});

test('of two notebooks side by side both are marked', async ({ page, tmpPath }) => {
  for (const name of ['left', 'right']) {
    await opened(page, `${tmpPath}/${name}.ipynb`, CHAIN, false);
  }
  await page.evaluate(path => {
    const { shell } = (window as any).jupyterapp;
    const [left, right] = ['left', 'right'].map(name =>
      [...shell.widgets('main')].find((widget: any) => widget.context?.path === `${path}/${name}.ipynb`)
    );
    shell.add(right, 'main', { mode: 'split-right', ref: left.id });
    shell.activateById(left.id);
  }, tmpPath);
  const inside = (name: string) => page.locator(`.jp-NotebookPanel[id="${ids[name]}"]`);
  const ids: Record<string, string> = await page.evaluate(() => {
    const widgets = [...(window as any).jupyterapp.shell.widgets('main')].filter((widget: any) => widget.context);
    return Object.fromEntries(widgets.map((widget: any) => [widget.context.path.match(/(\w+)\.ipynb$/)[1], widget.id]));
  });
  const expectStale = async (name: string, words: string[]) =>
    expect(inside(name).locator('.jp-MLDebt-mark')).toHaveText(words, { timeout: 30000 });
  const go = (name: string) => inside(name).locator('.jp-InputPrompt').first().click();
  const run = async (name: string) => {
    await go(name);
    await command(page, 'notebook:run-all-cells');
    await expect(inside(name).locator('.jp-InputPrompt').nth(3)).toHaveText('[4]:');
  };
  const edit = (name: string, source: string) =>
    page.evaluate(
      ([id, source]) => {
        const widgets = [...(window as any).jupyterapp.shell.widgets('main')];
        widgets
          .find((widget: any) => widget.id === id)
          .context.model.cells.get(0)
          .sharedModel.setSource(source);
      },
      [ids[name], source]
    );
  await run('right');
  await run('left');
  await expect(page.locator('.jp-MLDebt-status')).toContainText('Valid');
  await edit('left', 'x = 2');
  await expectStale('left', ['edited', 'stale', 'stale']);
  await edit('right', 'x = 3'); // as another client of the document does: the left one stays the current one
  await expectStale('right', ['edited', 'stale', 'stale']);
  await go('right');
  await expectStale('left', ['edited', 'stale', 'stale']);
  await edit('left', 'x = 1');
  await expectStale('left', []);
  await expectStale('right', ['edited', 'stale', 'stale']);
  await page.screenshot({ path: 'test-results/live-beside.png', animations: 'disabled' });
});

test('far cells of a long notebook are marked, too', async ({ page, tmpPath }) => {
  const cells = Array.from({ length: 200 }, (_, i) => (i === 0 ? 'v0 = 0' : `v${i} = v${i - 1} + 1`));
  await openNotebook(page, `${tmpPath}/long.ipynb`, notebookText(cells));
  await command(page, 'notebook:run-all-cells');
  await expect(page.locator('.jp-MLDebt-status')).toContainText('Valid');
  await cellAt(page, 0).scrollIntoViewIfNeeded();
  await replaceSource(page, 0, 'v0 = 1');
  await expect(page.locator('.jp-MLDebt-status')).toContainText('199 stale · 1 edited');
  await page.evaluate(() => (window as any).jupyterapp.shell.currentWidget.content.scrollToItem(199));
  const last = page.locator('.jp-CodeCell', { hasText: 'v199 = v198 + 1' });
  await expect(last.locator('.jp-MLDebt-mark')).toHaveText('stale');

  await page.evaluate(() => (window as any).jupyterapp.shell.currentWidget.content.scrollToItem(0));
  const mark = page.locator('.jp-MLDebt-mark', { hasText: 'edited' });
  await expect(mark).toHaveCount(1);
  const waited: number[] = [];
  for (let i = 0; i < 5; i++) {
    for (const source of ['v0 = 0', 'v0 = 1']) {
      waited.push(await page.evaluate(markedAfter, source));
    }
  }
  waited.sort((a, b) => a - b);
  test.info().annotations.push({ type: 'ms from an edit to the marks', description: waited.map(Math.round).join(' ') });
  expect(waited[5]).toBeLessThan(2000); // 300 of them are the rest that an edit is given
});

test.describe('with the marks off', () => {
  test.use({ mockSettings: { ...galata.DEFAULT_SETTINGS, 'jupyter-mldebt:checker': { liveMarks: false } } });

  test('nothing is asked and nothing is marked', async ({ page, tmpPath }) => {
    let asked = 0;
    page.on('request', request => {
      asked += request.url().includes('/jupyter-mldebt/check') ? 1 : 0;
    });
    await opened(page, `${tmpPath}/off.ipynb`, CHAIN);
    await replaceSource(page, 0, 'x = 2');
    await page.waitForTimeout(1500);
    expect(asked).toBe(0);
    const panel = await showPanel(page);
    await expect(panel.locator('.jp-MLDebt-marks')).toContainText('2 stale');
    await expect(page.locator('.jp-MLDebt-mark')).toHaveCount(0);
  });
});

plainTest('Notebook 7: marks', async ({ page, request, baseURL }) => {
  plainTest.skip((await request.get(`${baseURL}/tree`)).status() === 404, 'notebook is not installed');
  const content = JSON.parse(notebookText(CHAIN));
  await request.put(`${baseURL}/api/contents/live7.ipynb`, { data: { type: 'notebook', format: 'json', content } });
  await page.goto(`${baseURL}/notebooks/live7.ipynb`);
  await expectPlain(page.locator('.jp-CodeCell')).toHaveCount(4, { timeout: 60000 });
  for (let i = 0; i < 4; i++) {
    await runCell(page, i, i + 1);
  }
  await replaceSource(page, 0, 'x = 2');
  await expectMarks(page, ['edited', 'stale', 'stale', '']);
  await page.screenshot({ path: 'test-results/live-notebook7.png', animations: 'disabled' });
});
