// Watcher: keeps the marks of each notebook in step with what is known of it, and asks for more only while one can be seen.
import { MessageLoop } from '@lumino/messaging';
import { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { Live } from '../report';
import { IChecker } from '../tokens';

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
    tracker.currentChanged.connect(this.look, this);
    tracker.forEach(panel => this._onAdded(tracker, panel));
    tracker.widgetAdded.connect(this._onAdded, this);
    this.look();
  }

  get enabled(): boolean {
    return this._enabled;
  }
  set enabled(enabled: boolean) {
    this._enabled = enabled;
    if (!enabled) {
      this._options.tracker.forEach(panel => this._options.show(panel, null));
    }
    this.look();
    this._onChanged();
  }

  /** Whether anybody can see marks may have changed. */
  look(): void {
    const { checker, tracker, isPageSeen } = this._options;
    checker.watch('marks', this._enabled && isPageSeen() && (tracker.currentWidget?.isVisible ?? false));
  }

  private _onAdded(_: unknown, panel: NotebookPanel): void {
    MessageLoop.installMessageHook(panel, (_, { type }) => {
      if (type === 'after-show' || type === 'after-attach' || type === 'before-hide' || type === 'before-detach') {
        queueMicrotask(() => this.look()); // the panel itself hears it after this hook
      }
      return true;
    });
    const outdate = () => {
      if (panel !== this._options.tracker.currentWidget) {
        this._options.show(panel, null); // nobody asks about it until it is the current one again
      }
    };
    panel.sessionContext.kernelChanged.connect(outdate);
    panel.sessionContext.statusChanged.connect(outdate);
    void panel.context.ready.then(() => panel.context.model?.contentChanged.connect(outdate));
  }

  private _onChanged(): void {
    const { checker, tracker, show } = this._options;
    const panel = tracker.currentWidget;
    const { kind } = checker.model.status;
    if (this._enabled && panel && (kind === 'report' || kind === 'trouble')) {
      show(panel, checker.model.live);
    }
  }

  private _enabled = true;
}
