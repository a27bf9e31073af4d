// Getting work back: a text that ran becomes a cell again, or the text of its cell. Each is one step to undo.
import { NotebookPanel } from '@jupyterlab/notebook';
import { ISessionPage } from './model';

/** What the Session tab sees of a notebook. */
export function pageOf(panel: NotebookPanel): ISessionPage | null {
  const { context, sessionContext } = panel;
  if (panel.isDisposed || !context.isReady) {
    return null;
  }
  const cells = Array.from(context.model.cells, ({ id, type, sharedModel }, index) => ({
    id,
    index,
    source: sharedModel.getSource(),
    type
  }));
  return {
    path: context.localPath,
    client: sessionContext.session?.kernel?.clientId ?? null,
    readOnly: context.model.readOnly,
    cells: cells.filter(({ type }) => type === 'code')
  };
}

/**
 * A new code cell with a text.
 *
 * @param index - where among the cells; past the end is the end
 * @param id - of the cell that it was, so that it is the same cell again; null for another one
 * @returns its id
 */
export function insertCell(panel: NotebookPanel, index: number, source: string, id: string | null): string {
  const notebook = panel.content;
  const { sharedModel } = panel.context.model;
  const at = Math.min(index, sharedModel.cells.length);
  const { id: given } = sharedModel.insertCell(at, {
    cell_type: 'code',
    source,
    metadata: { trusted: true }, // it has no outputs
    ...(id === null ? {} : { id })
  });
  notebook.deselectAll();
  notebook.activeCellIndex = at;
  return given;
}

/** Puts a text in the place of a cell's own. */
export function putBack(panel: NotebookPanel, id: string, source: string): void {
  const index = panel.content.widgets.findIndex(({ model }) => model.id === id);
  panel.content.widgets[index]?.model.sharedModel.setSource(source);
}
