// The evidence of a finding: the places that it rests on, in order, each a step that one can go to. Views with props only.
import { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { Icon } from './icons';
import { CellRef, Finding, Related } from './report';
import { Text } from './text';
import { cellLabel } from './words';

export interface IEvidenceProps {
  finding: Finding;
  /** The step that is shown in the notebook. */
  step: number | null;
  trans: TranslationBundle;
  onStep: (step: number) => void;
  onLeave: () => void;
}

/** One place is named; several are a path, numbered as their cells are while one follows it. */
export function Evidence(props: IEvidenceProps): JSX.Element {
  const { finding, step, trans, onStep } = props;
  const { length } = finding.related;
  const isPath = length > 1;
  return (
    <ol
      className={`jp-MLDebt-evidence${isPath ? ' jp-mod-path' : ''}`}
      aria-label={isPath ? trans.__('Evidence in %1 steps', length) : trans.__('Evidence')}
      onKeyDown={event => onKey(event, props)}
    >
      {finding.related.map((place, i) => (
        <li key={i}>
          <button
            className="jp-MLDebt-jump"
            aria-current={step === i ? 'step' : undefined}
            aria-keyshortcuts={isPath ? 'ArrowUp ArrowDown' : undefined}
            onClick={() => onStep(i)}
          >
            {isPath ? (
              <span className="jp-MLDebt-number">
                <span className="jp-MLDebt-hidden">{trans.__('Step %1 of %2: ', i + 1, length)}</span>
                <span aria-hidden="true">{i + 1}</span>
              </span>
            ) : (
              <Icon name="related" />
            )}
            <span className="jp-MLDebt-message">
              <Text text={place.message} />
              <Place cell={place.cell} message={place.message} trans={trans} />
              {isOwn(finding, place) && <span className="jp-MLDebt-code"> {trans.__('this finding')}</span>}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** The cell, unless the message names it. */
function Place(props: { cell: CellRef; message: string; trans: TranslationBundle }): JSX.Element | null {
  const label = cellLabel(props.cell, props.trans);
  return props.message.includes(label) ? null : <span className="jp-MLDebt-code"> {label}</span>;
}

/** The step is the finding's own line. */
function isOwn({ cell, range }: Finding, place: Related): boolean {
  return place.cell.index === cell?.index && range !== null && place.range?.start.line === range.start.line;
}

/** The arrows go from step to step, Escape takes the numbers from the notebook. */
function onKey(event: React.KeyboardEvent<HTMLElement>, { step, onLeave }: IEvidenceProps): void {
  if (event.key === 'Escape' && step !== null) {
    event.stopPropagation();
    onLeave();
    return;
  }
  const buttons = Array.from(event.currentTarget.querySelectorAll('button'));
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const last = buttons.length - 1;
  const to = { ArrowUp: Math.max(0, at - 1), ArrowDown: Math.min(last, at + 1), Home: 0, End: last }[event.key];
  if (to !== undefined && last > 0) {
    event.preventDefault();
    buttons[to].focus();
  }
}
