// Exports the current notebook with defaults and tells, in one notification, how far it is and how it ended.
import { Dialog, Notification, showDialog } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import { TranslationBundle } from '@jupyterlab/translation';
import { Api } from './api';
import { refusal } from './refusal';
import { ExportJob, ExportRequest } from './report';

const POLL_MS = 500;
const LONGEST_PATH = 70;

/** How a notification shall look. JupyterLab cuts a message at 140 characters. */
export interface IOutcome {
  type: 'success' | 'warning' | 'error' | 'info';
  message: string;
  /** One sentence each, for the dialog. */
  details: string[];
}

/**
 * Starts an export and follows it to its end.
 * @param onProgress - called with each answer of the server while it runs
 */
export async function follow(
  api: Pick<Api, 'startExport' | 'exportJob'>,
  request: ExportRequest,
  onProgress: (job: ExportJob) => void,
  pollMs = POLL_MS
): Promise<ExportJob> {
  let job = await api.startExport(request);
  while (job.status === 'running') {
    onProgress(job);
    await new Promise(done => setTimeout(done, pollMs));
    job = await api.exportJob(job.job);
  }
  return job;
}

/** The end of a long path: a message must not be cut before it has said what it has to say. */
function short(path: string): string {
  const end = path.slice(-LONGEST_PATH);
  return end === path ? path : `…${end.includes('/') ? end.slice(end.indexOf('/')) : end}`;
}

/** What the end of an export means for a person. */
export function outcomeOf(job: ExportJob, trans: TranslationBundle): IOutcome {
  if (job.status === 'cancelled') {
    return { type: 'info', message: trans.__('The export was cancelled.'), details: [] };
  }
  const verification = job.result?.verification ?? null;
  const folder = short(job.folder);
  if (job.status === 'failed') {
    return {
      type: 'error',
      message: trans.__('The export failed: %1', job.message ?? ''),
      details: [job.message ?? '']
    };
  }
  if (verification === null) {
    return { type: 'info', message: trans.__('Pipeline written to %1, not verified.', folder), details: [] };
  }
  if (verification.verified) {
    return {
      type: 'success',
      message: trans.__('Verified pipeline written to %1: it gives the outputs of the notebook.', folder),
      details: []
    };
  }
  return {
    type: 'warning',
    message: trans.__('Pipeline written to %1, but not verified: %2', folder, verification.reasons[0] ?? ''),
    details: verification.reasons
  };
}

export interface IExportOptions {
  api: Api;
  request: ExportRequest;
  trans: TranslationBundle;
  /** Shows a folder to the user, where the application can. */
  openFolder?: (path: string) => void;
}

/** The export that the toolbar button starts. */
export async function exportNotebook(options: IExportOptions): Promise<void> {
  const { api, request, trans, openFolder } = options;
  const name = PathExt.basename(request.path);
  let id = ''; // shown once the server has taken the export: an update of a toast that is not drawn yet is lost
  try {
    const job = await follow(api, request, running => {
      const message = trans.__('Exporting %1: %2', name, running.progress || trans.__('starting'));
      const cancel = () => void api.cancelExport(running.job).catch(() => undefined);
      const actions = [{ label: trans.__('Cancel'), callback: cancel }];
      if (id) {
        Notification.update({ id, message, actions });
      } else {
        id = Notification.emit(message, 'in-progress', { autoClose: false, actions });
      }
    });
    const { type, message, details } = outcomeOf(job, trans);
    const actions = [];
    if (job.status === 'done' && openFolder) {
      actions.push({ label: trans.__('Open folder'), callback: () => openFolder(job.folder) });
    }
    if (details.length > 0) {
      actions.push({ label: trans.__('Details'), callback: () => void showDetails(message, details, trans) });
    }
    finish(id, type, message, actions);
  } catch (reason) {
    finish(id, 'error', trans.__('The export failed: %1', refusal(reason, trans)), []);
  }
}

/** A toast that was dismissed meanwhile is shown again: the end is what the user waits for. */
function finish(id: string, type: IOutcome['type'], message: string, actions: Notification.IAction[]): void {
  if (!id || !Notification.update({ id, type, message, actions, autoClose: false })) {
    Notification.emit(message, type, { autoClose: false, actions });
  }
}

async function showDetails(title: string, details: string[], trans: TranslationBundle): Promise<void> {
  await showDialog({ title, body: details.join('\n\n'), buttons: [Dialog.okButton({ label: trans.__('Close') })] });
}
