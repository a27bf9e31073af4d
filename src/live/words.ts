// Words for live states: one each for a mark, sentences for why.
import { TranslationBundle } from '@jupyterlab/translation';
import { Reason } from '../report';
import { ICellMarks, Mark } from './marks';

/** How a cell is called, by its id. */
export type CellNamer = (id: string) => string;

export function markWord(mark: Mark, trans: TranslationBundle): string {
  switch (mark) {
    case 'stale':
      return trans.__('stale');
    case 'edited':
      return trans.__('edited');
    case 'orphaned':
      return trans.__('orphaned');
    case 'never-run':
      return trans.__('never run');
  }
}

export function countWords(mark: Mark, count: number, trans: TranslationBundle): string {
  switch (mark) {
    case 'stale':
      return trans._n('%1 stale', '%1 stale', count);
    case 'edited':
      return trans._n('%1 edited', '%1 edited', count);
    case 'orphaned':
      return trans._n('%1 orphaned', '%1 orphaned', count);
    case 'never-run':
      return trans._n('%1 never run', '%1 never run', count);
  }
}

/** Why a cell is marked, a sentence for each mark. */
export function markSentences(marks: ICellMarks, nameOf: CellNamer, trans: TranslationBundle): string[] {
  return marks.marks.flatMap(mark => {
    switch (mark) {
      case 'stale':
        return [staleSentence(marks.reasons, nameOf, trans)];
      case 'edited':
        return [trans.__('Edited: its text is not the text of its last run.')];
      case 'orphaned':
        return marks.orphans.map(name => orphanSentence(name, marks.reasons, nameOf, trans));
      case 'never-run':
        return [trans.__('Never run on this kernel.')];
    }
  });
}

function staleSentence(reasons: readonly Reason[], nameOf: CellNamer, trans: TranslationBundle): string {
  const reason = reasons.find(({ kind }) => kind === 'stale');
  const cell = reason?.source ? nameOf(reason.source) : '';
  switch (cell && reason?.why) {
    case 'ran':
      return trans.__('Stale: %1, on which it depends by “%2”, ran after it.', cell, reason!.name);
    case 'edited':
      return trans.__('Stale: %1, on which it depends by “%2”, was edited.', cell, reason!.name);
    case 'stale':
      return trans.__('Stale: %1, on which it depends by “%2”, is stale.', cell, reason!.name);
    case 'definition':
      return trans.__('Stale: it would now get “%2” from %1.', cell, reason!.name);
    default:
      return trans.__('Stale: something on which it depends was changed since it ran.');
  }
}

function orphanSentence(name: string, reasons: readonly Reason[], nameOf: CellNamer, trans: TranslationBundle): string {
  const reason = reasons.find(reason => reason.kind === 'orphaned' && reason.name === name);
  switch (reason?.why) {
    case 'deleted':
      return trans.__('Orphaned: its “%1” comes from a cell that was deleted.', name);
    case 'client':
      return trans.__('Orphaned: its “%1” comes from a console or another client of the kernel.', name);
    case 'former':
      return reason.source
        ? trans.__('Orphaned: its “%1” comes from a former text of %2.', name, nameOf(reason.source))
        : trans.__('Orphaned: its “%1” comes from a former text of a cell.', name);
    default:
      return trans.__('Orphaned: nothing in the notebook makes its “%1” any more.', name);
  }
}
