// The panel in the right area, and the commands that show it and check anew.
import { ILayoutRestorer, JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { Dialog, ICommandPalette, Notification, showDialog } from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator, TranslationBundle } from '@jupyterlab/translation';
import { Api } from '../api';
import { panelIcon } from '../icons';
import { refusal } from '../refusal';
import { CheckPanel } from '../panel';
import { placeFor, SessionModel } from '../session/model';
import { insertCell, pageOf, putBack } from '../session/restore';
import { ISessionActions } from '../session/view';
import { IChecker } from '../tokens';
import { RESTART_RUN, RUN_NEEDS } from './live';
import { WHY } from './why';

export const SHOW = 'jupyter-mldebt:show';
const CHECK = 'jupyter-mldebt:check';
const SESSION = 'jupyter-mldebt:show-session';

interface IMeans {
  api: Api;
  session: SessionModel;
  checker: IChecker;
  tracker: INotebookTracker;
  trans: TranslationBundle;
  open: (path: string) => Promise<unknown>;
}

/** What the Session tab does to the current notebook. */
function actionsOf({ api, session, checker, tracker, trans, open }: IMeans): ISessionActions {
  const reveal = (id: string) => checker.reveal({ index: -1, id, execution_count: null }, null);
  return {
    reveal: ({ cell }) => void (cell && reveal(cell.id)),
    restore: row => {
      const panel = tracker.currentWidget;
      const { page } = session;
      if (panel && page) {
        const id = insertCell(panel, placeFor(row, page), row.execution.source, row.execution.cell);
        void reveal(id);
      }
    },
    putBack: ({ cell, execution }) => {
      if (cell && tracker.currentWidget) {
        putBack(tracker.currentWidget, cell.id, execution.source);
        void reveal(cell.id);
      }
    },
    gather: async ({ epoch: { kernel, began }, execution: { number } }) => {
      const path = session.page?.path;
      if (path === undefined) {
        return;
      }
      try {
        const gathered = await api.gather({ path, kernel, began, number });
        await open(gathered.path);
        for (const note of gathered.notes) {
          Notification.info(note, { autoClose: 10000 });
        }
      } catch (reason) {
        Notification.error(refusal(reason, trans));
      }
    },
    forget: async () => {
      const { button } = await showDialog({
        title: trans.__('Delete this record?'),
        body: trans.__(
          'What ran for this notebook is forgotten; cells that were deleted cannot be restored from it any more.'
        ),
        buttons: [Dialog.cancelButton(), Dialog.warnButton({ label: trans.__('Delete') })]
      });
      if (button.accept) {
        await session.forget();
        checker.refresh();
      }
    },
    record: async recorded => {
      const isSo = await session.record(recorded);
      if (!isSo && !session.trouble) {
        Notification.warning(trans.__('The settings of the server say that nothing is recorded.'));
      }
      checker.refresh();
    }
  };
}

export const panelPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mldebt:panel',
  description: 'Shows the findings of the current notebook and what ran for it.',
  autoStart: true,
  requires: [IChecker, INotebookTracker],
  optional: [ITranslator, ICommandPalette, ILayoutRestorer],
  activate: (
    app: JupyterFrontEnd,
    checker: IChecker,
    tracker: INotebookTracker,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter_mldebt');
    const api = new Api(app.serviceManager.serverSettings);
    const session = new SessionModel(api, () => tracker.currentWidget && pageOf(tracker.currentWidget));
    checker.ran.connect(() => session.outdate());
    tracker.currentChanged.connect(() => session.reset());
    const panel = new CheckPanel({
      checker,
      session,
      actions: actionsOf({
        api,
        session,
        checker,
        tracker,
        trans,
        open: path => app.commands.execute('docmanager:open', { path })
      }),
      trans,
      onWhy: code => void app.commands.execute(WHY, { code }),
      onRemedy: (remedy, cell) =>
        void app.commands.execute({ run: RUN_NEEDS, session: SESSION, restart: RESTART_RUN }[remedy], { cell })
    });
    app.shell.add(panel, 'right', { rank: 450 });
    restorer?.add(panel, panel.id);

    app.commands.addCommand(SHOW, {
      label: trans.__('Show ML Debt'),
      caption: trans.__('Show what a fresh run of the notebook would give'),
      icon: panelIcon,
      execute: () => app.shell.activateById(panel.id)
    });
    app.commands.addCommand(SESSION, {
      label: trans.__('Show What Ran'),
      caption: trans.__('Show what ran for the notebook, with the way back to deleted cells'),
      execute: () => {
        panel.tab = 'session';
        app.shell.activateById(panel.id);
      }
    });
    app.commands.addCommand(CHECK, {
      label: trans.__('Check Notebook for ML Debt'),
      execute: () => {
        app.shell.activateById(panel.id);
        checker.refresh();
      }
    });
    for (const command of [SHOW, SESSION, CHECK]) {
      palette?.addItem({ command, category: trans.__('ML Debt') });
    }
  }
};
