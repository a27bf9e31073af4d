// Watcher: keeps the marks of each notebook that can be seen in step with what is known of it. Of the current one the checker knows; it is asked about
// those beside it when they have changed, too.
import { MessageLoop } from '@lumino/messaging';
import { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { Live } from '../report';
import { IChecker } from '../tokens';

/** How often a notebook beside the current one is asked about while it changes, in ms. */
const REST = 500;

export interface IMarkOptions {
  checker: IChecker;
  tracker: INotebookTracker;
  show: (panel: NotebookPanel, live: Live | null) => void;
  isPageSeen: () => boolean;
}

export class MarkWatcher {
  constructor(private _options: IMarkOptions) {
    const { checker, tracker } = _options;
    checker.model.changed.connect(this._onChanged, this);
    tracker.currentChanged.connect(this._onCurrent, this);
    tracker.forEach(panel => this._onAdded(tracker, panel));
    tracker.widgetAdded.connect(this._onAdded, this);
    this._onCurrent();
  }

  get enabled(): boolean {
    return this._enabled;
  }
  set enabled(enabled: boolean) {
    this._enabled = enabled;
    this._options.tracker.forEach(panel => {
      this._outdated.add(panel);
      if (!enabled) {
        this._options.show(panel, null);
      }
    });
    this.look();
    this._onChanged();
  }

  /** Whether anybody can see marks may have changed. */
  look(): void {
    const { checker, tracker, isPageSeen } = this._options;
    checker.watch('marks', this._enabled && isPageSeen() && (tracker.currentWidget?.isVisible ?? false));
    this._outdated.forEach(panel => this._schedule(panel));
  }

  private _onCurrent(): void {
    const former = this._current;
    this._current = this._options.tracker.currentWidget;
    if (former && former !== this._current) {
      this._outdated.add(former); // the checker may have been about to ask
    }
    this.look();
  }

  private _onAdded(_: unknown, panel: NotebookPanel): void {
    MessageLoop.installMessageHook(panel, (_, { type }) => {
      if (type === 'after-show' || type === 'after-attach' || type === 'before-hide' || type === 'before-detach') {
        queueMicrotask(() => this.look()); // the panel itself hears it after this hook
      }
      return true;
    });
    const outdate = () => {
      this._outdated.add(panel);
      this._schedule(panel);
    };
    outdate();
    panel.disposed.connect(() => this._outdated.delete(panel));
    panel.sessionContext.kernelChanged.connect(outdate);
    panel.sessionContext.statusChanged.connect(outdate);
    void panel.context.ready.then(() => {
      panel.context.model?.contentChanged.connect(outdate);
      outdate();
    });
  }

  private _onChanged(): void {
    const { checker, tracker, show } = this._options;
    const panel = tracker.currentWidget;
    const { kind } = checker.model.status;
    if (this._enabled && panel && (kind === 'report' || kind === 'trouble')) {
      this._outdated.delete(panel);
      show(panel, checker.model.live);
    }
  }

  private _isBeside(panel: NotebookPanel): boolean {
    const { tracker, isPageSeen } = this._options;
    return this._enabled && isPageSeen() && !panel.isDisposed && panel.isVisible && panel !== tracker.currentWidget;
  }

  private _schedule(panel: NotebookPanel): void {
    if (this._isBeside(panel) && !this._asking.has(panel)) {
      this._asking.add(panel);
      setTimeout(() => void this._ask(panel), REST);
    }
  }

  /** Asks about a notebook beside the current one; what changes meanwhile is asked about afterwards. */
  private async _ask(panel: NotebookPanel): Promise<void> {
    if (this._isBeside(panel) && panel.context.isReady && this._outdated.delete(panel)) {
      const live = await this._options.checker.inquire({}, panel).catch(() => null);
      if (this._isBeside(panel)) {
        this._options.show(panel, live);
      }
    }
    this._asking.delete(panel);
    if (this._outdated.has(panel)) {
      this._schedule(panel);
    }
  }

  private _asking = new Set<NotebookPanel>();
  private _current: NotebookPanel | null = null;
  private _enabled = true;
  /** Those that have changed since it was last said what is known of them. */
  private _outdated = new Set<NotebookPanel>();
}
