// The Cells tab: which results are not to be relied on, why, and what to do about it. Views with props only.
import { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { Icon } from '../icons';
import { firstLine } from '../model';
import { Live } from '../report';
import { IStanding } from '../session/model';
import { doubtful, ICellMarks } from './marks';
import { driftSentences, markSentences } from './words';

interface IProps {
  live: Live | null;
  /** The code cells in document order. */
  cells: readonly IStanding[];
  trans: TranslationBundle;
  onGo: (id: string) => void;
  onRemedy: (remedy: Remedy, id: string) => void;
}

/** What ends the doubt: a run with what it needs, what ran to choose from, or a restart. */
export type Remedy = 'run' | 'session' | 'restart';

function remedyFor({ marks }: ICellMarks): Remedy {
  if (marks.includes('stale') || marks.includes('edited')) {
    return 'run';
  }
  return marks.includes('orphaned') ? 'session' : 'restart';
}

function remedyWords(remedy: Remedy, trans: TranslationBundle): string {
  switch (remedy) {
    case 'run':
      return trans.__('Run with what it needs');
    case 'session':
      return trans.__('Show what ran');
    case 'restart':
      return trans.__('Restart and run to here…');
  }
}

export function CellsView(props: IProps): JSX.Element {
  const { live, cells, trans } = props;
  if (!live) {
    return (
      <p className="jp-MLDebt-note">
        {trans.__('What ran is not known: no kernel is running, or its executions are not recorded.')}
      </p>
    );
  }
  const found = doubtful(live);
  const undecided = new Set(live.undecided);
  const listed = cells.filter(({ id }) => found.has(id) || undecided.has(id));
  return (
    <div className="jp-MLDebt-list" tabIndex={-1}>
      {listed.length === 0 && (
        <p className="jp-MLDebt-note">{trans.__('No cell that ran is stale, edited or orphaned.')}</p>
      )}
      {listed.map(cell => (
        <CellView
          key={cell.id}
          {...props}
          cell={cell}
          marks={found.get(cell.id)}
          isUndecided={undecided.has(cell.id)}
        />
      ))}
    </div>
  );
}

function CellView(
  props: IProps & { cell: IStanding; marks: ICellMarks | undefined; isUndecided: boolean }
): JSX.Element {
  const { cell, cells, marks, isUndecided, trans, onGo, onRemedy } = props;
  const remedy = marks && remedyFor(marks);
  const nameOf = (id: string) => trans.__('cell %1', cells.find(other => other.id === id)?.index ?? '?');
  const sentences = marks ? [...markSentences(marks, nameOf, trans), ...driftSentences(marks, trans)] : [];
  if (isUndecided) {
    const text = trans.__('Not decided: what it gives hangs on random numbers, time, files or the network.');
    sentences.push({ about: 'unknown', text });
  }
  return (
    <section className="jp-MLDebt-group jp-MLDebt-doubt">
      <h3>
        <button className="jp-MLDebt-cell" onClick={() => onGo(cell.id)}>
          <span>{trans.__('cell %1', cell.index)}</span> <code>{firstLine(cell.source)}</code>
        </button>
      </h3>
      <ul>
        {sentences.map(({ about, text }) => (
          <li key={text}>
            <Icon name={about} />
            {text}
          </li>
        ))}
      </ul>
      {remedy && (
        <button className="jp-MLDebt-textButton" onClick={() => onRemedy(remedy, cell.id)}>
          {remedyWords(remedy, trans)}
        </button>
      )}
    </section>
  );
}
