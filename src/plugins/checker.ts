// Offers the checker of the current notebook, set up as the settings say.
import { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { Api } from '../api';
import { IChecker } from '../tokens';
import { Checker } from '../tracker';

export const checkerPlugin: JupyterFrontEndPlugin<IChecker> = {
  id: 'jupyter-mldebt:checker',
  description: 'Checks the current notebook while it is edited and run.',
  autoStart: true,
  provides: IChecker,
  requires: [INotebookTracker],
  optional: [ISettingRegistry],
  activate: (app: JupyterFrontEnd, tracker: INotebookTracker, registry: ISettingRegistry | null): IChecker => {
    const api = new Api(app.serviceManager.serverSettings);
    const checker = new Checker({ tracker, check: request => api.check(request) });
    const read = ({ composite }: ISettingRegistry.ISettings) => {
      checker.live = composite.liveChecking as boolean;
      checker.debounce = composite.debounce as number;
    };
    registry?.load(checkerPlugin.id).then(
      settings => {
        read(settings);
        settings.changed.connect(read);
      },
      reason => console.warn('jupyter-mldebt goes on with its default settings:', reason)
    );
    return checker;
  }
};
