import './browser';
import { nullTranslator } from '@jupyterlab/translation';
import { until } from '../../__tests__/samples';
import { ExportProposal, Job, Stage } from '../../report';
import { ExportDialog } from '../dialog';
import { ExportModel } from '../model';
import { linesOf } from '../progress';
import { verdictOf } from '../words';
import { exported, job, parameter, plan, proposal, ran } from './proposals';

const trans = nullTranslator.load('jupyter_mldebt');
const opened: string[] = [];
let dialog: ExportDialog;

async function show(made: ExportProposal, end?: Job): Promise<ExportModel> {
  const model = new ExportModel({
    trans,
    askMs: 0,
    subject: { path: 'some/a.ipynb', dirty: false, document: () => ({}), save: async () => true },
    api: {
      plan: async () => made,
      startExport: async () => job(),
      startRun: async () => job({ kind: 'run' }),
      job: async () => end ?? job({ seq: 1 }),
      cancelJob: async () => job()
    }
  });
  const open = { folder: (path: string) => opened.push(path), file: (path: string) => opened.push(path) };
  dialog = new ExportDialog({
    model,
    trans,
    open: open as never,
    showFindings: () => opened.push('panel'),
    onClose: () => opened.push('closed')
  });
  dialog.show();
  void model.plan();
  await until(() => dialog.node.querySelector('.jp-MLDebt-drawing') !== null);
  return model;
}

afterEach(() => {
  dialog.dispose();
  opened.length = 0;
});

const text = () => dialog.node.textContent!;
const button = (label: string) =>
  Array.from(dialog.node.querySelectorAll('button')).find(one => one.textContent === label)!;

it('shows names, steps and notes of a notebook as text alone', async () => {
  const evil = '<img src=x onerror="window.hacked = 1">';
  const made = plan(
    { [evil]: [] },
    [],
    [parameter({ name: evil, help: evil, type: 'str', default: evil, text: evil })]
  );
  await show(proposal({ plan: { ...made, notes: [evil] }, effects: [{ cell: 0, line: 1, what: evil }], folder: evil }));
  expect(dialog.node.querySelector('img')).toBeNull();
  expect(text()).toContain(evil);
});

it('tells the steps to who cannot see the drawing', async () => {
  await show(proposal());
  const told = Array.from(dialog.node.querySelectorAll('.jp-MLDebt-drawing li')).map(li => li.textContent);
  expect(told).toEqual(['load; 1 cell; gives rows', 'sum; 1 cell; takes rows']);
  expect(dialog.node.querySelector('svg')!.getAttribute('aria-hidden')).toBe('true');
});

it('says what is wrong with a value beside it, and does not export', async () => {
  const model = await show(proposal());
  model.choose('size', { typed: 'x' });
  await until(() => dialog.node.querySelector('[role="alert"]') !== null);
  const field = dialog.node.querySelector<HTMLInputElement>('[aria-label="Default of size"]')!;
  const wrong = dialog.node.querySelector('[role="alert"]')!;
  expect([field.getAttribute('aria-invalid'), field.getAttribute('aria-describedby')]).toEqual(['true', wrong.id]);
  expect(button('Export').disabled).toBe(true);
});

it('leads to what was made', async () => {
  const model = await show(proposal(), job({ status: 'done', seq: 9, result: exported() }));
  await until(() => !button('Export').disabled);
  button('Export').form!.requestSubmit();
  await until(() => text().includes('Verified'));
  button('Compare the outputs').click();
  expect(opened).toEqual(['closed', 'a-pipeline/VERIFIED.html']);
  expect(model.phase).toBe('result');
});

