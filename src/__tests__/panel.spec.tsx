import '../export/__tests__/browser';
import { ServerConnection } from '@jupyterlab/services';
import { nullTranslator } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import { Api } from '../api';
import { CheckPanel } from '../panel';
import { Execution, FileReport, Reason, Timeline } from '../report';
import { ExecutionRow, SessionModel } from '../session/model';
import { pageOf } from '../session/restore';
import { ISessionActions } from '../session/view';
import { Checker } from '../tracker';
import { finding, live, OpenNotebook, Page, PREPARATION, report, until, WORK } from './samples';

let panel: CheckPanel;
let checker: Checker;
let session: SessionModel;
let revealed: unknown[];
let asked: string[];
let done: unknown[];
let timeline: Timeline;

const note = (what: string) => (row?: unknown) =>
  void done.push([what, (row as ExecutionRow | undefined)?.execution?.number ?? row]);
const ACTIONS: ISessionActions = {
  reveal: note('reveal'),
  restore: note('restore'),
  putBack: note('putBack'),
  gather: note('gather'),
  forget: note('forget'),
  record: note('record')
};

beforeEach(() => {
  timeline = { recorded: true, epochs: [], before: null };
});

/** The panel over a server that gives this answer. */
function show(answer: FileReport | Response, metadata: object = {}): void {
  const settings = ServerConnection.makeSettings({
    fetch: async input =>
      answer instanceof Response
        ? answer
        : new Response(JSON.stringify((input as Request).url.includes('/journal?') ? timeline : answer))
  });
  const api = new Api(settings);
  const page = new Page();
  checker = new Checker({ tracker: page.tracker, check: request => api.check(request) });
  revealed = [];
  asked = [];
  done = [];
  checker.reveal = async (cell, range) => {
    revealed.push([cell.index, range?.start.line ?? null]);
  };
  checker.follow = async ({ fingerprint }, step) => {
    revealed.push([fingerprint, step]);
    checker.model.followed = { fingerprint, step };
  };
  session = new SessionModel(api, () => page.currentWidget && pageOf(page.currentWidget));
  panel = new CheckPanel({
    checker,
    session,
    actions: ACTIONS,
    trans: nullTranslator.load('jupyter_mldebt'),
    onWhy: code => asked.push(code),
    onRemedy: (...remedy) => done.push(remedy)
  });
  Widget.attach(panel, document.body);
  page.show(new OpenNotebook('a.ipynb', ['x = 1', 'print(y)'], metadata));
}

afterEach(() => {
  panel.dispose();
  checker.dispose();
  session.dispose();
});

const text = () => panel.node.textContent!;
const seen = (words: string) => until(() => text().includes(words));
const buttons = () => Array.from(panel.node.querySelectorAll('button'));
const button = (words: string) => buttons().find(b => b.textContent!.includes(words))!;

it('shows state, counts and findings by cell', async () => {
  const related = [{ cell: { index: 0, id: 'a', execution_count: null }, range: null, message: 'defined here' }];
  show({ ...report(finding({ related })), state: 'drifted' });
  await seen('Drifted');
  await seen('1 error');
  expect(text()).not.toContain('warning');
  expect(text()).toContain('y is never definedNBS001');
  expect(panel.node.querySelector('h3')!.textContent).toBe('cell 1 [4] print(y)');
  expect(Array.from(panel.node.querySelectorAll('.jp-MLDebt-message code'), code => code.textContent)).toEqual(['y']);
});

it('leads to the finding, its cell and its related places', async () => {
  const range = { start: { line: 3, column: 0 }, end: { line: 3, column: 1 } };
  const related = [{ cell: { index: 0, id: 'a', execution_count: null }, range, message: 'defined here' }];
  show(report(finding({ related })));
  await seen('defined here');
  button('never defined').click();
  button('defined here').click();
  button('cell 1 [4]').click();
  expect(revealed).toEqual([
    [1, 1],
    ['f', 0],
    [1, null]
  ]);
  expect(panel.node.querySelector('.jp-MLDebt-number')).toBeNull();
});

