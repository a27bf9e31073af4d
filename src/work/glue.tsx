// The share of glue: a line for the panel's head, and its parts with the cells in which they stand. Views with props only.
import { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { firstLine } from '../model';
import { CellRef, CellWork, Work } from '../report';
import { cellLabel } from '../words';
import { Bar } from './bar';
import { kindWords, partsOf, partsWords } from './words';

const MOST_CELLS = 8;

export function share({ glue, statements }: { glue: number; statements: number }): number {
  return Math.floor((100 * glue) / statements);
}

/** How much of the notebook is glue; a click opens the parts. */
export function GlueLine(props: { work: Work; trans: TranslationBundle; onOpen: () => void }): JSX.Element | null {
  const { work, trans, onOpen } = props;
  if (work.statements === 0) {
    return null;
  }
  const parts = partsOf(work.kinds);
  const said = trans._n('%2 % of %1 statement is glue', '%2 % of %1 statements are glue', work.statements, share(work));
  const glue = partsWords(
    parts.filter(({ isGlue }) => isGlue),
    trans
  );
  return (
    <button className="jp-MLDebt-glueLine" title={[said, glue].filter(Boolean).join(': ')} onClick={onOpen}>
      <span>{trans.__('Glue %1 %', share(work))}</span>
      <span className="jp-MLDebt-hidden">{trans.__('of the statements: %1. Show the parts', glue || '0')}</span>
      <Bar parts={parts} whole={work.statements} trans={trans} />
    </button>
  );
}

interface IGlueProps {
  work: Work;
  /** Text of each cell. */
  sources: readonly string[];
  trans: TranslationBundle;
  onGo: (cell: CellRef) => void;
}

/** The parts; a chosen one says in which cells it stands, else those with the most glue are listed. */
export function GlueView(props: IGlueProps): JSX.Element {
  const { work, trans } = props;
  const [chosen, setChosen] = React.useState<string | null>(null);
  const parts = partsOf(work.kinds);
  const kind = chosen !== null && chosen in work.kinds ? chosen : null;
  const most = Math.max(...parts.map(({ count }) => count));
  return (
    <section className="jp-MLDebt-work">
      <h3>
        {trans._n('%2 % of %1 statement is glue', '%2 % of %1 statements are glue', work.statements, share(work))}
      </h3>
      <p>
        {trans.__(
          'Glue only carries data: it loads, saves, converts, reshapes, renames, finds files or sets up plots.'
        )}
      </p>
      <ul className="jp-MLDebt-parts" aria-label={trans.__('Kinds of work')}>
        {parts.map(part => (
          <li key={part.kind}>
            <button
              aria-pressed={kind === part.kind}
              onClick={() => setChosen(kind === part.kind ? null : part.kind)}
              title={part.isGlue ? trans.__('glue') : undefined}
            >
              <span className="jp-MLDebt-partName">{kindWords(part.kind, trans)}</span>
              <span className="jp-MLDebt-partCount">{part.count}</span>
              {part.isGlue && <span className="jp-MLDebt-hidden">{trans.__('glue')}</span>}
              <Bar parts={[part]} whole={most} trans={trans} />
            </button>
          </li>
        ))}
      </ul>
      <Cells {...props} kind={kind} />
    </section>
  );
}

function Cells(props: IGlueProps & { kind: string | null }): JSX.Element {
  const { work, sources, kind, trans, onGo } = props;
  const countOf = ({ glue, kinds }: CellWork) => (kind === null ? glue : (kinds[kind] ?? 0));
  const found = work.cells.filter(countOf).sort((a, b) => countOf(b) - countOf(a) || a.cell.index - b.cell.index);
  const whole = Math.max(...found.map(({ statements }) => statements), 1);
  return (
    <>
      <h4>
        {kind === null ? trans.__('Cells with the most glue') : trans.__('Cells with “%1”', kindWords(kind, trans))}
      </h4>
      {found.length === 0 && <p>{trans.__('None.')}</p>}
      <ul className="jp-MLDebt-glueCells">
        {found.slice(0, kind === null ? MOST_CELLS : undefined).map(own => (
          <li key={own.cell.index}>
            <button onClick={() => onGo(own.cell)}>
              <span className="jp-MLDebt-cell">
                <span>{cellLabel(own.cell, trans)}</span> <code>{firstLine(sources[own.cell.index] ?? '')}</code>
              </span>
              <span>{trans.__('%1 of %2', countOf(own), own.statements)}</span>
              <Bar parts={partsOf(own.kinds)} whole={whole} trans={trans} />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
