import { NotebookActions } from '@jupyterlab/notebook';
import { ApiError } from '../api';
import { CheckRequest, FileReport } from '../report';
import { Checker } from '../tracker';
import { finding, live, OpenNotebook, Page, PREPARATION, report } from './samples';

interface IAsked {
  request: CheckRequest;
  answer: (report: FileReport) => void;
  fail: (reason: unknown) => void;
}

let asked: IAsked[];
let page: Page;
let checker: Checker;

/** Time goes by; what was promised happens. */
async function pass(ms: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(ms);
}

function sources(request: CheckRequest): string[] {
  return (request.notebook as { cells: { source: string }[] }).cells.map(cell => cell.source);
}

beforeEach(() => {
  jest.useFakeTimers();
  asked = [];
  page = new Page();
  checker = new Checker({
    tracker: page.tracker,
    check: request => new Promise((answer, fail) => asked.push({ request, answer, fail }))
  });
  checker.watch('panel', true);
});

afterEach(() => {
  checker.dispose();
  jest.useRealTimers();
});

async function opened(...cells: string[]): Promise<OpenNotebook> {
  const notebook = new OpenNotebook('a.ipynb', cells);
  page.show(notebook);
  await pass(0);
  return notebook;
}

async function openedAndChecked(...cells: string[]): Promise<OpenNotebook> {
  const notebook = await opened(...cells);
  asked[0].answer(report());
  await pass(0);
  return notebook;
}

it('checks a notebook that is shown', async () => {
  await opened('x = 1', 'print(y)');
  expect(checker.model.status.kind).toBe('checking');
  expect(asked.map(({ request }) => [request.path, sources(request)])).toEqual([['a.ipynb', ['x = 1', 'print(y)']]]);
  asked[0].answer(report(finding()));
  await pass(0);
  expect(checker.model.status).toMatchObject({ kind: 'report', sources: ['x = 1', 'print(y)'] });
});

it('asks once after the pause, with the text as it stands', async () => {
  const notebook = await openedAndChecked('x');
  notebook.edit(0, 'xy');
  await pass(200);
  notebook.edit(0, 'xyz');
  await pass(299);
  expect(asked.length).toBe(1);
  expect(checker.model.outdated).toBe(true);
  await pass(1);
  expect(asked.length).toBe(2);
  expect(sources(asked[1].request)).toEqual(['xyz']);
});

it('asks at the latest after two seconds of changes without a pause', async () => {
  const notebook = await openedAndChecked('x');
  for (let i = 0; i < 25; i++) {
    notebook.edit(0, `x${i}`);
    await pass(100);
  }
  expect(asked.length).toBe(2);
});

it('asks at once after a run of the notebook that it shows', async () => {
  const notebook = await openedAndChecked('x');
  const executed = NotebookActions.executed as unknown as { emit: (args: object) => void };
  executed.emit({ notebook: {}, cell: null, success: true });
  await pass(0);
  expect(asked.length).toBe(1);
  executed.emit({ notebook: notebook.panel.content, cell: null, success: true });
  await pass(0);
  expect(asked.length).toBe(2);
});

it('has one request under way and then asks for what is due', async () => {
  const notebook = await opened('x');
  notebook.edit(0, 'y');
  await pass(5000);
  expect(asked.length).toBe(1);
  asked[0].answer(report(finding()));
  await pass(0);
  expect(checker.model.status.kind).toBe('checking'); // it was about another text
  await pass(300);
  expect(sources(asked[1].request)).toEqual(['y']);
  asked[1].answer(report());
  await pass(0);
  expect(checker.model.status.kind).toBe('report');
});

it('drops the answer for a notebook that was left', async () => {
  await opened('x');
  const other = new OpenNotebook('b.ipynb', ['z']);
  page.show(other);
  await pass(0);
  asked[0].answer(report(finding()));
  await pass(0);
  expect(checker.model.status.kind).toBe('checking');
  expect(asked[1].request.path).toBe('b.ipynb');
});

