// How an export or a run ended, and where what it made can be looked at.
import { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { Icon } from '../icons';
import { CellVerdict, ExportReport, Job, RunReport } from '../report';
import { Text } from '../text';
import { ExportModel } from './model';
import { verdictOf } from './words';

const MOST = 5;

/** Shows a file or a folder of the server to the user. */
export interface IOpener {
  folder(path: string): void;
  file(path: string): void;
}

function Difference(props: { cell: CellVerdict; trans: TranslationBundle }): JSX.Element {
  const { cell, trans } = props;
  return (
    <li>
      {trans.__('cell %1', cell.index)}
      <dl>
        <dt>{trans.__('notebook')}</dt>
        <dd>
          <code>{cell.expected ?? trans.__('no output')}</code>
        </dd>
        <dt>{trans.__('pipeline')}</dt>
        <dd>
          <code>{cell.found ?? trans.__('no output')}</code>
        </dd>
      </dl>
    </li>
  );
}

export function Result(props: { job: Job; model: ExportModel; trans: TranslationBundle; open: IOpener }): JSX.Element {
  const { job, model, trans, open } = props;
  const verdict = verdictOf(job, trans);
  const { folder } = job;
  const report = job.kind === 'export' && job.status === 'done' ? (job.result as ExportReport) : null;
  const run = job.kind === 'run' && job.status === 'done' ? (job.result as RunReport) : null;
  const kept = (report?.changes ?? [])
    .filter(({ what }) => what === 'kept' || what === 'merged')
    .map(({ file }) => file);
  const different = report?.verification?.cells.filter(cell => cell.verdict === 'different') ?? [];
  const link = (label: string, action: () => void) => (
    <button type="button" className="jp-mod-styled jp-MLDebt-open" onClick={action}>
      {label}
    </button>
  );
  return (
    <div className="jp-MLDebt-result">
      <div className={`jp-MLDebt-verdict jp-mod-${verdict.mark}`}>
        <Icon name={verdict.mark} />
        <div>
          <h3 tabIndex={-1} data-focus="">
            {verdict.title}
          </h3>
          <p>{verdict.text}</p>
          {report && <p className="jp-MLDebt-quiet">{trans.__('It stands in %1.', folder)}</p>}
          {kept.length > 0 && (
            <p className="jp-MLDebt-quiet">{trans.__('What was changed there by hand is kept: %1', kept.join(', '))}</p>
          )}
          {verdict.reasons.length > 0 && (
            <ul>
              {verdict.reasons.map((reason, i) => (
                <li key={i}>
                  <Text text={reason} />
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
      {different.length > 0 && (
        <ul className="jp-MLDebt-differences">
          {different.slice(0, MOST).map(cell => (
            <Difference key={cell.index} cell={cell} trans={trans} />
          ))}
        </ul>
      )}
      {model.exported && (
        <div className="jp-MLDebt-links" role="group" aria-label={trans.__('What was made')}>
          {link(trans.__('Open folder'), () => open.folder(folder))}
          {model.exported.files.includes('VERIFIED.html') &&
            link(trans.__('Compare the outputs'), () => open.file(`${folder}/VERIFIED.html`))}
          {run?.report && link(trans.__('Open the run’s page'), () => open.file(`${folder}/RUN.html`))}
          {run?.steps
            .filter(step => step.status === 'failed' && step.notebook)
            .map(step => (
              <React.Fragment key={step.name}>
                {link(trans.__('Open the notebook that failed'), () =>
                  open.file(`${folder}/executed/${step.name}.ipynb`)
                )}
              </React.Fragment>
            ))}
        </div>
      )}
    </div>
  );
}
