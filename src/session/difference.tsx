// The difference between a text that ran and the one that stands, line by line.
import { TranslationBundle } from '@jupyterlab/translation';
import { diffLines } from 'diff';
import * as React from 'react';

export function Difference(props: { ran: string; stands: string; trans: TranslationBundle }): JSX.Element {
  const { ran, stands, trans } = props;
  const parts = diffLines(`${ran}\n`, `${stands}\n`); // or a last line would differ by its missing end
  return (
    <pre
      className="jp-MLDebt-difference"
      aria-label={trans.__('From the text that ran (−) to the one that stands (+)')}
    >
      {parts.flatMap(({ added, removed, value }, i) => {
        const Line = added ? 'ins' : removed ? 'del' : 'span';
        const sign = added ? '+' : removed ? '−' : ' ';
        return value
          .replace(/\n$/, '')
          .split('\n')
          .map((line, j) => <Line key={`${i} ${j}`}>{`${sign} ${line}\n`}</Line>);
      })}
    </pre>
  );
}
