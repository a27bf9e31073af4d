// The Session tab: what ran for the current notebook, held against what stands. State and order alone, no DOM.
import { ISignal, Signal } from '@lumino/signaling';
import { ApiError } from '../api';
import { Deleted, Epoch, Execution, Recorded, Timeline } from '../report';
import { ITrouble } from '../tokens';

/** How many executions are asked for at a time, and at the most. */
const PART = 500;
const MOST = 2000;

/** Milliseconds in which several executions are asked for together. */
const PAUSE = 200;

/** A code cell as it stands. */
export interface IStanding {
  id: string;
  index: number;
  source: string;
}

/** The current notebook, as far as this tab sees it. */
export interface ISessionPage {
  path: string;
  /** The session by which this page talks to the kernel. */
  client: string | null;
  readOnly: boolean;
  /** Its code cells in document order. */
  cells: IStanding[];
}

/** Who sent it: this page; another one, or this one before it was loaded again; no notebook at all. */
export type Client = 'page' | 'other-page' | 'console';

/** stands: its text is that of its cell. differs: not any more. deleted: its cell is gone. none: it never had one. */
export type Fate = 'stands' | 'differs' | 'deleted' | 'none';

export type Row =
  | {
      kind: 'execution';
      key: string;
      epoch: Epoch;
      execution: Execution;
      client: Client;
      fate: Fate;
      cell: IStanding | null;
    }
  | { kind: 'gap'; key: string; missing: number }
  | { kind: 'begin'; key: string; began: number; restart: boolean; forgotten: boolean };
export type ExecutionRow = Extract<Row, { kind: 'execution' }>;

export interface ISessionFilter {
  text: string;
  /** Only what is not on the page any more. */
  lost: boolean;
}

export interface ISessionApi {
  timeline(path: string, limit: number): Promise<Timeline>;
  forget(path: string): Promise<Deleted>;
  record(path: string, recorded: boolean): Promise<Recorded>;
}

export class SessionModel {
  constructor(
    private _api: ISessionApi,
    private _page: () => ISessionPage | null
  ) {}

  get changed(): ISignal<this, void> {
    return this._changed;
  }
  get timeline(): Timeline | null {
    return this._timeline;
  }
  get trouble(): ITrouble | null {
    return this._trouble;
  }
  get page(): ISessionPage | null {
    return this._page();
  }
  get filter(): ISessionFilter {
    return this._filter;
  }
  set filter(filter: ISessionFilter) {
    this._filter = filter;
    this._changed.emit();
  }

  /** Whether somebody sees the tab; nothing is asked for otherwise. */
  get watched(): boolean {
    return this._watched;
  }
  set watched(watched: boolean) {
    this._watched = watched;
    if (watched && this._due) {
      void this.refresh();
    }
  }

  /** Another notebook. */
  reset(): void {
    this._timeline = this._trouble = null;
    this._limit = PART;
    this._due = true;
    this._changed.emit();
    this.outdate();
  }
  /** Something ran. */
  outdate(): void {
    this._due = true;
    clearTimeout(this._timer);
    this._timer = setTimeout(() => void this.refresh(), PAUSE);
  }
  dispose(): void {
    clearTimeout(this._timer);
    Signal.clearData(this);
  }

  /** Whether there is more than is shown, and it can be had. */
  get hasMore(): boolean {
    return this._timeline !== null && this._timeline.before !== null && this._limit < MOST;
  }
  more(): Promise<void> {
    this._limit = Math.min(this._limit + PART, MOST);
    return this._ask(path => this._api.timeline(path, this._limit));
  }

  async refresh(): Promise<void> {
    if (this._watched && this._page()) {
      await this._ask(path => this._api.timeline(path, this._limit));
    }
  }
  /** Delete the record of this notebook. */
  forget(): Promise<void> {
    return this._ask(async path => {
      await this._api.forget(path);
      return this._api.timeline(path, this._limit);
    });
  }
  /** @returns whether it is as was asked: a server's settings may say no */
  async record(recorded: boolean): Promise<boolean> {
    await this._ask(async path => {
      await this._api.record(path, recorded);
      return this._api.timeline(path, this._limit);
    });
    return this._timeline?.recorded === recorded;
  }

