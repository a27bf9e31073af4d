import { nullTranslator } from '@jupyterlab/translation';
import { live } from '../../__tests__/samples';
import { Reason } from '../../report';
import { countMarks, doubtful, ICellMarks, marksOf } from '../marks';
import { driftSentences, markSentences } from '../words';

const trans = nullTranslator.load('jupyter_mldebt');
const reason = (changes: Partial<Reason>): Reason => ({
  cell: 'c',
  kind: 'stale',
  source: 'a',
  name: 'x',
  why: 'ran',
  ...changes
});
const sentences = (marks: Partial<ICellMarks>) =>
  markSentences({ marks: [], orphans: [], reasons: [], ...marks }, id => `cell ${id}`, trans).map(({ text }) => text);

it('files what is said by cell, in one order', () => {
  const reasons = [reason({}), reason({ cell: 'd' })];
  const marks = marksOf(
    live({
      orphaned: [
        ['c', 'x'],
        ['c', 'y']
      ],
      never_run: ['a'],
      edited: ['c'],
      stale: ['d', 'c'],
      reasons
    })
  );
  expect(Object.fromEntries(marks)).toEqual({
    a: { marks: ['never-run'], orphans: [], reasons: [] },
    c: { marks: ['stale', 'edited', 'orphaned'], orphans: ['x', 'y'], reasons: [reasons[0]] },
    d: { marks: ['stale'], orphans: [], reasons: [reasons[1]] }
  });
});

it('counts cells, not names', () => {
  const orphaned: [string, string][] = [
    ['c', 'x'],
    ['c', 'y']
  ];
  expect(countMarks(live({ orphaned, stale: ['a', 'b'] }))).toEqual([
    ['stale', 2],
    ['orphaned', 1]
  ]);
});

it.each([
  ['ran', 'Stale: cell a, on which it depends by “x”, ran after it.'],
  ['edited', 'Stale: cell a, on which it depends by “x”, was edited.'],
  ['stale', 'Stale: cell a, on which it depends by “x”, is stale.'],
  ['definition', 'Stale: it would now get “x” from cell a.']
] as const)('says why a cell is stale: %s', (why, sentence) => {
  expect(sentences({ marks: ['stale'], reasons: [reason({ why })] })).toEqual([sentence]);
});

it.each([
  ['deleted', null, 'Orphaned: its “x” comes from a cell that was deleted.'],
  ['client', null, 'Orphaned: its “x” comes from a console or another client of the kernel.'],
  ['former', 'a', 'Orphaned: its “x” comes from a former text of cell a.']
] as const)('says why a cell is orphaned: %s', (why, source, sentence) => {
  const reasons = [reason({ kind: 'orphaned', why, source })];
  expect(sentences({ marks: ['orphaned'], orphans: ['x'], reasons })).toEqual([sentence]);
});

it('has a sentence for each mark and each name, also without reasons', () => {
  expect(sentences({ marks: ['stale', 'edited', 'orphaned'], orphans: ['x', 'y'] })).toEqual([
    'Stale: something on which it depends was changed since it ran.',
    'Edited: its text is not the text of its last run.',
    'Orphaned: nothing in the notebook makes its “x” any more.',
    'Orphaned: nothing in the notebook makes its “y” any more.'
  ]);
  expect(sentences({ marks: ['never-run'] })).toEqual(['Never run on this kernel.']);
});

it.each([
  ['read', 'Drifted: it ran with another “x” than a fresh run gives it.'],
  ['final', 'Drifted: a fresh run would leave another “x”.'],
  ['stops', 'Drifted: a fresh run would stop here, where “x” is missing.'],
  ['interrupted', 'Drifted: its last run was interrupted.']
] as const)('says why a fresh run would differ: %s', (why, text) => {
  const reasons = [reason({ kind: 'drifted', source: null, why })];
  expect(driftSentences({ marks: [], orphans: [], reasons }, trans)).toEqual([{ about: 'drifted', text }]);
  expect(driftSentences({ marks: ['never-run'], orphans: [], reasons }, trans).length).toBe(1);
  expect(driftSentences({ marks: ['stale'], orphans: [], reasons }, trans)).toEqual([]);
});

it('doubts cells that ran and that are marked, or in which a fresh run would differ', () => {
  const reasons = [
    reason({ cell: 'd', kind: 'drifted', why: 'read' }),
    reason({ cell: 'n', kind: 'drifted', why: 'stops' })
  ];
  const found = doubtful(live({ stale: ['c'], never_run: ['m', 'n'], reasons }));
  expect([...found.keys()]).toEqual(['c', 'n', 'd']);
  expect(found.get('d')!.reasons).toEqual([reasons[0]]);
});

it('marks nothing as never run before anything ran on the kernel', () => {
  const nothing = live({ state: 'unknown', never_run: ['a', 'b'] });
  expect([marksOf(nothing).size, countMarks(nothing)]).toEqual([0, []]);
  const some = live({ state: 'valid', never_run: ['b'] });
  expect([[...marksOf(some).keys()], countMarks(some)]).toEqual([['b'], [['never-run', 1]]]);
});
