import { nullTranslator } from '@jupyterlab/translation';
import { ApiError } from '../../api';
import { finding, until } from '../../__tests__/samples';
import { ExportProposal, ExportRequest, Job, PlanRequest, RunRequest } from '../../report';
import { ExportModel } from '../model';
import { exported, job, parameter, plan, proposal, ran } from './proposals';

const trans = nullTranslator.load('jupyter_mldebt');
const effects = [{ cell: 3, line: 1, what: 'sends mail: send' }];

/** A model over a server that plans and does as it is told here. */
class Scene {
  constructor(...proposals: (ExportProposal | Error)[]) {
    this.proposals = proposals;
  }
  proposals: (ExportProposal | Error)[];
  planned: PlanRequest[] = [];
  started: ExportRequest[] = [];
  ran: RunRequest[] = [];
  cancelled: string[] = [];
  end: Job | Error = job({ status: 'done', seq: 5, result: exported() });
  running = false;
  saves = true;
  subject = {
    path: 'a.ipynb',
    dirty: false,
    document: () => ({ cells: [] }),
    save: async () => {
      this.subject.dirty = !this.saves;
      return this.saves;
    }
  };
  model = new ExportModel({
    subject: this.subject,
    trans,
    askMs: 0,
    api: {
      plan: async request => {
        this.planned.push(request);
        const answer = this.proposals.length > 1 ? this.proposals.shift()! : this.proposals[0];
        if (answer instanceof Error) {
          throw answer;
        }
        return answer;
      },
      startExport: async request => {
        this.started.push(request);
        if (this.end instanceof Error) {
          throw this.end;
        }
        return job();
      },
      startRun: async request => {
        this.ran.push(request);
        return job({ kind: 'run' });
      },
      job: async () => (this.running ? job({ seq: 1 }) : (this.end as Job)),
      cancelJob: async id => {
        this.cancelled.push(id);
        this.running = false;
        this.end = job({ status: 'cancelled', seq: 6 });
        return job();
      }
    }
  });
}

it('needs one call after the plan, and sends no more than the defaults', async () => {
  const scene = new Scene(proposal());
  await scene.model.plan();
  expect([scene.model.phase, scene.model.obstacle()]).toEqual(['form', null]);
  await scene.model.start();
  expect(scene.model.phase).toBe('result');
  expect(scene.started).toEqual([
    {
      path: 'a.ipynb',
      folder: 'a-pipeline',
      target: 'local',
      verify: 'full',
      parameters: null,
      names: {},
      allow_effects: false,
      replace: false,
      max_copy: null
    }
  ]);
});

it('sends what was chosen', async () => {
  const parameters = [
    parameter(),
    parameter({ name: 'colour', type: 'str', default: 'red', text: "'red'" }),
    parameter({ name: 'rate', type: 'float', default: 0.5, text: '0.5' })
  ];
  const scene = new Scene(proposal({ plan: plan({ a: [] }, [], parameters) }));
  await scene.model.plan();
  scene.model.choose('size', { taken: false, typed: 'anything' });
  scene.model.choose('colour', { typed: 'light blue' });
  scene.model.set({ verify: 'once' });
  expect(scene.model.request()).toMatchObject({ verify: 'once', parameters: { colour: '"light blue"', rate: null } });
});