  /** What passes the filter, the newest first. */
  rows(nameOf: (row: ExecutionRow) => string): Row[] {
    const page = this._page();
    if (!this._timeline || !page) {
      return [];
    }
    const words = this._filter.text.toLowerCase().split(/\s+/);
    const all = rowsOf(this._timeline, page);
    const isFiltered = this._filter.lost || words.some(word => word);
    return all.filter(row => {
      if (row.kind !== 'execution') {
        return !isFiltered || row.kind === 'gap'; // what is not known may be what is looked for
      }
      const hay = `${nameOf(row)}\n${row.execution.source}`.toLowerCase();
      return (!this._filter.lost || isLost(row, all)) && words.every(word => hay.includes(word));
    });
  }

  private async _ask(load: (path: string) => Promise<Timeline>): Promise<void> {
    const path = this._page()?.path;
    if (path === undefined) {
      return;
    }
    this._due = false;
    const asked = ++this._asked;
    let timeline: Timeline | null = null;
    let trouble: ITrouble | null = null;
    try {
      timeline = await load(path);
    } catch (reason) {
      trouble = reason instanceof ApiError ? reason : { kind: 'refused', message: String(reason) };
    }
    if (asked === this._asked && path === this._page()?.path) {
      [this._timeline, this._trouble] = [timeline, trouble];
      this._changed.emit();
    }
  }

  private _asked = 0;
  private _changed = new Signal<this, void>(this);
  private _due = true;
  private _filter: ISessionFilter = { text: '', lost: false };
  private _limit = PART;
  private _timeline: Timeline | null = null;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _trouble: ITrouble | null = null;
  private _watched = false;
}

function rowsOf({ epochs, before }: Timeline, page: ISessionPage): Row[] {
  const cells = new Map(page.cells.map(cell => [cell.id, cell]));
  const rows: Row[] = [];
  epochs.forEach((epoch, i) => {
    const { kernel, began, forgotten, executions, gaps } = epoch;
    const key = `${kernel} ${began}`;
    const isLast = i === epochs.length - 1;
    if (executions.length === 0 && !isLast) {
      return; // nothing ran on it
    }
    if (i > 0 || before === null) {
      const restart = epochs[i - 1]?.kernel === kernel;
      rows.push({ kind: 'begin', key, began, restart, forgotten: forgotten > 0 });
    }
    for (const execution of executions) {
      const gap = gaps.find(({ before }) => before === execution.number);
      if (gap) {
        rows.push({ kind: 'gap', key: `${key} gap ${gap.before}`, missing: gap.missing });
      }
      const cell = (execution.cell !== null && cells.get(execution.cell)) || null;
      rows.push({
        kind: 'execution',
        key: `${key} ${execution.number}`,
        epoch,
        execution,
        client: execution.cell === null ? 'console' : execution.client === page.client ? 'page' : 'other-page',
        fate: fateOf(execution, cell),
        cell
      });
    }
  });
  return rows.reverse();
}

function fateOf(execution: Execution, cell: IStanding | null): Fate {
  if (!cell) {
    return execution.cell === null ? 'none' : 'deleted';
  }
  return cell.source === execution.source ? 'stands' : 'differs';
}

/** A text that nobody finds on the page: the newest row of each. */
function isLost(row: ExecutionRow, all: Row[]): boolean {
  const { cell, source } = row.execution;
  return (
    (row.fate === 'deleted' || row.fate === 'differs') &&
    all.find(
      other => other.kind === 'execution' && other.execution.cell === cell && other.execution.source === source
    ) === row
  );
}

/** Where a deleted cell goes: behind the cell that ran before it, else before the one that ran after it, else to the end. */
export function placeFor({ epoch, execution }: ExecutionRow, { cells }: ISessionPage): number {
  const index = new Map(cells.map(cell => [cell.id, cell.index]));
  const { executions } = epoch;
  const at = executions.indexOf(execution);
  const placed = ({ cell }: Execution) => cell !== null && index.has(cell);
  const before = executions.slice(0, at).reverse().find(placed);
  if (before) {
    return index.get(before.cell!)! + 1;
  }
  const after = executions.slice(at + 1).find(placed);
  return after ? index.get(after.cell!)! : Infinity;
}
