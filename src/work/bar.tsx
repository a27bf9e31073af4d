// A bar of kinds of work: glue is hatched. It says nothing to a screen reader: the words stand beside it.
import { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { IPart, kindWords } from './words';

/** @param props.whole - the statements of the whole bar */
export function Bar(props: { parts: readonly IPart[]; whole: number; trans: TranslationBundle }): JSX.Element {
  const { parts, whole, trans } = props;
  return (
    <span className="jp-MLDebt-bar" aria-hidden="true">
      {parts.map(({ kind, count, isGlue }) => (
        <span
          key={kind}
          className={isGlue ? 'jp-mod-glue' : ''}
          style={{ width: `${(100 * count) / whole}%` }}
          title={`${kindWords(kind, trans)}: ${count}`}
        />
      ))}
    </span>
  );
}
