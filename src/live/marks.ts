// Marks: what the live answer says of each cell, in the order in which they are shown.
import { Live, Reason } from '../report';

export type Mark = 'stale' | 'edited' | 'orphaned' | 'never-run';

/** Of several, the first is the one that is spelled out. */
export const MARKS: readonly Mark[] = ['stale', 'edited', 'orphaned', 'never-run'];

/** What is said of a cell. */
export interface ICellMarks {
  marks: readonly Mark[];
  /** Names whose value is nobody's on the page. */
  orphans: readonly string[];
  reasons: readonly Reason[];
}

/** Before a first cell ran on the kernel none has: that is said once, above all cells, and not at each. */
function neverRun(live: Live): string[] {
  return live.state === 'unknown' ? [] : live.never_run;
}

/** The cells of which something is said, by id. */
export function marksOf(live: Live): Map<string, ICellMarks> {
  const cells: Record<Mark, string[]> = {
    stale: live.stale,
    edited: live.edited,
    orphaned: live.orphaned.map(([cell]) => cell),
    'never-run': neverRun(live)
  };
  const found = new Map<string, ICellMarks>();
  for (const cell of new Set(MARKS.flatMap(mark => cells[mark]))) {
    found.set(cell, {
      marks: MARKS.filter(mark => cells[mark].includes(cell)),
      orphans: live.orphaned.filter(([reader]) => reader === cell).map(([, name]) => name),
      reasons: (live.reasons ?? []).filter(reason => reason.cell === cell)
    });
  }
  return found;
}

/** The cells not to be relied on: those that ran and are marked, and those in which a fresh run would differ. */
export function doubtful(live: Live): Map<string, ICellMarks> {
  const found = marksOf(live);
  for (const reason of live.reasons ?? []) {
    if (reason.kind === 'drifted' && !found.has(reason.cell)) {
      const reasons = live.reasons!.filter(({ cell }) => cell === reason.cell);
      found.set(reason.cell, { marks: [], orphans: [], reasons });
    }
  }
  for (const cell of live.never_run) {
    if (!found.get(cell)?.reasons.some(({ kind }) => kind === 'drifted')) {
      found.delete(cell);
    }
  }
  return found;
}

/** How many cells have each mark; without those that none has. */
export function countMarks(live: Live): [Mark, number][] {
  const counts: Record<Mark, number> = {
    stale: live.stale.length,
    edited: live.edited.length,
    orphaned: new Set(live.orphaned.map(([cell]) => cell)).size,
    'never-run': neverRun(live).length
  };
  return MARKS.map(mark => [mark, counts[mark]] as [Mark, number]).filter(([, count]) => count > 0);
}
