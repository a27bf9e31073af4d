// The panel in the right area, and the commands that show it and check anew.
import { ILayoutRestorer, JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { panelIcon } from '../icons';
import { CheckPanel } from '../panel';
import { IChecker } from '../tokens';
import { WHY } from './why';

export const SHOW = 'jupyter-mldebt:show';
const CHECK = 'jupyter-mldebt:check';

export const panelPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mldebt:panel',
  description: 'Shows the findings of the current notebook.',
  autoStart: true,
  requires: [IChecker],
  optional: [ITranslator, ICommandPalette, ILayoutRestorer],
  activate: (
    app: JupyterFrontEnd,
    checker: IChecker,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter_mldebt');
    const panel = new CheckPanel(checker, trans, code => void app.commands.execute(WHY, { code }));
    app.shell.add(panel, 'right', { rank: 450 });
    restorer?.add(panel, panel.id);

    app.commands.addCommand(SHOW, {
      label: trans.__('Show ML Debt'),
      caption: trans.__('Show what a fresh run of the notebook would give'),
      icon: panelIcon,
      execute: () => app.shell.activateById(panel.id)
    });
    app.commands.addCommand(CHECK, {
      label: trans.__('Check Notebook for ML Debt'),
      execute: () => {
        app.shell.activateById(panel.id);
        checker.refresh();
      }
    });
    for (const command of [SHOW, CHECK]) {
      palette?.addItem({ command, category: trans.__('ML Debt') });
    }
  }
};
