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

/** A sentence and what it is about. */
export interface ISentence {
  about: Mark | 'drifted' | 'unknown';
  text: string;
}

/** Why a cell is marked, a sentence for each mark. */
export function markSentences(marks: ICellMarks, nameOf: CellNamer, trans: TranslationBundle): ISentence[] {
  return marks.marks.flatMap((about): ISentence[] => {
    switch (about) {
      case 'stale':
        return [{ about, text: staleSentence(marks.reasons, nameOf, trans) }];
      case 'edited':
        return [{ about, text: trans.__('Edited: its text is not the text of its last run.') }];
      case 'orphaned':
        return marks.orphans.map(name => ({ about, text: orphanSentence(name, marks.reasons, nameOf, trans) }));
      case 'never-run':
        return [{ about, text: trans.__('Never run on this kernel.') }];
    }
  });
}

/** Why a fresh run would differ in a cell, where its marks don't tell. */
export function driftSentences({ marks, reasons }: ICellMarks, trans: TranslationBundle): ISentence[] {
  const isTold = marks.some(mark => mark !== 'never-run');
  const drifts = isTold ? [] : reasons.filter(({ kind }) => kind === 'drifted');
  return drifts.map(reason => ({ about: 'drifted', text: driftSentence(reason, trans) }));
}

function driftSentence(reason: Reason, trans: TranslationBundle): string {
  switch (reason.why) {
    case 'read':
      return trans.__('Drifted: it ran with another “%1” than a fresh run gives it.', reason.name);
    case 'final':
      return trans.__('Drifted: a fresh run would leave another “%1”.', reason.name);
    case 'stops':
      return trans.__('Drifted: a fresh run would stop here, where “%1” is missing.', reason.name);
    case 'interrupted':
      return trans.__('Drifted: its last run was interrupted.');
    default:
      return trans.__('Drifted: a fresh run would not give this.');
  }
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
