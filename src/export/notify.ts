// What goes on while the dialog is closed, and how it ends, as one notification.
import { Notification } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import { TranslationBundle } from '@jupyterlab/translation';
import { ExportModel } from './model';
import { Mark, verdictOf } from './words';

/** A notification that is still coming in can't be taken away. */
const ENTRY_MS = 1500;
const TYPES: Record<Mark, 'success' | 'warning' | 'error' | 'info'> = {
  valid: 'success',
  warning: 'warning',
  error: 'error',
  info: 'info'
};

/**
 * Tells of a model's job until it ends; a notification that was dismissed meanwhile is shown again then.
 * @param show - shows the dialog again
 * @returns takes the notification away
 */
export function notify(model: ExportModel, trans: TranslationBundle, show: () => void): () => void {
  const name = PathExt.basename(model.subject.path);
  const begun = Date.now();
  let id = '';
  const tell = (message: string, type: Notification.TypeOptions, actions: Notification.IAction[]) => {
    const more = { actions, autoClose: false as const };
    if (!id || !Notification.update({ id, message, type, ...more })) {
      id = type === 'in-progress' && id ? id : Notification.emit(message, type, more);
    }
  };
  const update = () => {
    const actions = [{ label: trans.__('Show'), callback: show }];
    const { job } = model;
    if (model.phase === 'working') {
      const message =
        job?.kind === 'run'
          ? trans.__('Running the pipeline of %1: %2', name, job.progress)
          : trans.__('Exporting %1: %2', name, job?.progress || trans.__('starting'));
      tell(message, 'in-progress', [...actions, { label: trans.__('Cancel'), callback: () => void model.cancel() }]);
      return;
    }
    model.changed.disconnect(update);
    if (model.phase === 'result' && job) {
      const verdict = verdictOf(job, trans);
      const text = verdict.reasons[0] ?? verdict.text;
      tell(trans.__('%1: %2. %3', name, verdict.title, text), TYPES[verdict.mark], actions);
    } else {
      tell(model.message || trans.__('%1 was not exported.', name), 'error', actions);
    }
  };
  model.changed.connect(update);
  update();
  return () => {
    model.changed.disconnect(update);
    if (id) {
      setTimeout(() => Notification.dismiss(id), begun + ENTRY_MS - Date.now());
    }
  };
}