describe('linesOf', () => {
  const stage = (step: string | null, status: Stage['status'] = 'ok'): Stage => ({ step, status, cell: 1, cells: 1 });
  const lines = (verify: ExportModel['verify'], kind: Job['kind'], ...stages: Stage[]) =>
    linesOf({ verify, job: job({ kind, stages }) } as ExportModel, plan({ a: [], b: ['a'] }), trans).map(
      ({ label, stage }) => `${label}: ${stage?.status ?? 'waiting'}`
    );

  it('tells what is to come', () => {
    expect(lines('full', 'export', stage(null, 'running'))).toEqual([
      'The notebook, run 1: running',
      'The notebook, run 2: waiting',
      'Step: a: waiting',
      'Step: b: waiting'
    ]);
    expect(lines('once', 'export')[0]).toBe('The notebook: waiting');
    expect(lines('none', 'export')).toEqual([]);
    expect(
      linesOf(
        { verify: 'once', job: job(), proposal: proposal({ unsaved: null }) } as ExportModel,
        plan({ a: [] }),
        trans
      ).map(({ label }) => label)
    ).toEqual(['Step: a']);
    expect(lines('full', 'run', stage('a'))).toEqual(['Step: a: ok', 'Step: b: waiting']);
  });

  it('tells runs of the notebook that came later after the steps', () => {
    const all = [stage(null), stage(null), stage('a'), stage('b'), stage(null, 'running')];
    expect(lines('full', 'export', ...all).slice(-2)).toEqual(['Step: b: ok', 'The notebook, run 3: running']);
  });

  it('goes by what runs where the pipeline was cut anew', () => {
    expect(lines('once', 'export', stage(null), stage('a-and-b', 'running')).slice(1)).toEqual([
      'Step: a-and-b: running'
    ]);
  });
});

describe('verdictOf', () => {
  const cell = (index: number, verdict: 'same' | 'different' | 'nondeterministic') => ({ index, verdict });
  const verification = (verified: boolean, ...cells: ReturnType<typeof cell>[]) => ({
    verified,
    reasons: verified ? [] : ['b differs'],
    cells
  });
  const done = (result: Job['result'], kind: Job['kind'] = 'export') => job({ status: 'done', kind, result });
  const error = { ename: 'ValueError', evalue: 'bad', source_index: 4 };

  it.each<[string, Job, string, RegExp]>([
    [
      'verified',
      done(exported({ verification: verification(true, cell(1, 'same'), cell(2, 'nondeterministic')) })),
      'valid',
      /1 cell with output was compared. 1 more differs by itself/
    ],
    [
      'different',
      done(exported({ verification: verification(false, cell(1, 'same'), cell(2, 'different')) })),
      'warning',
      /2 cells with outputs/
    ],
    [
      'all random',
      done(exported({ verification: verification(false, cell(2, 'nondeterministic')) })),
      'warning',
      /No output could be compared\.$/
    ],
    [
      'nothing to compare',
      done(exported({ verification: verification(true) })),
      'info',
      /There was nothing to compare/
    ],
    ['not looked at', done(exported({ verification: null })), 'info', /Nothing was run/],
    ['failed', job({ status: 'failed', message: 'no room' }), 'error', /Nothing was written/],
    ['cancelled', job({ status: 'cancelled' }), 'info', /Nothing of it is left/],
    ['a run', done(ran(), 'run'), 'valid', /1 step ran\./],
    [
      'a run that failed',
      done(
        ran({ status: 'failed', steps: [{ name: 'a', status: 'failed', notebook: null, seconds: 1, error }] }),
        'run'
      ),
      'error',
      /could not be finished/
    ]
  ])('%s', (_, end, mark, words) => {
    const verdict = verdictOf(end, trans);
    expect(verdict.mark).toBe(mark);
    expect(verdict.text).toMatch(words);
  });

  it('names the cell of the notebook in which a run failed', () => {
    const failed = ran({
      status: 'failed',
      steps: [{ name: 'a', status: 'failed', notebook: null, seconds: 1, error }]
    });
    expect(verdictOf(done(failed, 'run'), trans).reasons).toEqual(['Step a, cell 4: ValueError: bad']);
  });
});