it.each<[string, Partial<ExportProposal>, Partial<ExportModel>, RegExp | null]>([
  ['a finding', { findings: [finding()] }, {}, /fresh run/],
  ['a folder of somebody', { folder_state: 'foreign' }, {}, /choose another/],
  ['an export changed by hand, which is kept', { folder_state: 'edited' }, {}, null],
  ['the same, replaced', { folder_state: 'edited' }, { replace: true }, null],
  ['an export', { folder_state: 'export' }, {}, null],
  ['effects', { effects }, {}, /act outside/],
  ['effects, allowed', { effects }, { allowEffects: true }, null],
  ['effects that nothing runs', { effects }, { verify: 'none' }, null],
  ['much to copy', { cost: { full: 1, once: 1, copied: 5000, limit: 1024 } }, {}, /copy a lot/],
  ['much to copy, allowed', { cost: { full: 1, once: 1, copied: 5000, limit: 1024 } }, { allowCopy: true }, null],
  ['a target that cannot', { targets: [{ name: 'local', reasons: ['too many steps'] }] }, {}, /too many steps/]
])('%s', async (_, changes, choices, expected) => {
  const scene = new Scene(proposal(changes));
  await scene.model.plan();
  scene.model.set(choices);
  const found = scene.model.obstacle();
  if (expected) {
    expect(found).toMatch(expected);
    await scene.model.start();
    expect(scene.started).toEqual([]);
  } else {
    expect(found).toBeNull();
    await scene.model.start();
    expect(scene.started[0]).toMatchObject({ replace: 'replace' in choices, allow_effects: 'allowEffects' in choices });
    expect(scene.started[0].max_copy).toBe('allowCopy' in choices ? 5001 : null);
  }
});

it('does not start with a value that cannot be', async () => {
  const scene = new Scene(proposal());
  await scene.model.plan();
  scene.model.choose('size', { typed: 'many' });
  expect(scene.model.faultOf(parameter())).toMatch(/whole number/);
  await scene.model.start();
  expect(scene.started).toEqual([]);
  scene.model.choose('size', { taken: false });
  expect(scene.model.obstacle()).toBeNull();
});

it('gives other names to what had none', async () => {
  const parameters = [parameter(), parameter({ name: 'n_limit' }), parameter({ name: 'other' })];
  const scene = new Scene(proposal({ plan: plan({ a: [] }, [], parameters), invented: ['n_limit', 'other'] }));
  await scene.model.plan();
  expect(parameters.map(p => scene.model.canRename(p))).toEqual([false, true, true]);
  for (const [name, words] of [
    ['2nd', /must be a name/],
    ['_hidden', /must be a name/],
    ['class', /must be a name/],
    ['size', /Another parameter/]
  ] as const) {
    scene.model.choose('n_limit', { name });
    expect(scene.model.nameFaultOf(parameters[1])).toMatch(words);
    expect(scene.model.obstacle()).toMatch(/a name that it cannot have/);
  }
  scene.model.choose('n_limit', { name: 'größe' });
  expect(scene.model.obstacle()).toBeNull();
  expect(scene.model.request()).toMatchObject({ parameters: null, names: { n_limit: 'größe' } });
  scene.model.choose('n_limit', { taken: false });
  expect(scene.model.request()).toMatchObject({ parameters: { size: null, other: null }, names: {} });
});

it('offers values that are not proposed to those who ask for them', async () => {
  const others = [parameter({ name: 'add_a' }), parameter({ name: 'add_b' })];
  const scene = new Scene(proposal({ others, invented: ['add_a', 'add_b'] }));
  await scene.model.plan();
  const shown = () => scene.model.parameters().map(p => p.name);
  expect([shown(), scene.model.hidden()]).toEqual([['size'], 2]);
  expect(scene.model.request()).toMatchObject({ parameters: null });
  scene.model.set({ allParameters: true });
  expect([shown(), scene.model.hidden()]).toEqual([['size', 'add_a', 'add_b'], 0]);
  expect(scene.model.request()).toMatchObject({ parameters: null });
  scene.model.choose('add_b', { taken: true, name: 'right' });
  expect(scene.model.request()).toMatchObject({ parameters: { size: null, add_b: null }, names: { add_b: 'right' } });
  scene.model.choose('size', { taken: false });
  expect(scene.model.request()).toMatchObject({ parameters: { add_b: null } });
  scene.model.set({ allParameters: false });
  expect([shown(), scene.model.hidden()]).toEqual([['size', 'add_b'], 1]);
});

it('saves first, and starts nothing where that fails', async () => {
  const scene = new Scene(proposal());
  scene.subject.dirty = true;
  await scene.model.plan();
  scene.saves = false;
  await scene.model.start();
  expect([scene.model.phase, scene.started]).toEqual(['form', []]);
  expect(scene.model.message).toMatch(/could not be saved/);
  scene.saves = true;
  await scene.model.start();
  expect(scene.started.length).toBe(1);
});

