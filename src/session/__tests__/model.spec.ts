import { ApiError } from '../../api';
import { Epoch, Execution, Timeline } from '../../report';
import { ExecutionRow, ISessionPage, placeFor, Row, SessionModel } from '../model';

const execution = (number: number, changes: Partial<Execution> = {}): Execution => ({
  number,
  source: `text ${number}`,
  cell: null,
  client: 'me',
  count: number + 1,
  status: 'ok',
  started: 1,
  ended: 2,
  error: null,
  ...changes
});
const epoch = (executions: Execution[], changes: Partial<Epoch> = {}): Epoch => ({
  kernel: 'k',
  began: 1,
  ended: null,
  forgotten: 0,
  executions,
  gaps: [],
  ...changes
});
const timeline = (...epochs: Epoch[]): Timeline => ({ recorded: true, epochs, before: null });

let answer: () => Promise<Timeline>;
let asked: unknown[][];
let page: ISessionPage | null;
let model: SessionModel;

beforeEach(() => {
  asked = [];
  page = {
    path: 'a.ipynb',
    client: 'me',
    readOnly: false,
    cells: [
      { id: 'a', index: 0, source: 'x = 1' },
      { id: 'b', index: 2, source: 'print(x)' }
    ]
  };
  const note =
    (what: string) =>
    (...args: unknown[]): Promise<never> => {
      asked.push([what, ...args]);
      return what === 'timeline' ? (answer() as Promise<never>) : (Promise.resolve({}) as Promise<never>);
    };
  model = new SessionModel({ timeline: note('timeline'), forget: note('forget'), record: note('record') }, () => page);
});

afterEach(() => model.dispose());

async function shows(what: Timeline): Promise<void> {
  answer = async () => what;
  model.watched = true;
  await model.refresh();
}

const nameOf = ({ cell }: ExecutionRow) => (cell ? `cell ${cell.index}` : 'none');
const rows = () => model.rows(nameOf);
const runs = () => rows().filter((row): row is ExecutionRow => row.kind === 'execution');
const brief = (row: Row) =>
  row.kind === 'execution' ? row.execution.number : row.kind === 'gap' ? `gap ${row.missing}` : 'begin';

it('shows the newest first, with gaps and restarts where they were', async () => {
  await shows(
    timeline(
      epoch([execution(0)], { ended: 5 }),
      epoch([], { began: 2, ended: 6 }),
      epoch([execution(1), execution(4)], { began: 3, forgotten: 1, gaps: [{ before: 4, missing: 2 }] })
    )
  );
  expect(rows().map(brief)).toEqual([4, 'gap 2', 1, 'begin', 0, 'begin']);
  const begins = rows().filter(row => row.kind === 'begin');
  expect(begins).toMatchObject([
    { restart: true, forgotten: true },
    { restart: false, forgotten: false }
  ]);
});

it('does not say when a kernel began whose earlier executions it does not show', async () => {
  await shows({ ...timeline(epoch([execution(7)])), before: 3 });
  expect(rows().map(brief)).toEqual([7]);
  expect(model.hasMore).toBe(true);
  await model.more();
  expect(asked.at(-1)).toEqual(['timeline', 'a.ipynb', 1000]);
  await model.more();
  await model.more();
  expect([asked.at(-1), model.hasMore]).toEqual([['timeline', 'a.ipynb', 2000], false]);
});

it('tells who sent it and what became of it', async () => {
  await shows(
    timeline(
      epoch([
        execution(0, { cell: 'a', source: 'x = 1' }),
        execution(1, { cell: 'b', source: 'print(x, x)', client: 'you' }),
        execution(2, { cell: 'gone' }),
        execution(3, { client: 'you' })
      ])
    )
  );
  expect(runs().map(({ client, fate }) => [client, fate])).toEqual([
    ['console', 'none'],
    ['page', 'deleted'],
    ['other-page', 'differs'],
    ['page', 'stands']
  ]);
  page!.cells[1].source = 'print(x, x)';
  expect(runs()[2].fate).toBe('stands');
});

it.each([
  ['', false, [4, 3, 2, 1, 0]],
  ['X', false, [3, 1, 0]],
  ['cell 0', false, [3, 0]],
  ['old', true, [2]],
  ['', true, [2, 1]]
])('filters by %j, lost ones only: %j', async (text, lost, left) => {
  await shows(
    timeline(
      epoch([
        execution(0, { cell: 'a', source: 'x = 1' }),
        execution(1, { cell: 'b', source: 'x + 1' }),
        execution(2, { cell: 'gone', source: 'old' }),
        execution(3, { cell: 'a', source: 'x = 1' }),
        execution(4, { source: 'console' })
      ])
    )
  );
  model.filter = { text, lost };
  expect(runs().map(({ execution: { number } }) => number)).toEqual(left);
});

it('shows a lost text once, where it ran last', async () => {
  const gone = { cell: 'gone', source: 'old' };
  await shows(timeline(epoch([execution(0, gone), execution(1, gone), execution(2, { ...gone, source: 'new' })])));
  model.filter = { text: '', lost: true };
  expect(runs().map(({ execution: { number } }) => number)).toEqual([2, 1]);
});

it.each([
  [['gone', 'a'], 0],
  [['a', 'gone', 'b'], 1],
  [['b', 'lost', 'gone'], 3],
  [['gone'], Infinity],
  [[null, 'gone', null], Infinity]
])('finds the place of the cell that is gone from %j', async (cells, place) => {
  await shows(timeline(epoch(cells.map((cell, i) => execution(i, { cell })))));
  const gone = runs().find(row => row.execution.cell === 'gone')!;
  expect(placeFor(gone, page!)).toBe(place);
});

it('asks nothing while nobody looks, and once when somebody does', async () => {
  answer = async () => timeline();
  model.outdate();
  model.outdate();
  await new Promise(done => setTimeout(done, 250));
  expect(asked).toEqual([]);
  model.watched = true;
  model.watched = true;
  expect(asked).toEqual([['timeline', 'a.ipynb', 500]]);
});

it('drops the answer for a notebook that was left', async () => {
  await shows(timeline(epoch([execution(0)])));
  let settle: (found: Timeline) => void = () => undefined;
  answer = () => new Promise(done => (settle = done));
  const refreshed = model.refresh();
  page = { ...page!, path: 'b.ipynb' };
  model.reset();
  settle(timeline(epoch([execution(1)])));
  await refreshed;
  expect(model.timeline).toBeNull();
});

it('shows trouble, and the next answer ends it', async () => {
  answer = async () => {
    throw new ApiError('refused', 'the journal is damaged');
  };
  model.watched = true;
  await model.refresh();
  expect(model.trouble).toMatchObject({ message: 'the journal is damaged' });
  await shows(timeline());
  expect([model.trouble, model.timeline]).toEqual([null, timeline()]);
});

it('forgets, and says whether it records as was asked', async () => {
  await shows(timeline());
  asked = [];
  await model.forget();
  expect(await model.record(false)).toBe(false); // the timeline still says that it is recorded
  expect(await model.record(true)).toBe(true);
  expect(asked.map(([what, ...args]) => [what, ...args])).toEqual([
    ['forget', 'a.ipynb'],
    ['timeline', 'a.ipynb', 500],
    ['record', 'a.ipynb', false],
    ['timeline', 'a.ipynb', 500],
    ['record', 'a.ipynb', true],
    ['timeline', 'a.ipynb', 500]
  ]);
});
