// Actions on cells by their ids: run, select.
import { ISessionContextDialogs } from '@jupyterlab/apputils';
import { Cell } from '@jupyterlab/cells';
import { NotebookActions, NotebookPanel } from '@jupyterlab/notebook';
import { ITranslator } from '@jupyterlab/translation';

function widgetsOf(panel: NotebookPanel, ids: readonly string[]): Cell[] {
  const byId = new Map(panel.content.widgets.map(widget => [widget.model.id, widget]));
  return ids.flatMap(id => byId.get(id) ?? []);
}

/** Runs cells one after the other, in the order given, up to the first that fails. */
export function runCells(
  panel: NotebookPanel,
  ids: readonly string[],
  dialogs?: ISessionContextDialogs,
  translator?: ITranslator
): Promise<boolean> {
  return NotebookActions.runCells(panel.content, widgetsOf(panel, ids), panel.sessionContext, dialogs, translator);
}

/** Selects these cells and no others; the first becomes the active one. */
export function selectCells(panel: NotebookPanel, ids: readonly string[]): void {
  const notebook = panel.content;
  const cells = widgetsOf(panel, ids);
  if (cells.length > 0) {
    notebook.mode = 'command';
    notebook.deselectAll();
    notebook.activeCellIndex = notebook.widgets.indexOf(cells[0]);
    cells.forEach(cell => notebook.select(cell));
  }
}