it('looks at another folder, and forgets what was allowed for the first', async () => {
  const scene = new Scene(
    proposal({ folder_state: 'edited' }),
    proposal({ folder: 'b', folder_state: 'edited' }),
    new ApiError('refused', 'leads out')
  );
  await scene.model.plan();
  scene.model.set({ replace: true });
  await scene.model.chooseFolder('b');
  expect([scene.model.folder, scene.model.replace]).toEqual(['b', false]);
  await scene.model.chooseFolder('../c');
  expect(scene.model.obstacle()).toBe('leads out');
  expect(scene.planned.map(({ folder }) => folder)).toEqual([null, 'b', '../c']);
});

it('follows what is under way', async () => {
  const scene = new Scene(proposal({ job: job({ seq: 1 }) }));
  await scene.model.plan();
  await until(() => scene.model.phase === 'result');
  expect(scene.started).toEqual([]);
});

it('cancels once, and says so', async () => {
  const scene = new Scene(proposal());
  scene.running = true;
  await scene.model.plan();
  const done = scene.model.start();
  await until(() => scene.model.job !== null);
  void scene.model.cancel();
  void scene.model.cancel();
  expect(scene.model.cancelling).toBe(true);
  await done;
  expect([scene.model.phase, scene.model.job?.status, scene.cancelled]).toEqual(['result', 'cancelled', ['ab']]);
  expect(scene.model.exported).toBeNull();
});

it.each<[Error, RegExp]>([
  [new ApiError('absent', '404'), /^The server part is missing.*pip install jupyter-mldebt/],
  [new ApiError('unreachable', 'x'), /^The Jupyter server does not answer/],
  [new ApiError('refused', 'a.ipynb is a notebook in R'), /^a.ipynb is a notebook in R/]
])('says why there is no plan: %s', async (reason, words) => {
  const scene = new Scene(reason, proposal());
  await scene.model.plan();
  expect(scene.model.phase).toBe('trouble');
  expect(scene.model.message).toMatch(words);
  await scene.model.plan();
  expect(scene.model.phase).toBe('form');
});

it('keeps the choices when the server refuses, and when it failed', async () => {
  const scene = new Scene(proposal());
  await scene.model.plan();
  scene.model.choose('size', { typed: '9' });
  scene.end = new ApiError('refused', 'An export is already under way.');
  await scene.model.start();
  expect([scene.model.phase, scene.model.message]).toEqual(['form', 'An export is already under way.']);
  scene.end = job({ status: 'failed', seq: 4, message: 'no room' });
  await scene.model.start();
  expect(scene.model.phase).toBe('result');
  await scene.model.back();
  expect([scene.model.phase, scene.model.choice('size').typed]).toEqual(['form', '9']);
});

it('runs what was exported with other values, and again from those', async () => {
  const made = exported({ effects, plan: plan({ a: [] }, [], [parameter({ default: 9, text: '9' })]) });
  const scene = new Scene(proposal());
  await scene.model.plan();
  scene.end = job({ status: 'done', seq: 5, result: made });
  await scene.model.start();
  scene.model.offerRun();
  expect(scene.model.choice('size').typed).toBe('9');
  scene.model.choose('size', { typed: '12' });
  expect(scene.model.obstacle()).toMatch(/acts outside/);
  await scene.model.run();
  expect(scene.ran).toEqual([]);
  scene.model.set({ allowEffects: true });
  scene.end = job({ kind: 'run', status: 'done', seq: 5, result: ran() });
  await scene.model.run();
  expect(scene.ran).toEqual([{ folder: 'a-pipeline', parameters: { size: '12' } }]);
  expect([scene.model.phase, scene.model.exported]).toEqual(['result', made]);
  scene.model.offerRun();
  expect(scene.model.choice('size').typed).toBe('12');
  await scene.model.back();
  expect(scene.model.phase).toBe('result');
});
