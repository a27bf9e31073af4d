// Brings a cell into view, however long the notebook is, marks the range in it and lets it flash.
import { Cell } from '@jupyterlab/cells';
import { NotebookPanel } from '@jupyterlab/notebook';
import { editorRange } from './columns';
import { CellRef, Range } from './report';

const FLASH = 'jp-MLDebt-flash';
const FLASH_MS = 1500;
const TRIES = 40;
const READY_MS = 2000;

const pause = (ms: number) => new Promise<void>(done => setTimeout(done, ms));

/** The cell that a report means: by its id, else by its position. */
export function findCell(panel: NotebookPanel, cell: CellRef): number {
  const { widgets } = panel.content;
  const byId = cell.id === null ? -1 : widgets.findIndex(widget => widget.model.id === cell.id);
  return byId >= 0 || cell.id !== null ? byId : Math.min(cell.index, widgets.length - 1);
}

/** @returns whether the cell is still there */
export async function reveal(panel: NotebookPanel, cell: CellRef, range: Range | null): Promise<boolean> {
  const notebook = panel.content;
  const index = findCell(panel, cell);
  if (index < 0) {
    return false;
  }
  const widget = notebook.widgets[index];
  notebook.deselectAll();
  notebook.activeCellIndex = index;
  await scrollTo(panel, widget, index);
  await Promise.race([widget.ready, pause(READY_MS)]); // its editor is made after it was seen
  if (widget.isDisposed) {
    return false;
  }
  if (range && widget.editor) {
    widget.editor.setSelection(editorRange(widget.model.sharedModel.getSource(), range));
  }
  widget.addClass(FLASH);
  setTimeout(() => widget.removeClass(FLASH), FLASH_MS);
  return true;
}

/** Far cells are attached bit by bit while the page idles, and heights change meanwhile: one call is not enough. */
async function scrollTo(panel: NotebookPanel, widget: Cell, index: number): Promise<void> {
  for (let tries = 0; tries < TRIES && !widget.isDisposed && !inView(panel, widget); tries++) {
    if (widget.isAttached) {
      widget.node.scrollIntoView({ block: 'center' });
    } else {
      void panel.content.scrollToItem(index, 'center').catch(() => undefined);
    }
    await pause(50);
  }
}

function inView(panel: NotebookPanel, widget: Cell): boolean {
  if (!widget.isAttached) {
    return false;
  }
  const cell = widget.node.getBoundingClientRect();
  const frame = panel.content.node.getBoundingClientRect();
  return cell.height > 0 && cell.bottom > frame.top && cell.top >= frame.top - 1 && cell.top < frame.bottom - 20;
}
