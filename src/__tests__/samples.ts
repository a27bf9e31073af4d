// Reports and notebooks for the tests.
import { INotebookTracker, NotebookModel, NotebookPanel } from '@jupyterlab/notebook';
import { Signal } from '@lumino/signaling';
import { CellRef, FileReport, Finding, Live, Preparation, PreparationNode, Work } from '../report';

export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    code: 'NBS001',
    name: 'undefined-name',
    severity: 'error',
    confidence: 'high',
    message: '`y` is never defined',
    names: ['y'],
    cell: { index: 1, id: 'b', execution_count: 4 },
    range: { start: { line: 1, column: 6 }, end: { line: 1, column: 7 } },
    related: [],
    fingerprint: 'f',
    fix: null,
    ...changes
  };
}

export function report(...findings: Finding[]): FileReport {
  return { path: 'a.ipynb', state: 'unknown', error: null, findings };
}

const ref = (index: number): CellRef => ({ index, id: `cell-${index}`, execution_count: null });
const range = { start: { line: 1, column: 0 }, end: { line: 1, column: 5 } };

/** Two cells with glue and one without. */
export const WORK: Work = {
  statements: 12,
  glue: 6,
  kinds: { load: 1, path: 3, save: 2, fit: 1, compute: 5 },
  cells: [
    { cell: ref(0), statements: 4, glue: 4, kinds: { load: 1, path: 3 } },
    { cell: ref(1), statements: 5, glue: 2, kinds: { save: 2, compute: 3 } },
    { cell: ref(2), statements: 3, glue: 0, kinds: { fit: 1, compute: 2 } }
  ]
};

/** Two tables that are joined and fitted. */
export const PREPARATION: Preparation = {
  nodes: (
    [
      ['input', 'a.csv', 0],
      ['input', 'b.csv', 0],
      ['join', 'both', 1],
      ['fit', 'model', 2]
    ] as const
  ).map(([kind, name, index], id): PreparationNode => ({
    ...{ id, kind, name, cell: ref(index), range },
    steps: [{ cell: ref(index), range, how: `how ${id}` }]
  })),
  edges: [
    { from: 0, to: 2, how: 'merge' },
    { from: 1, to: 2, how: 'merge' },
    { from: 2, to: 3, how: 'fit' }
  ],
  measure: { inputs: 2, joins: 1, files: 0, branches: 0, overwritten: 0, depth: 3, total: 8 }
};

export function live(changes: Partial<Live> = {}): Live {
  return { state: 'valid', never_run: [], edited: [], stale: [], orphaned: [], ...changes };
}

/** As much of an open notebook as the checker sees, around a real document. */
export class OpenNotebook {
  constructor(path: string, sources: string[], metadata: object = {}) {
    this.model.fromJSON({
      cells: sources.map((source, i) => ({
        cell_type: 'code',
        id: `cell-${i}`,
        source,
        metadata: {},
        outputs: [],
        execution_count: null
      })),
      metadata: metadata as never,
      nbformat: 4,
      nbformat_minor: 5
    });
    this.panel = {
      isDisposed: false,
      content: { widgets: [] },
      sessionContext: {
        session: null,
        kernelChanged: this.kernelChanged,
        statusChanged: this.statusChanged,
        iopubMessage: this.iopubMessage
      },
      context: {
        ready: Promise.resolve(),
        isReady: true,
        model: this.model,
        localPath: path,
        pathChanged: new Signal<object, string>(this)
      }
    } as unknown as NotebookPanel;
  }
  /** Its cells are on the page, in view. */
  show(): HTMLElement[] {
    const nodes = Array.from(this.model.cells, () => document.createElement('div'));
    const widgets = Array.from(this.model.cells, (model, i) => ({
      model,
      node: nodes[i],
      isAttached: true,
      ready: Promise.resolve(),
      addClass: () => undefined,
      removeClass: () => undefined
    }));
    Object.assign(this.panel.content, { widgets, node: document.createElement('div'), deselectAll: () => undefined });
    nodes.forEach(node => Object.assign(node, { scrollIntoView: () => undefined }));
    return nodes;
  }
  edit(cell: number, source: string): void {
    this.model.cells.get(cell).sharedModel.setSource(source);
  }
  /** The kernel is done with something that a client sent. */
  ran(): void {
    this.iopubMessage.emit({
      header: { msg_type: 'status' },
      parent_header: { msg_type: 'execute_request' },
      content: { execution_state: 'idle' }
    });
  }
  readonly kernelChanged = new Signal<object, object>(this);
  readonly statusChanged = new Signal<object, string>(this);
  readonly iopubMessage = new Signal<object, object>(this);
  readonly model = new NotebookModel();
  readonly panel: NotebookPanel;
}

/** The tracker of a page in which one may switch between notebooks. */
export class Page {
  get tracker(): INotebookTracker {
    return this as unknown as INotebookTracker;
  }
  show(notebook: OpenNotebook | null): void {
    this.currentWidget = notebook?.panel ?? null;
    this.currentChanged.emit(this.currentWidget);
  }
  currentWidget: NotebookPanel | null = null;
  readonly currentChanged = new Signal<this, NotebookPanel | null>(this);
}

export async function until(check: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !check(); i++) {
    await new Promise(done => setTimeout(done, 10));
  }
  expect(check()).toBe(true);
}