it('leads along the evidence, step by step, with the keys too', async () => {
  const at = (index: number, message: string) => ({
    cell: { index, id: `${index}`, execution_count: null },
    range: { start: { line: 3, column: 0 }, end: { line: 3, column: 1 } },
    message
  });
  const related = [at(0, '`df` is read here'), at(2, 'the model is fitted in cell 2'), at(3, 'it is tested here')];
  const { cell, range } = related[1];
  show(
    report(
      finding({ related, cell, range }),
      finding({ fingerprint: 'g', cell: at(5, '').cell, related: [at(0, 'elsewhere')] })
    )
  );
  await seen('it is tested here');
  const path = panel.node.querySelector('ol')!;
  expect(path.getAttribute('aria-label')).toBe('Evidence in 3 steps');
  const steps = Array.from(path.querySelectorAll('button'));
  expect(steps.map(step => step.textContent)).toEqual([
    'Step 1 of 3: 1df is read here cell 0',
    'Step 2 of 3: 2the model is fitted in cell 2 this finding',
    'Step 3 of 3: 3it is tested here cell 3'
  ]);
  const press = (key: string) =>
    document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  steps[0].focus();
  press('ArrowDown');
  press('ArrowDown');
  press('ArrowDown');
  expect(document.activeElement).toBe(steps[2]);
  press('ArrowUp');
  steps[1].click();
  await until(() => steps[1].getAttribute('aria-current') === 'step');
  expect(document.activeElement).toBe(steps[1]);
  expect(revealed).toEqual([['f', 1]]);
  expect(panel.node.querySelectorAll('[aria-current]')).toHaveLength(1);
  press('Escape');
  await until(() => !panel.node.querySelector('[aria-current]'));
});

it('leads to the page of the rule', async () => {
  show(report(finding()));
  await seen('NBS001');
  button('NBS001').click();
  expect(asked).toEqual(['NBS001']);
  expect(revealed).toEqual([]);
});

it('filters by severity and says when nothing is left', async () => {
  show(report(finding(), finding({ severity: 'warning', message: 'a warning of sorts', fingerprint: 'g' })));
  await seen('a warning of sorts');
  button('1 error').click();
  await until(() => !text().includes('a warning of sorts'));
  expect(button('1 error').getAttribute('aria-pressed')).toBe('true');
  checker.model.filter = { severities: [], text: 'nothing has this' };
  await seen('No finding passes the filter.');
});

it('says that there is nothing to say', async () => {
  show({ ...report(), state: 'valid' });
  await seen('No findings.');
  expect(text()).toContain('a fresh run gives what you see');
  expect(panel.node.querySelector('input')).toBeNull();
});

it('does not call a run good that stops', async () => {
  show({ ...report(finding({ severity: 'error' })), state: 'valid' });
  await seen('a fresh run stops at an error below');
  expect(text()).not.toContain('gives what you see');
});

it('names the command that installs a missing server part', async () => {
  show(new Response('<html></html>', { status: 404 }));
  await seen('pip install jupyter-mldebt');
  expect(text()).toContain('The server part is missing');
});

it('says the language that it does not know', async () => {
  show(report(), { language_info: { name: 'R' } });
  await seen('This notebook is written in R; only Python is checked.');
});

it('says why a notebook cannot be read', async () => {
  show({ ...report(), error: 'the document has no cells' });
  await seen('the document has no cells');
});

it('never takes text for HTML', async () => {
  show(report(finding({ message: '<img src=x> `<b>x</b>`', cell: { index: 0, id: null, execution_count: null } })));
  await seen('<img src=x> <b>x</b>');
  expect(panel.node.querySelector('img, b')).toBeNull();
});

it('goes by what ran on the kernel where that is known', async () => {
  show({ ...report(), state: 'valid', live: live({ state: 'drifted', stale: ['b', 'c'], orphaned: [['c', 'x']] }) });
  await seen('Drifted');
  expect(Array.from(panel.node.querySelectorAll('.jp-MLDebt-marks li'), li => li.textContent)).toEqual([
    '2 stale',
    '1 orphaned'
  ]);
});

it('says what the counts say where nothing ran yet', async () => {
  show({ ...report(), state: 'drifted', live: live({ state: 'unknown' }) });
  await seen('Nothing ran on this kernel yet. By the saved counts: Drifted.');
  expect(panel.node.querySelector('h2')!.textContent).toBe('Unknown');
});

it('shows the session only where its tab is chosen, by keyboard, too', async () => {
  show(report());
  await seen('No findings.');
  expect(session.watched).toBe(false);
  const [findings] = panel.node.querySelectorAll<HTMLElement>('[role=tab]');
  findings.focus();
  findings.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }));
  await until(() => panel.tab === 'session');
  await seen('Nothing ran yet.');
  expect(panel.node.querySelector('[aria-selected=true]')!.textContent).toBe('Session');
  expect(session.watched).toBe(true);
  expect(document.activeElement!.textContent).toBe('Session');
  panel.hide();
  expect(session.watched).toBe(false);
});

