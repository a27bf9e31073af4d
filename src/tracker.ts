// Keeps the model in step with the current notebook: asks when it was edited or run, never twice at a time.
import { INotebookModel, INotebookTracker, NotebookActions, NotebookPanel } from '@jupyterlab/notebook';
import { PartialJSONObject } from '@lumino/coreutils';
import { IDisposable } from '@lumino/disposable';
import { KernelMessage } from '@jupyterlab/services';
import { ISignal, Signal } from '@lumino/signaling';
import { ApiError } from './api';
import { CheckModel } from './model';
import { CheckRequest, FileReport, Finding, CellRef, Live, Range } from './report';
import { reveal } from './reveal';
import { IChecker, Inquiry, Watcher } from './tokens';
import { number } from './trail';

/** A document that never rests (a progress bar runs) is still checked this often, in ms. */
const LONGEST_WAIT = 2000;

export interface ICheckerOptions {
  tracker: INotebookTracker;
  check: (request: CheckRequest) => Promise<FileReport>;
}

export class Checker implements IChecker, IDisposable {
  constructor(options: ICheckerOptions) {
    this._tracker = options.tracker;
    this._check = options.check;
    this._tracker.currentChanged.connect(this._onCurrent, this);
    NotebookActions.executed.connect(this._onExecuted, this);
    this._onCurrent();
  }

  readonly model = new CheckModel();
  /** Check on edits and runs, not only when asked. */
  live = true;
  /** Milliseconds of rest before a check. */
  debounce = 300;

  get isDisposed(): boolean {
    return this._isDisposed;
  }
  dispose(): void {
    this._isDisposed = true;
    clearTimeout(this._timer);
    this._leave();
    Signal.clearData(this);
  }

  get ran(): ISignal<this, void> {
    return this._ran;
  }
  get watched(): boolean {
    return this._watchers.size > 0;
  }
  watch(who: Watcher, watches: boolean): void {
    if (!watches) {
      this._watchers.delete(who);
    } else {
      this._watchers.add(who);
    }
    const lacks = who === 'preparation' && this.model.status.kind === 'report' && !this.model.status.report.preparation;
    if (watches && (this._due || lacks)) {
      this.refresh();
    } else if (!this.watched) {
      this._cancelTimer();
    }
  }

  refresh(): void {
    this._cancelTimer();
    void this._ask();
  }

  async reveal(cell: CellRef, range: Range | null): Promise<void> {
    if (this._panel) {
      this.leave();
      await reveal(this._panel, cell, range);
    }
  }

  async follow({ fingerprint, related }: Finding, step: number): Promise<void> {
    if (this._panel) {
      number(this._panel, related.length > 1 ? related : [], step);
      this.model.followed = { fingerprint, step };
      await reveal(this._panel, related[step].cell, related[step].range);
    }
  }

  leave(): void {
    if (this.model.followed && this._panel && !this._panel.isDisposed) {
      number(this._panel, [], 0);
    }
    this.model.followed = null;
  }

  async inquire(about: Inquiry, panel = this._panel): Promise<Live | null> {
    if (!panel || otherLanguage(panel.context.model)) {
      return null;
    }
    return (await this._check({ ...requestOf(panel), ...about })).live ?? null;
  }

  private _onCurrent(): void {
    const panel = this._tracker.currentWidget;
    if (panel === this._panel) {
      return;
    }
    this._leave();
    this._panel = panel;
    if (!panel) {
      this.model.clear();
      return;
    }
    this.model.begin();
    void panel.context.ready.then(() => {
      if (this._panel === panel && !panel.isDisposed) {
        panel.context.model.contentChanged.connect(this._onContent, this);
        panel.context.pathChanged.connect(this._onContent, this);
        panel.sessionContext.kernelChanged.connect(this._onKernel, this);
        panel.sessionContext.statusChanged.connect(this._onStatus, this);
        panel.sessionContext.iopubMessage.connect(this._onMessage, this);
        this.refresh();
      }
    });
  }

  private _leave(): void {
    this._cancelTimer();
    this.leave();
    this._due = false;
    if (this._panel && !this._panel.isDisposed) {
      this._panel.context.model.contentChanged.disconnect(this._onContent, this);
      this._panel.context.pathChanged.disconnect(this._onContent, this);
      this._panel.sessionContext.kernelChanged.disconnect(this._onKernel, this);
      this._panel.sessionContext.statusChanged.disconnect(this._onStatus, this);
      this._panel.sessionContext.iopubMessage.disconnect(this._onMessage, this);
    }
    this._panel = null;
  }

