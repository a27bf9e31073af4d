// Decorate: the marks beside the cells of one notebook. They lie over the margin, so that nothing moves.
import { NotebookPanel } from '@jupyterlab/notebook';
import { TranslationBundle } from '@jupyterlab/translation';
import { iconElement } from '../icons';
import { Live } from '../report';
import { ICellMarks, marksOf } from './marks';
import { CellNamer, markSentences, markWord } from './words';

const MARK = 'jp-MLDebt-mark';

/** Shows what is known of a notebook's cells; null takes all marks away. */
export function decorate(panel: NotebookPanel, live: Live | null, trans: TranslationBundle): void {
  const marks = live ? marksOf(live) : new Map<string, ICellMarks>();
  const { widgets } = panel.content;
  const nameOf: CellNamer = id =>
    trans.__(
      'cell %1',
      widgets.findIndex(widget => widget.model.id === id)
    );
  for (const { node, model } of widgets) {
    const old = node.querySelector(`:scope > .${MARK}`);
    const own = marks.get(model.id);
    const why = own
      ? markSentences(own, nameOf, trans)
          .map(({ text }) => text)
          .join('\n')
      : '';
    if (!own) {
      old?.remove();
    } else if (old?.getAttribute('title') !== why) {
      old?.remove();
      node.append(markNode(own, why, trans));
    }
  }
}

function markNode({ marks }: ICellMarks, why: string, trans: TranslationBundle): HTMLElement {
  const node = document.createElement('div');
  node.className = `${MARK} jp-mod-${marks[0]}`;
  node.setAttribute('role', 'img');
  node.setAttribute('aria-label', why);
  node.title = why;
  const word = document.createElement('span');
  word.textContent = markWord(marks[0], trans);
  node.append(...marks.map(iconElement), word);
  return node;
}