it('asks nothing while nobody looks, and once when somebody does', async () => {
  const notebook = await openedAndChecked('x');
  checker.watch('panel', false);
  notebook.edit(0, 'y');
  await pass(5000);
  expect(asked.length).toBe(1);
  checker.watch('panel', true);
  await pass(0);
  expect(sources(asked[1].request)).toEqual(['y']);
});

it('does not ask again when it is shown and nothing changed', async () => {
  await openedAndChecked('x');
  checker.watch('panel', false);
  checker.watch('panel', true);
  await pass(5000);
  expect(asked.length).toBe(1);
});

it('asks only on request where live checking is off', async () => {
  checker.live = false;
  const notebook = await openedAndChecked('x');
  notebook.edit(0, 'y');
  await pass(5000);
  expect([asked.length, checker.model.outdated]).toEqual([1, true]);
  checker.refresh();
  await pass(0);
  expect(asked.length).toBe(2);
});

it('shows trouble, and the next answer ends it', async () => {
  const notebook = await opened('x');
  asked[0].fail(new ApiError('absent', '404'));
  await pass(0);
  expect(checker.model.status).toMatchObject({ kind: 'trouble', trouble: { kind: 'absent' } });
  notebook.edit(0, 'y');
  await pass(300);
  asked[1].answer(report());
  await pass(0);
  expect(checker.model.status.kind).toBe('report');
});

it.each([
  [{ language_info: { name: 'R' } }, 'R'],
  [{ kernelspec: { name: 'julia-1.10', display_name: 'Julia', language: 'julia' } }, 'julia']
])('asks nothing about another language: %j', async (metadata, language) => {
  page.show(new OpenNotebook('r.ipynb', ['x <- 1'], metadata));
  await pass(0);
  expect(asked.length).toBe(0);
  expect(checker.model.status).toMatchObject({ kind: 'trouble', trouble: { kind: 'language', message: language } });
});

it('sends counts and outputs as they stand', async () => {
  const notebook = new OpenNotebook('a.ipynb', ['1 + 1']);
  const cell = notebook.model.cells.get(0) as never as {
    executionCount: number;
    outputs: { add: (o: object) => void };
  };
  cell.executionCount = 7;
  cell.outputs.add({ output_type: 'execute_result', execution_count: 7, data: { 'text/plain': '2' }, metadata: {} });
  page.show(notebook);
  await pass(0);
  const [sent] = (asked[0].request.notebook as { cells: object[] }).cells;
  expect(sent).toMatchObject({ execution_count: 7, outputs: [{ output_type: 'execute_result', execution_count: 7 }] });
});

it('is empty when the last notebook is closed', async () => {
  await openedAndChecked('x');
  page.show(null);
  expect(checker.model.status.kind).toBe('empty');
});

