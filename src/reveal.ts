// Brings a cell into view, however long the notebook is, marks the range in it and lets it flash.
import { Cell } from '@jupyterlab/cells';
import { NotebookPanel } from '@jupyterlab/notebook';
import { editorRange } from './columns';
import { CellRef, Range } from './report';

const FLASH = 'jp-MLDebt-flash';
const FLASH_MS = 1500;
const TRIES = 200; // 10 s: a busy browser takes its time to attach far cells
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
    const selection = editorRange(widget.model.sharedModel.getSource(), range);
    widget.editor.setSelection(selection);
    widget.editor.revealSelection(selection); // its line, in a cell that is longer than the page
  }
  widget.addClass(FLASH);
  setTimeout(() => widget.removeClass(FLASH), FLASH_MS);
  return true;
}

/**
 * Far cells are attached bit by bit while the page idles, and heights change meanwhile: one call is not enough. Who goes elsewhere is left in peace.
 */
async function scrollTo(panel: NotebookPanel, widget: Cell, index: number): Promise<void> {
  const isSought = () => !widget.isDisposed && panel.content.activeCellIndex === index;
  for (let tries = 0; tries < TRIES && isSought() && !inView(panel, widget); tries++) {
    if (widget.isAttached) {
      const input = inputOf(widget);
      const isLong = input.getBoundingClientRect().height > panel.content.node.clientHeight;
      input.scrollIntoView({ block: isLong ? 'start' : 'center' });
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
  const cell = inputOf(widget).getBoundingClientRect();
  const frame = panel.content.node.getBoundingClientRect();
  return cell.height > 0 && cell.bottom > frame.top && cell.top >= frame.top - 1 && cell.top < frame.bottom - 20;
}

/** The part with the text, once it is laid out: long outputs below it are not what is looked for. */
function inputOf(widget: Cell): Element {
  const input = widget.node.querySelector('.jp-Cell-inputWrapper');
  return input && input.getBoundingClientRect().height > 0 ? input : widget.node;
}
