// The marks beside the cells, and the commands that run, select and foresee by what depends on what.
import { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, ISessionContextDialogs, Notification } from '@jupyterlab/apputils';
import { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { runCells, selectCells } from '../live/actions';
import { decorate } from '../live/decorate';
import { MarkWatcher } from '../live/watcher';
import { askWhatIf, ICellLine } from '../live/whatif';
import { firstLine } from '../model';
import { refusal } from '../refusal';
import { Live, RelatedCells } from '../report';
import { IChecker } from '../tokens';
import { checkerPlugin } from './checker';

export const RUN_NEEDS = 'jupyter-mldebt:run-with-needs';
const RUN_DEPENDENTS = 'jupyter-mldebt:run-dependents';
const SELECT_DEPENDENTS = 'jupyter-mldebt:select-dependents';
const WHAT_IF = 'jupyter-mldebt:what-if';
export const RESTART_RUN = 'jupyter-mldebt:restart-run-to-here';
const LAB_RESTART_RUN = 'notebook:restart-and-run-to-selected';

/** The cell that a command is about. */
interface ISubject {
  panel: NotebookPanel;
  id: string;
  index: number;
}

export const livePlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mldebt:live',
  description: 'Marks cells that are stale, edited, orphaned or never run, and runs what depends on them.',
  autoStart: true,
  requires: [IChecker, INotebookTracker],
  optional: [ITranslator, ICommandPalette, ISettingRegistry, ISessionContextDialogs],
  activate: (
    app: JupyterFrontEnd,
    checker: IChecker,
    tracker: INotebookTracker,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    registry: ISettingRegistry | null,
    dialogs: ISessionContextDialogs | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter_mldebt');
    const watcher = new MarkWatcher({
      checker,
      tracker,
      show: (panel, live) => decorate(panel, live, trans),
      isPageSeen: () => document.visibilityState !== 'hidden'
    });
    document.addEventListener('visibilitychange', () => watcher.look());
    const read = ({ composite }: ISettingRegistry.ISettings) => {
      watcher.enabled = (composite.liveMarks && composite.liveChecking) as boolean;
    };
    registry?.load(checkerPlugin.id).then(
      settings => {
        read(settings);
        settings.changed.connect(read);
      },
      () => undefined // the checker says so
    );

    /** The cell that is named, else the active one. */
    const subject = (named?: unknown): ISubject | null => {
      const panel = tracker.currentWidget;
      const id = named ?? panel?.content.activeCell?.model.id;
      const index = panel?.content.widgets.findIndex(({ model }) => model.id === id && model.type === 'code') ?? -1;
      return panel && index >= 0 ? { panel, id: String(id), index } : null;
    };
    const lineIn =
      ({ panel }: ISubject) =>
      (id: string): ICellLine | null => {
        const index = panel.content.widgets.findIndex(({ model }) => model.id === id);
        const source = panel.content.widgets[index]?.model.sharedModel.getSource();
        return source === undefined ? null : { id, label: trans.__('cell %1', index), snippet: firstLine(source) };
      };
    const run = ({ panel }: ISubject, ids: readonly string[]) =>
      runCells(panel, ids, dialogs ?? undefined, translator ?? undefined);

    /** Asks, says in a sentence why there is no answer, and goes on with one. */
    const add = (
      id: string,
      label: string,
      caption: string,
      about: 'what_if' | 'related',
      go: (subject: ISubject, live: Live) => Promise<unknown> | void
    ) => {
      app.commands.addCommand(id, {
        label,
        caption,
        isEnabled: args => subject(args.cell) !== null,
        execute: async args => {
          const cell = subject(args.cell);
          if (!cell) {
            return;
          }
          try {
            const live = await checker.inquire({ [about]: [cell.id] });
            if (live?.[about]?.[cell.id]) {
              await go(cell, live);
            } else if (live) {
              Notification.info(trans.__('This cell is empty: nothing depends on it.'));
            } else {
              Notification.warning(
                trans.__('What ran is not known: no Python kernel is running, or its executions are not recorded.')
              );
            }
          } catch (reason) {
            Notification.error(refusal(reason, trans));
          }
        }
      });
    };
    const related = (cell: ISubject, live: Live): RelatedCells => live.related![cell.id];

    add(
      RUN_NEEDS,
      trans.__('Run with What It Needs'),
      trans.__('Run the cells above that are stale, edited or never ran and that this cell needs, then the cell'),
      'related',
      (cell, live) => run(cell, related(cell, live).needs)
    );
    add(
      RUN_DEPENDENTS,
      trans.__('Run What Depends on It'),
      trans.__(
        'Run the stale cells that depend on this cell; first the cell itself where its result is not up to date'
      ),
      'related',
      (cell, live) => {
        const { reruns } = related(cell, live);
        if (reruns.length === 0) {
          Notification.info(trans.__('Nothing that depends on this cell is stale.'), { autoClose: 3000 });
          return;
        }
        return run(cell, reruns);
      }
    );
    add(
      SELECT_DEPENDENTS,
      trans.__('Select Dependents'),
      trans.__('Select the cells that depend on this cell'),
      'related',
      (cell, live) => {
        const { dependents } = related(cell, live);
        if (dependents.length === 0) {
          Notification.info(trans.__('No cell depends on this cell.'), { autoClose: 3000 });
        }
        selectCells(cell.panel, dependents);
      }
    );
    add(
      WHAT_IF,
      trans.__('What If I Ran This Now…'),
      trans.__('Show which results would become stale and which cells would fail'),
      'what_if',
      async (cell, live) => {
        const accepted = await askWhatIf({
          title: trans.__('If cell %1 ran now', cell.index),
          whatIf: live.what_if![cell.id],
          lineOf: lineIn(cell),
          trans,
          onGo: id => void checker.reveal({ index: -1, id, execution_count: null }, null)
        });
        if (accepted) {
          await run(cell, [cell.id]);
        }
      }
    );
    app.commands.addCommand(RESTART_RUN, {
      label: trans.__('Restart and Run to Here…'),
      caption: trans.__('Restart the kernel and run all cells down to this one'),
      isEnabled: args => subject(args.cell) !== null && app.commands.hasCommand(LAB_RESTART_RUN),
      execute: async args => {
        const cell = subject(args.cell);
        if (cell) {
          selectCells(cell.panel, [cell.id]);
          await app.commands.execute(LAB_RESTART_RUN);
        }
      }
    });
    for (const command of [RUN_NEEDS, RUN_DEPENDENTS, SELECT_DEPENDENTS, WHAT_IF, RESTART_RUN]) {
      palette?.addItem({ command, category: trans.__('ML Debt') });
    }
  }
};