describe('what runs on the kernel', () => {
  const stale = live({ state: 'drifted', stale: ['cell-0'] });

  it('asks anew after each execution, whoever sent it, and says so', async () => {
    const notebook = await openedAndChecked('x');
    let ran = 0;
    checker.ran.connect(() => ran++);
    notebook.ran();
    await pass(0);
    expect([asked.length, ran]).toEqual([2, 1]);
    notebook.iopubMessage.emit({
      header: { msg_type: 'status' },
      parent_header: { msg_type: 'kernel_info_request' },
      content: { execution_state: 'idle' }
    });
    asked[1].answer(report());
    await pass(5000);
    expect([asked.length, ran]).toEqual([2, 1]);
  });

  it('keeps the live answer, and drops it at a restart', async () => {
    const notebook = await opened('x');
    asked[0].answer({ ...report(), live: stale });
    await pass(0);
    expect(checker.model.live).toEqual(stale);
    notebook.statusChanged.emit('busy');
    expect(checker.model.live).toEqual(stale);
    notebook.statusChanged.emit('restarting');
    expect(checker.model.live).toBeNull();
    expect(checker.model.status.kind).toBe('report');
    await pass(0);
    expect(asked.length).toBe(2);
  });

  it('drops what is answered about the kernel before a restart', async () => {
    const notebook = await opened('x');
    notebook.kernelChanged.emit({});
    asked[0].answer({ ...report(), live: stale });
    await pass(0);
    expect([checker.model.status.kind, checker.model.live]).toEqual(['report', null]);
    await pass(300);
    asked[1].answer({ ...report(), live: live() });
    await pass(0);
    expect(checker.model.live).toEqual(live());
  });

  it('hears nothing of a notebook that was left', async () => {
    const notebook = await openedAndChecked('x');
    page.show(new OpenNotebook('b.ipynb', ['y']));
    await pass(0);
    notebook.ran();
    notebook.statusChanged.emit('restarting');
    await pass(5000);
    expect(asked.map(({ request }) => request.path)).toEqual(['a.ipynb', 'b.ipynb']);
  });

  it('inquires about cells without touching what is shown', async () => {
    await openedAndChecked('x', 'y');
    const answer = checker.inquire({ what_if: ['cell-1'] });
    expect(asked[1].request).toMatchObject({ path: 'a.ipynb', kernel: null, what_if: ['cell-1'] });
    asked[1].answer({ ...report(), live: stale });
    expect(await answer).toEqual(stale);
    expect(checker.model.live).toBeNull();
    const nothing = checker.inquire({ related: ['cell-1'] });
    asked[2].answer(report());
    expect(await nothing).toBeNull();
  });

  it('inquires nothing about another language', async () => {
    page.show(new OpenNotebook('r.ipynb', ['x <- 1'], { language_info: { name: 'R' } }));
    expect(await checker.inquire({ related: ['cell-0'] })).toBeNull();
    expect(asked).toEqual([]);
  });

  it('asks as long as one of those who watch is left', async () => {
    const notebook = await openedAndChecked('x');
    checker.watch('marks', true);
    checker.watch('panel', false);
    notebook.edit(0, 'y');
    await pass(300);
    expect(asked.length).toBe(2);
    asked[1].answer(report());
    checker.watch('marks', false);
    notebook.edit(0, 'z');
    await pass(5000);
    expect([asked.length, checker.watched]).toEqual([2, false]);
  });
});

it('numbers the evidence in the notebook until it is edited or another place is shown', async () => {
  const notebook = await openedAndChecked('x = 1', 'print(y)');
  const nodes = notebook.show();
  const seen = () => nodes.map(node => node.textContent);
  const at = (index: number) => ({
    cell: { index, id: `cell-${index}`, execution_count: null },
    range: null,
    message: 'here'
  });
  const path = finding({ related: [at(1), at(0)] });
  void checker.follow(path, 0);
  expect(seen()).toEqual(['2', '1']);
  expect(checker.model.followed).toEqual({ fingerprint: 'f', step: 0 });
  notebook.edit(0, 'x = 2');
  expect(seen()).toEqual(['', '']);
  expect(checker.model.followed).toBeNull();
  void checker.follow(path, 1);
  void checker.reveal(at(0).cell, null);
  expect(seen()).toEqual(['', '']);
  void checker.follow(path, 1);
  page.show(null);
  expect(seen()).toEqual(['', '']);
});

it('asks for the share of glue with each check, for the preparation graph only while somebody looks at it', async () => {
  await openedAndChecked('x = 1');
  checker.watch('preparation', true);
  await pass(0);
  asked[1].answer({ ...report(), preparation: PREPARATION });
  await pass(0);
  checker.watch('preparation', true);
  checker.watch('preparation', false);
  checker.refresh();
  await pass(0);
  expect(asked.map(({ request }) => request.include)).toEqual([['work'], ['work', 'preparation'], ['work']]);
});
