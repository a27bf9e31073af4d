// Words for kinds of work and for the parts of the preparation graph.
import { TranslationBundle } from '@jupyterlab/translation';
import { PreparationMeasure, PreparationNode } from '../report';

/** The kinds that only carry data between packages, as the contract lists them. */
const GLUE: readonly string[] = ['load', 'convert', 'reshape', 'rename', 'path', 'save'];

export interface IPart {
  kind: string;
  count: number;
  isGlue: boolean;
}

/** Glue first, and of each the largest part. */
export function partsOf(kinds: Readonly<Record<string, number>>): IPart[] {
  return Object.entries(kinds)
    .map(([kind, count]) => ({ kind, count, isGlue: GLUE.includes(kind) }))
    .sort((a, b) => Number(b.isGlue) - Number(a.isGlue) || b.count - a.count || a.kind.localeCompare(b.kind));
}

export function kindWords(kind: string, trans: TranslationBundle): string {
  const words: Record<string, string> = {
    load: trans.__('load'),
    convert: trans.__('convert'),
    reshape: trans.__('reshape'),
    rename: trans.__('rename'),
    path: trans.__('paths and files'),
    plot: trans.__('plot'),
    save: trans.__('save'),
    feature: trans.__('feature'),
    split: trans.__('split'),
    fit: trans.__('fit'),
    predict: trans.__('predict'),
    evaluate: trans.__('evaluate'),
    display: trans.__('display'),
    define: trans.__('define'),
    compute: trans.__('compute')
  };
  return words[kind] ?? kind;
}

export function partsWords(parts: readonly IPart[], trans: TranslationBundle): string {
  return parts.map(({ kind, count }) => `${kindWords(kind, trans)} ${count}`).join(', ');
}

export function nodeWords(kind: PreparationNode['kind'], trans: TranslationBundle): string {
  return {
    input: trans.__('input'),
    table: trans.__('table'),
    join: trans.__('join'),
    file: trans.__('file'),
    fit: trans.__('fit')
  }[kind];
}

/** What the measure is made of. */
export function measureWords(measure: PreparationMeasure, trans: TranslationBundle): string {
  const { inputs, joins, files, branches, overwritten, depth } = measure;
  return [
    inputs && trans._n('%1 input', '%1 inputs', inputs),
    joins && trans._n('%1 join', '%1 joins', joins),
    files && trans._n('%1 intermediate file', '%1 intermediate files', files),
    branches && trans._n('%1 branch', '%1 branches', branches),
    overwritten && trans._n('%1 overwritten table', '%1 overwritten tables', overwritten),
    trans._n('%1 step on the longest way', '%1 steps on the longest way', depth)
  ]
    .filter(Boolean)
    .join(', ');
}