it('lists the cells that are not to be relied on, with the reason and the remedy', async () => {
  const reasons: Reason[] = [
    { cell: 'cell-0', kind: 'drifted', source: null, name: 'x', why: 'final' },
    { cell: 'cell-1', kind: 'stale', source: 'cell-0', name: 'x', why: 'edited' }
  ];
  show({
    ...report(),
    live: live({ state: 'drifted', stale: ['cell-1'], undecided: ['cell-1'], reasons })
  });
  await seen('No findings.');
  panel.tab = 'cells';
  await seen('cell 1 print(y)');
  expect(Array.from(panel.node.querySelectorAll('.jp-MLDebt-doubt'), cell => cell.textContent)).toEqual([
    'cell 0 x = 1Drifted: a fresh run would leave another “x”.Restart and run to here…',
    'cell 1 print(y)Stale: cell 0, on which it depends by “x”, was edited.' +
      'Not decided: what it gives hangs on random numbers, time, files or the network.Run with what it needs'
  ]);
  buttons().at(-1)!.click();
  button('Restart and run').click();
  buttons()
    .find(b => b.textContent === 'cell 0 x = 1')!
    .click();
  expect(done).toEqual([
    ['run', 'cell-1'],
    ['restart', 'cell-0']
  ]);
  expect(revealed).toEqual([[-1, null]]);
});

describe('the share of glue', () => {
  const line = () => panel.node.querySelector<HTMLElement>('.jp-MLDebt-glueLine');
  const cells = () =>
    Array.from(panel.node.querySelectorAll('.jp-MLDebt-glueCells li'), row =>
      Array.from(row.querySelectorAll('.jp-MLDebt-cell, button > span:nth-child(2)'), part => part.textContent).join(
        ' '
      )
    );
  const marked = () => Array.from(panel.node.querySelectorAll('.jp-MLDebt-glueLine .jp-mod-glue'));

  it('stands in the head, in words', async () => {
    show({ ...report(), work: WORK });
    await seen('Glue 50 %');
    expect(line()!.title).toBe('50 % of 12 statements are glue: paths and files 3, save 2, load 1');
    expect(line()!.textContent).toContain('paths and files 3, save 2, load 1. Show the parts');
    expect(marked()).toHaveLength(3);
  });

  it('is not shown where there is no code', async () => {
    show({ ...report(), work: { statements: 0, glue: 0, kinds: {}, cells: [] } });
    await seen('No findings.');
    expect(line()).toBeNull();
    panel.tab = 'glue';
    await seen('There is no code here.');
  });

  it('opens its parts and the cells in which they stand', async () => {
    show({ ...report(), work: WORK });
    await seen('Glue 50 %');
    line()!.click();
    await seen('Cells with the most glue');
    expect(panel.tab).toBe('glue');
    expect(cells()).toEqual(['cell 0 x = 1 4 of 4', 'cell 1 print(y) 2 of 5']);
    button('compute').click();
    await seen('Cells with “compute”');
    expect(cells()).toHaveLength(2);
    panel.node.querySelector<HTMLElement>('.jp-MLDebt-glueCells button')!.click();
    expect(revealed).toEqual([[1, null]]);
    button('compute').click();
    await seen('Cells with the most glue');
  });
});

