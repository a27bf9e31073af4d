import { NotebookPanel } from '@jupyterlab/notebook';
import { Signal } from '@lumino/signaling';
import { Widget } from '@lumino/widgets';
import { live, OpenNotebook, report, until } from '../../__tests__/samples';
import { CheckModel } from '../../model';
import { Live } from '../../report';
import { IChecker } from '../../tokens';
import { MarkWatcher } from '../watcher';

/** A notebook's panel that is really shown and hidden. */
class Panel extends Widget {
  constructor(readonly notebook: OpenNotebook) {
    super();
    this.sessionContext = notebook.panel.sessionContext;
    this.context = notebook.panel.context;
  }
  readonly context: NotebookPanel['context'];
  readonly sessionContext: NotebookPanel['sessionContext'];
}

class Tracker {
  forEach(go: (panel: Panel) => void): void {
    this.panels.forEach(go);
  }
  show(panel: Panel): void {
    this.currentWidget = panel;
    this.currentChanged.emit(panel);
  }
  currentWidget: Panel | null = null;
  readonly currentChanged = new Signal<this, Panel | null>(this);
  readonly panels: Panel[] = [];
  readonly widgetAdded = new Signal<this, Panel>(this);
}

let answer: () => Promise<Live | null>;
let asked: Panel[];
let model: CheckModel;
let one: Panel;
let other: Panel;
let seen: boolean;
let shown: [Panel, Live | null][];
let tracker: Tracker;
let watcher: MarkWatcher;
let watched: boolean;

const settled = () => new Promise(done => setTimeout(done));

beforeEach(() => {
  model = new CheckModel();
  [one, other] = ['a', 'b'].map(name => new Panel(new OpenNotebook(`${name}.ipynb`, ['x'])));
  tracker = new Tracker();
  tracker.panels.push(one, other);
  Widget.attach(one, document.body);
  Widget.attach(other, document.body);
  other.hide();
  tracker.show(one);
  [seen, watched, shown, asked] = [true, false, [], []];
  answer = async () => live({ stale: ['c'] });
  watcher = new MarkWatcher({
    checker: {
      model,
      watch: (_: string, watches: boolean) => (watched = watches),
      inquire: (_: unknown, panel: Panel) => {
        asked.push(panel);
        return answer();
      }
    } as unknown as IChecker,
    tracker: tracker as never,
    show: (panel, live) => shown.push([panel as unknown as Panel, live]),
    isPageSeen: () => seen
  });
});

afterEach(() => {
  one.dispose();
  other.dispose();
});

it('watches while the notebook is seen', async () => {
  expect(watched).toBe(true);
  one.hide();
  await settled();
  expect(watched).toBe(false);
  one.show();
  await settled();
  expect(watched).toBe(true);
  seen = false;
  watcher.look();
  expect(watched).toBe(false);
});

it('watches and shows nothing where it is switched off', () => {
  watcher.enabled = false;
  expect(watched).toBe(false);
  expect(shown).toEqual([
    [one, null],
    [other, null]
  ]);
  model.succeed({ ...report(), live: live() }, []);
  expect(shown.length).toBe(2);
  watcher.enabled = true;
  expect([watched, shown[2]]).toEqual([true, [one, live()]]);
});

it('shows what is known of the current notebook, and leaves the marks while it is asked', () => {
  model.succeed({ ...report(), live: live() }, []);
  expect(shown).toEqual([[one, live()]]);
  tracker.show(other);
  model.begin();
  expect(shown.length).toBe(1);
  model.succeed(report(), []);
  expect(shown[1]).toEqual([other, null]);
});

describe('a notebook beside the current one', () => {
  beforeEach(async () => {
    other.show();
    tracker.show(other);
    await until(() => shown.some(([panel]) => panel === one));
    expect(asked).toEqual([one]);
    [shown.length, asked.length] = [0, 0];
  });

  it('is asked about when it changes, and once for many changes', async () => {
    one.notebook.edit(0, 'y');
    one.notebook.edit(0, 'z');
    one.notebook.kernelChanged.emit({});
    await until(() => shown.length > 0);
    expect(shown).toEqual([[one, live({ stale: ['c'] })]]);
    expect(asked).toEqual([one]);
  });

  it('is left alone while it can not be seen, and asked about then', async () => {
    one.hide();
    one.notebook.edit(0, 'y');
    await new Promise(done => setTimeout(done, 700));
    expect(asked).toEqual([]);
    one.show();
    await until(() => shown.length > 0);
    expect(asked).toEqual([one]);
  });

  it('has no marks where no answer comes', async () => {
    answer = () => Promise.reject(new Error('no server'));
    one.notebook.edit(0, 'y');
    await until(() => shown.length > 0);
    expect(shown).toEqual([[one, null]]);
  });

  it('is left to the checker where it becomes the current one', async () => {
    one.notebook.edit(0, 'y');
    tracker.show(one);
    model.succeed({ ...report(), live: live() }, []);
    await until(() => asked.length > 0);
    expect([asked, shown[0]]).toEqual([[other], [one, live()]]);
  });
});
