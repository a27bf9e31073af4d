// How far an export or a run is: the notebook's own runs and each step, with their cells.
import { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { Plan, Stage } from '../report';
import { stageWords } from './drawing';
import { titleOf } from './graph';
import { ExportModel } from './model';

interface ILine {
  key: string;
  label: string;
  stage: Stage | null;
}

/** What goes on, what was, and what is still to come, in that order. */
export function linesOf(model: ExportModel, plan: Plan, trans: TranslationBundle): ILine[] {
  const { job, verify, proposal } = model;
  const stages = job?.stages ?? [];
  const notebooks = stages.filter(stage => stage.step === null);
  const once = proposal?.unsaved === null ? 0 : 1;
  const expected = job?.kind === 'run' ? 0 : { full: 2, once, none: 0 }[verify];
  const notebook = (number: number) =>
    expected < 2 && number === 1 ? trans.__('The notebook') : trans.__('The notebook, run %1', number);
  const lines: ILine[] = [];
  for (let number = 1; number <= Math.max(expected, notebooks.length); number++) {
    lines.push({ key: `notebook ${number}`, label: notebook(number), stage: notebooks[number - 1] ?? null });
  }
  const later = lines.splice(Math.max(expected, 0)); // where outputs differ, it runs again after the pipeline
  const known = stages.filter(stage => stage.step !== null);
  const names = known.every(stage => plan.steps.some(step => step.name === stage.step))
    ? plan.steps.map(step => step.name)
    : known.map(stage => stage.step!); // the pipeline was cut anew
  if (job?.kind === 'run' || verify !== 'none') {
    for (const name of names) {
      const step = plan.steps.find(step => step.name === name);
      const stage = known.find(stage => stage.step === name) ?? null;
      lines.push({ key: name, label: trans.__('Step: %1', step ? titleOf(step) : name), stage });
    }
  }
  return [...lines, ...later];
}

export function Progress(props: { model: ExportModel; plan: Plan; trans: TranslationBundle }): JSX.Element {
  const { model, plan, trans } = props;
  const lines = linesOf(model, plan, trans);
  const current = lines.find(line => line.stage?.status === 'running');
  return (
    <div className="jp-MLDebt-progress">
      <p className="jp-MLDebt-hidden" role="status">
        {current ? current.label : ''}
      </p>
      <ol>
        {lines.map(({ key, label, stage }) => (
          <li key={key} className={stage ? `jp-mod-${stage.status}` : 'jp-mod-waiting'}>
            <span className="jp-MLDebt-lineLabel">{label}</span>
            <progress
              aria-label={label}
              max={stage?.cells || 1}
              value={stage === null ? 0 : stage.status === 'running' ? stage.cell : stage.cells || 1}
            />
            <span className="jp-MLDebt-lineText">{stage ? stageWords(stage, trans) : trans.__('waiting')}</span>
          </li>
        ))}
      </ol>
      <p className="jp-MLDebt-quiet jp-MLDebt-said">
        {model.cancelling
          ? trans.__('Cancelling: what was started is being ended…')
          : (model.job?.progress ?? trans.__('starting'))}
      </p>
    </div>
  );
}
