// The command behind the toolbar button: from notebook to pipeline with defaults.
import { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { Api } from '../api';
import { exportNotebook } from '../export';
import { pipelineIcon } from '../icons';

const EXPORT = 'jupyter-mldebt:export';
const OPEN_PATH = 'filebrowser:open-path';

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
    const api = new Api(app.serviceManager.serverSettings);
    app.commands.addCommand(EXPORT, {
      label: trans.__('Export Pipeline'),
      caption: trans.__('Export this notebook to a pipeline that gives the same outputs'),
      icon: pipelineIcon,
      isEnabled: () => tracker.currentWidget !== null,
      execute: async () => {
        const context = tracker.currentWidget?.context;
        if (!context) {
          return;
        }
        await context.ready;
        if (context.model.dirty) {
          await context.save(); // a pipeline belongs to a notebook on disk
          if (context.model.dirty) {
            return; // the application has said why
          }
        }
        await exportNotebook({
          api,
          trans,
          request: { path: context.localPath },
          openFolder: app.commands.hasCommand(OPEN_PATH)
            ? path => void app.commands.execute(OPEN_PATH, { path })
            : undefined
        });
      }
    });
    palette?.addItem({ command: EXPORT, category: trans.__('ML Debt') });
  }
};