describe('the preparation graph', () => {
  const nodes = () => Array.from(panel.node.querySelectorAll<SVGElement>('.jp-MLDebt-node'));
  const press = (key: string) =>
    document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));

  it('is opened by the finding that rests on it', async () => {
    const sought = jest.fn();
    Element.prototype.scrollIntoView = sought;
    show({ ...report(finding({ code: 'NBG005' }), finding()), work: WORK, preparation: PREPARATION });
    await seen('Show the preparation graph');
    expect(buttons().filter(each => each.textContent === 'Show the preparation graph')).toHaveLength(1);
    button('Show the preparation graph').click();
    await seen('Measure 8: 2 inputs, 1 join, 3 steps on the longest way.');
    await until(() => sought.mock.calls.length === 1);
    expect(panel.tab).toBe('glue');
  });

  it('leads to the cells, by click and by keys, with names for who cannot see it', async () => {
    show({ ...report(), work: WORK, preparation: PREPARATION });
    await seen('No findings.');
    panel.tab = 'glue';
    await until(() => nodes().length === 4);
    expect(nodes().map(node => node.getAttribute('aria-label'))).toEqual([
      'a.csv, input, cell 0',
      'b.csv, input, cell 0',
      'both, join, cell 1, from a.csv, b.csv',
      'model, fit, cell 2, from both'
    ]);
    expect(nodes().filter(node => node.getAttribute('tabindex') === '0')).toHaveLength(1);
    nodes()[0].focus();
    press('ArrowDown');
    await until(() => document.activeElement === nodes()[2]);
    await until(() => text().includes('how 2'));
    press('ArrowDown');
    await until(() => document.activeElement === nodes()[3]);
    press('Enter');
    nodes()[1].dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await until(() => revealed.length === 2);
    button('how 1').click();
    expect(revealed).toEqual([
      [2, 1],
      [0, 1],
      [0, 1]
    ]);
  });

  it('is larger and smaller', async () => {
    show({ ...report(), work: WORK, preparation: PREPARATION });
    await seen('No findings.');
    panel.tab = 'glue';
    await until(() => nodes().length === 4);
    const width = () => Number(panel.node.querySelector('.jp-MLDebt-drawing svg')!.getAttribute('width'));
    const fitted = width();
    button('+').click();
    await until(() => width() > fitted);
    button('Fit').click();
    await until(() => width() === fitted);
  });

  it('says that there is nothing to draw', async () => {
    show({ ...report(), work: WORK, preparation: { ...PREPARATION, nodes: [], edges: [] } });
    await seen('No findings.');
    panel.tab = 'glue';
    await seen('No data is read here and prepared.');
  });
});

describe('what ran', () => {
  const ran = (number: number, cell: string | null, source: string, changes: Partial<Execution> = {}): Execution => ({
    ...{ number, cell, source, client: 'c', count: number + 1, status: 'ok', started: 10, ended: 10.25, error: null },
    ...changes
  });

  async function showSession(...executions: Execution[]): Promise<HTMLElement[]> {
    const gaps = [{ before: executions.length - 1, missing: 2 }];
    timeline.epochs = [{ kernel: 'k', began: 5, ended: null, forgotten: 0, executions, gaps }];
    show(report());
    await seen('No findings.');
    panel.tab = 'session';
    await until(() => panel.node.querySelector('.jp-MLDebt-run') !== null);
    return Array.from(panel.node.querySelectorAll<HTMLElement>('.jp-MLDebt-run'));
  }

  it('is listed with who ran it, the newest first, gaps as gaps', async () => {
    const rows = await showSession(
      ran(0, 'cell-0', 'x = 1'),
      ran(1, 'gone', '<b>y</b>', { status: 'error', error: 'NameError' }),
      ran(2, null, '1 + 1', { count: null })
    );
    expect(rows.map(row => row.textContent)).toEqual([
      '[ ]silent1 + 1',
      '[2]deleted cellfailed with NameError<b>y</b>',
      '[1]cell 0x = 1'
    ]);
    expect(panel.node.querySelector('.jp-MLDebt-gap')!.textContent).toBe('2 executions are not known');
    rows[2].click();
    await seen('done · run from another page, or from this one before it was loaded again');
    expect(text()).toContain('250 ms');
    expect(rows[2].getAttribute('aria-expanded')).toBe('true');
    expect(panel.node.querySelector('b')).toBeNull();
  });

  it('is restored, put back and gathered from', async () => {
    const rows = await showSession(ran(0, 'cell-0', 'x = 0\nz'), ran(1, 'gone', 'y'), ran(2, 'cell-1', 'print(y)'));
    rows.forEach(row => row.click());
    await seen('Restore the cell');
    expect(Array.from(panel.node.querySelectorAll('ins, del'), line => line.textContent)).toEqual([
      '− x = 0\n',
      '− z\n',
      '+ x = 1\n'
    ]);
    button('Restore the cell').click();
    button('Put this text back').click();
    button('Go to the cell').click();
    button('Gather what made this').click();
    button('Delete this record').click();
    panel.node.querySelector<HTMLElement>('[type=checkbox]')!.click();
    expect(done).toEqual([
      ['restore', 1],
      ['putBack', 0],
      ['reveal', 2],
      ['gather', 2],
      ['forget', undefined],
      ['record', false]
    ]);
  });

  it('may not be recorded', async () => {
    timeline.recorded = false;
    show(report());
    await seen('No findings.');
    panel.tab = 'session';
    await seen('What runs is not recorded for this notebook.');
  });
});
