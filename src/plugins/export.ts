// The command behind the toolbar button: shows the export dialog of the current notebook.
import { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { URLExt } from '@jupyterlab/coreutils';
import { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator, TranslationBundle } from '@jupyterlab/translation';
import { PartialJSONObject } from '@lumino/coreutils';
import { Api } from '../api';
import { ExportModel, ISubject } from '../export/model';
import { notify } from '../export/notify';
import { IOpener } from '../export/result';
import { pipelineIcon } from '../icons';
import { SHOW } from './panel';

const EXPORT = 'jupyter-mldebt:export';
const OPEN_PATH = 'filebrowser:open-path';
const OPEN_FILE = 'docmanager:open';

/** An open notebook, as an export sees it. */
function subjectOf(panel: NotebookPanel, trans: TranslationBundle): ISubject {
  const { context } = panel;
  return {
    get path() {
      return context.localPath;
    },
    get dirty() {
      return !panel.isDisposed && context.model.dirty;
    },
    document: () => {
      if (panel.isDisposed) {
        throw new Error(trans.__('The notebook was closed: open it again to export it.'));
      }
      return context.model.toJSON() as PartialJSONObject;
    },
    save: async () => {
      await context.save(); // the application says itself why it could not be saved
      return !context.model.dirty;
    }
  };
}

export const exportPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mldebt:export',
  description: 'Exports the current notebook to a pipeline.',
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ITranslator, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    tracker: INotebookTracker,
    translator: ITranslator | null,
    palette: ICommandPalette | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter_mldebt');
    const { serverSettings, events } = app.serviceManager;
    const api = new Api(serverSettings);
    /** What goes on for a notebook, and what takes away the notification that tells of it. */
    const underWay = new WeakMap<NotebookPanel, { model: ExportModel; silence: () => void }>();
    const browse = (path: string) => window.open(URLExt.join(serverSettings.baseUrl, 'tree', path), '_blank');
    const open: IOpener = {
      folder: path =>
        app.commands.hasCommand(OPEN_PATH) ? void app.commands.execute(OPEN_PATH, { path }) : void browse(path),
      file: path => void app.commands.execute(OPEN_FILE, { path })
    };

    const show = async (panel: NotebookPanel) => {
      const { ExportDialog } = await import('../export/dialog');
      const known = underWay.get(panel);
      known?.silence();
      underWay.delete(panel);
      const model =
        known?.model ?? new ExportModel({ api, subject: subjectOf(panel, trans), trans, events: events?.stream });
      const dialog = new ExportDialog({
        model,
        trans,
        open,
        showFindings: () => void app.commands.execute(SHOW),
        onClose: () => {
          if (model.phase === 'working') {
            underWay.set(panel, { model, silence: notify(model, trans, () => void show(panel)) });
          }
        }
      });
      dialog.show();
      if (!known) {
        void model.plan();
      }
    };

    app.commands.addCommand(EXPORT, {
      label: trans.__('Export Pipeline'),
      caption: trans.__('Export this notebook to a pipeline that gives the same outputs'),
      icon: pipelineIcon,
      isEnabled: () => tracker.currentWidget !== null,
      execute: async () => {
        const panel = tracker.currentWidget;
        if (panel && !document.querySelector('.jp-MLDebt-ExportHost')) {
          await panel.context.ready;
          await show(panel);
        }
      }
    });
    palette?.addItem({ command: EXPORT, category: trans.__('ML Debt') });
  }
};
