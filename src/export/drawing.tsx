// The graph of steps as a drawing: what each holds, which names cross, and while it runs how far each is.
import { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { Canvas } from '../drawing/canvas';
import { arrange } from '../drawing/layout';
import { Plan, PlanStep, Stage } from '../report';
import { cut, edgesOf, shortNames, titleOf } from './graph';

const WIDTH = 176;
const HEIGHT = 44;
const LONGEST_TITLE = 20;
const LONGEST_LABEL = 22;

/** How a step is: null where nothing is known of it. */
function stageOf(step: PlanStep, stages: readonly Stage[]): Stage | null {
  return stages.find(stage => stage.step === step.name) ?? null;
}

export function stageWords(stage: Stage, trans: TranslationBundle): string {
  switch (stage.status) {
    case 'running':
      return stage.cells ? trans.__('cell %1 of %2', stage.cell, stage.cells) : trans.__('starting');
    case 'ok':
      return trans.__('done');
    case 'cached':
      return trans.__('nothing new to do');
    case 'failed':
      return trans.__('failed');
    case 'skipped':
      return trans.__('skipped');
  }
}

const MARKS: Record<Stage['status'], string> = {
  running: 'M-4 -5 L5 0 L-4 5z',
  ok: 'M-5 0 L-2 4 L5 -4 L4 -5 L-2 2 L-4 -1z',
  cached: 'M-5 0 L-2 4 L5 -4 L4 -5 L-2 2 L-4 -1z',
  failed: 'M-4 -5 L0 -1 L4 -5 L5 -4 L1 0 L5 4 L4 5 L0 1 L-4 5 L-5 4 L-1 0 L-5 -4z',
  skipped: 'M-5 -1 H5 V1 H-5z'
};

function Box(props: { step: PlanStep; stage: Stage | null; x: number; y: number; trans: TranslationBundle }) {
  const { step, stage, x, y, trans } = props;
  const cells = trans._n('%1 cell', '%1 cells', step.cells.length);
  const done = stage?.status === 'running' && stage.cells ? stage.cell / stage.cells : 0;
  return (
    <g
      className={`jp-MLDebt-step${stage ? ` jp-mod-${stage.status}` : ''}`}
      transform={`translate(${x - WIDTH / 2} ${y - HEIGHT / 2})`}
    >
      <title>{`${step.name}: ${cells}`}</title>
      <rect width={WIDTH} height={HEIGHT} rx={6} />
      {done > 0 && (
        <rect className="jp-MLDebt-done" x={1} y={HEIGHT - 4} width={(WIDTH - 2) * done} height={3} rx={1.5} />
      )}
      <text x={12} y={19} className="jp-MLDebt-stepTitle">
        {cut(titleOf(step), LONGEST_TITLE)}
      </text>
      <text x={12} y={35} className="jp-MLDebt-stepText">
        {stage ? `${cells} · ${stageWords(stage, trans)}` : cells}
      </text>
      {stage && <path className="jp-MLDebt-mark" transform={`translate(${WIDTH - 16} 16)`} d={MARKS[stage.status]} />}
    </g>
  );
}

/** What the drawing shows, for who can't see it. */
function Told(props: { plan: Plan; stages: readonly Stage[]; trans: TranslationBundle }): JSX.Element {
  const { plan, stages, trans } = props;
  return (
    <ol className="jp-MLDebt-hidden">
      {plan.steps.map(step => {
        const stage = stageOf(step, stages);
        return (
          <li key={step.name}>
            {[
              titleOf(step),
              trans._n('%1 cell', '%1 cells', step.cells.length),
              ...(step.consumes.length ? [trans.__('takes %1', step.consumes.join(', '))] : []),
              ...(step.produces.length ? [trans.__('gives %1', step.produces.join(', '))] : []),
              ...(stage ? [stageWords(stage, trans)] : [])
            ].join('; ')}
          </li>
        );
      })}
    </ol>
  );
}

export function Drawing(props: { plan: Plan; stages?: readonly Stage[]; trans: TranslationBundle }): JSX.Element {
  const { plan, stages = [], trans } = props;
  const drawn = React.useMemo(() => {
    const edges = edgesOf(plan).map(edge => ({ ...edge, label: shortNames(edge.names, LONGEST_LABEL) }));
    return arrange(
      plan.steps.map(({ name }) => name),
      edges,
      { width: WIDTH, height: HEIGHT }
    );
  }, [plan]);
  const running = React.useRef<HTMLDivElement>(null);
  const active = plan.steps.find(step => stageOf(step, stages)?.status === 'running')?.name;
  React.useEffect(() => {
    const place = active ? drawn.places.get(active) : undefined;
    const box = running.current;
    if (place && box && box.scrollHeight > box.clientHeight) {
      box.scrollTop = place.y * (box.scrollHeight / drawn.height) - box.clientHeight / 2;
    }
  }, [active, drawn]);
  return (
    <div
      className="jp-MLDebt-drawing"
      ref={running}
      tabIndex={0}
      role="group"
      aria-label={trans.__('Steps of the pipeline')}
    >
      <Canvas
        drawn={drawn}
        titleOf={({ names }) => (names.length ? names.join(', ') : trans.__('It only runs after the other.'))}
        isLoose={({ label }) => label === ''}
        isHidden
      >
        {plan.steps.map(step => (
          <Box
            key={step.name}
            step={step}
            stage={stageOf(step, stages)}
            {...drawn.places.get(step.name)!}
            trans={trans}
          />
        ))}
      </Canvas>
      <Told plan={plan} stages={stages} trans={trans} />
    </div>
  );
}