  private _onContent(): void {
    this._due = true;
    this.leave();
    this.model.outdate();
    this._schedule(this.debounce);
  }

  private _onExecuted(_: unknown, { notebook }: { notebook: NotebookPanel['content'] }): void {
    if (notebook === this._panel?.content) {
      this._again();
    }
  }

  /** What consoles and other pages run counts, too. */
  private _onMessage(_: unknown, message: KernelMessage.IMessage): void {
    const { parent_header: parent } = message;
    const isEnd = KernelMessage.isStatusMsg(message) && message.content.execution_state === 'idle';
    if (isEnd && 'msg_type' in parent && parent.msg_type === 'execute_request') {
      this._again();
    }
  }

  private _onStatus(_: unknown, status: KernelMessage.Status): void {
    if (status === 'restarting' || status === 'autorestarting' || status === 'dead') {
      this._onKernel();
    }
  }

  /** What was found out about the former kernel is dropped, also where it is still on its way. */
  private _onKernel(): void {
    this._kernels++;
    this.model.forget();
    this._again();
  }

  private _again(): void {
    this._due = true;
    this._schedule(0);
    this._ran.emit();
  }

  private _schedule(ms: number): void {
    if (!this.live || !this.watched) {
      return;
    }
    const now = Date.now();
    this._deadline ??= now + LONGEST_WAIT;
    clearTimeout(this._timer);
    this._timer = setTimeout(() => this.refresh(), Math.max(0, Math.min(ms, this._deadline - now)));
  }

  private _cancelTimer(): void {
    clearTimeout(this._timer);
    this._timer = undefined;
    this._deadline = null;
  }

  private async _ask(): Promise<void> {
    const panel = this._panel;
    this._due = true;
    if (!panel || panel.isDisposed || !panel.context.isReady || !this.watched || this._isDisposed) {
      return;
    }
    if (this._underWay) {
      return; // what is due is asked for when the answer is in
    }
    this._due = false;
    const notebook = panel.context.model;
    const language = otherLanguage(notebook);
    if (language) {
      this.model.fail({ kind: 'language', message: language });
      return;
    }
    const sources = sourcesOf(notebook);
    const kernels = this._kernels;
    this._underWay = true;
    let settle: () => void;
    try {
      const report = await this._check({ ...requestOf(panel), include: this._include() });
      settle = () => {
        this.model.succeed(report, sources);
        if (kernels !== this._kernels) {
          this.model.forget();
        }
      };
    } catch (reason) {
      const { kind, message } =
        reason instanceof ApiError ? reason : { kind: 'refused' as const, message: String(reason) };
      settle = () => this.model.fail({ kind, message });
    } finally {
      this._underWay = false;
    }
    if (this._isDisposed) {
      return;
    }
    const stale = panel !== this._panel || panel.isDisposed || !equal(sources, sourcesOf(notebook));
    if (!stale) {
      const due = this._due;
      settle();
      if (due) {
        this.model.outdate();
      }
    }
    if (panel !== this._panel) {
      void this._ask();
    } else if (this._due) {
      this._schedule(this.debounce);
    }
  }

  /** What is cheap, and what somebody looks at. */
  private _include(): CheckRequest['include'] {
    return this._watchers.has('preparation') ? ['work', 'preparation'] : ['work'];
  }

  private _check: ICheckerOptions['check'];
  private _deadline: number | null = null;
  private _due = false;
  private _isDisposed = false;
  private _kernels = 0;
  private _panel: NotebookPanel | null = null;
  private _ran = new Signal<this, void>(this);
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _tracker: INotebookTracker;
  private _underWay = false;
  private _watchers = new Set<Watcher>();
}

function requestOf(panel: NotebookPanel): CheckRequest {
  return {
    path: panel.context.localPath,
    kernel: panel.sessionContext.session?.kernel?.id ?? null,
    notebook: panel.context.model.toJSON() as PartialJSONObject
  };
}

function sourcesOf(notebook: INotebookModel): string[] {
  return Array.from(notebook.cells, cell => cell.sharedModel.getSource());
}

function equal(one: string[], two: string[]): boolean {
  return one.length === two.length && one.every((source, i) => source === two[i]);
}

/** The notebook's language where it says one and it is not Python. */
function otherLanguage(notebook: INotebookModel): string | null {
  const { language_info, kernelspec } = notebook.sharedModel.metadata;
  const language = language_info?.name || (kernelspec?.language as string | undefined);
  return language && !/^i?python\d*$/i.test(language) ? language : null;
}
