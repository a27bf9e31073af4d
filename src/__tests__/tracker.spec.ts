import { NotebookActions } from '@jupyterlab/notebook';
import { ApiError } from '../api';
import { CheckRequest, FileReport } from '../report';
import { Checker } from '../tracker';
import { finding, OpenNotebook, Page, report } from './samples';

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
  checker.watched = true;
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
  checker.watched = false;
  notebook.edit(0, 'y');
  await pass(5000);
  expect(asked.length).toBe(1);
  checker.watched = true;
  await pass(0);
  expect(sources(asked[1].request)).toEqual(['y']);
});

it('does not ask again when it is shown and nothing changed', async () => {
  await openedAndChecked('x');
  checker.watched = false;
  checker.watched = true;
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
