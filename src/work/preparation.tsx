// The preparation graph: what becomes of the raw inputs up to the first fit, as a drawing that leads to the cells. Views with props only.
import { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { Canvas } from '../drawing/canvas';
import { arrange, IDrawing, IEdge, neighbour } from '../drawing/layout';
import { CellRef, Preparation, PreparationNode, Range } from '../report';
import { cellLabel } from '../words';
import { measureWords, nodeWords } from './words';

const BOX = { width: 120, height: 40 };
const LONGEST_NAME = 15;
const MOST_NODES = 150; // that are laid out and can be read
const STEP = 1.25;
const SMALLEST = 0.4;
const LARGEST = 2.5;

interface IProps {
  preparation: Preparation;
  trans: TranslationBundle;
  onGo: (cell: CellRef, range: Range) => void;
}

/** @param props.isSought - it is brought into view as soon as it is there */
export function PreparationView(
  props: Omit<IProps, 'preparation'> & { preparation: Preparation | undefined; isSought: boolean }
): JSX.Element {
  const { preparation, isSought, trans, onGo } = props;
  const section = React.useRef<HTMLElement>(null);
  const isThere = preparation !== undefined;
  React.useEffect(() => {
    if (isSought && isThere) {
      section.current?.scrollIntoView({ block: 'start' });
    }
  }, [isSought, isThere]);
  return (
    <section className="jp-MLDebt-preparation" ref={section}>
      <h3>{trans.__('Preparation graph')}</h3>
      {preparation ? (
        <Graph preparation={preparation} trans={trans} onGo={onGo} />
      ) : (
        <p aria-busy="true">{trans.__('Looking at where the data comes from…')}</p>
      )}
    </section>
  );
}

function Graph(props: IProps): JSX.Element {
  const { trans } = props;
  const { nodes, measure } = props.preparation;
  if (nodes.length === 0) {
    return <p>{trans.__('No data is read here and prepared.')}</p>;
  }
  return (
    <>
      <p>{trans.__('Measure %1: %2.', measure.total, measureWords(measure, trans))}</p>
      {nodes.length > MOST_NODES ? (
        <p>{trans.__('With its %1 nodes it is too large to be drawn.', nodes.length)}</p>
      ) : (
        <Drawing {...props} />
      )}
    </>
  );
}

function Drawing({ preparation, trans, onGo }: IProps): JSX.Element {
  const [scale, setScale] = React.useState<number | null>(null);
  const [chosen, setChosen] = React.useState(0);
  const svg = React.useRef<HTMLDivElement>(null);
  const drawn = React.useMemo(() => {
    const edges = preparation.edges.map(({ from, to, how }) => ({
      from: String(from),
      to: String(to),
      label: '',
      how
    }));
    return arrange(
      preparation.nodes.map(({ id }) => String(id)),
      edges,
      BOX
    );
  }, [preparation]);
  React.useEffect(() => {
    const place = svg.current;
    const top = drawn.places.get(String(preparation.nodes[0].id));
    if (place && top && drawn.width > 0) {
      place.scrollLeft = (top.x / drawn.width) * place.scrollWidth - place.clientWidth / 2;
    }
  }, [drawn, preparation]);
  const node = preparation.nodes.find(({ id }) => id === chosen) ?? preparation.nodes[0];
  const zoom = (by: number) =>
    setScale(Math.min(LARGEST, Math.max(SMALLEST, (scale ?? shownScale(svg.current, drawn)) * by)));
  const onKeyDown = (event: React.KeyboardEvent) => {
    const next = neighbour(drawn.places, String(node.id), event.key);
    if (next !== null) {
      setChosen(Number(next));
      svg.current?.querySelector<SVGElement>(`[data-node="${next}"]`)?.focus();
    } else if (event.key === '+' || event.key === '-') {
      zoom(event.key === '+' ? STEP : 1 / STEP);
    } else if (event.key === '0') {
      setScale(null);
    } else if (!event.key.startsWith('Arrow')) {
      return;
    }
    event.preventDefault();
  };
  const go = (own: PreparationNode) => {
    setChosen(own.id);
    onGo(own.cell, own.range);
  };
  return (
    <>
      <div className="jp-MLDebt-zoom" role="group" aria-label={trans.__('Size of the graph')}>
        <button title={trans.__('Smaller (-)')} aria-label={trans.__('Smaller')} onClick={() => zoom(1 / STEP)}>
          −
        </button>
        <button title={trans.__('Larger (+)')} aria-label={trans.__('Larger')} onClick={() => zoom(STEP)}>
          +
        </button>
        <button title={trans.__('Fit into the panel (0)')} onClick={() => setScale(null)}>
          {trans.__('Fit')}
        </button>
      </div>
      <div
        className="jp-MLDebt-drawing"
        ref={svg}
        role="group"
        aria-label={trans.__('Preparation graph: the arrows go from node to node, Enter to its cell')}
        onKeyDown={onKeyDown}
      >
        <Canvas drawn={drawn} scale={scale} titleOf={({ how }) => how}>
          {preparation.nodes.map(own => (
            <Node
              key={own.id}
              node={own}
              of={preparation.edges
                .filter(({ to }) => to === own.id)
                .map(({ from }) => preparation.nodes.find(({ id }) => id === from)?.name ?? '')}
              isChosen={own === node}
              {...drawn.places.get(String(own.id))!}
              trans={trans}
              onGo={() => go(own)}
              onFocus={() => setChosen(own.id)}
            />
          ))}
        </Canvas>
      </div>
      <Steps node={node} trans={trans} onGo={onGo} />
    </>
  );
}

/** How large the drawing is where it is fitted into its place. */
function shownScale<E extends IEdge>(place: HTMLElement | null, drawn: IDrawing<E>): number {
  const shown = place?.querySelector('svg')?.getBoundingClientRect().width ?? 0;
  return shown && drawn.width ? shown / drawn.width : 1;
}

interface INodeProps {
  node: PreparationNode;
  /** Names of what it is made of. */
  of: readonly string[];
  isChosen: boolean;
  x: number;
  y: number;
  trans: TranslationBundle;
  onGo: () => void;
  onFocus: () => void;
}

function Node(props: INodeProps): JSX.Element {
  const { node, of, isChosen, x, y, trans, onGo, onFocus } = props;
  const about = [nodeWords(node.kind, trans), cellLabel(node.cell, trans)];
  const from = of.length ? [trans.__('from %1', of.join(', '))] : [];
  return (
    <g
      className={`jp-MLDebt-node jp-mod-${node.kind}${isChosen ? ' jp-mod-chosen' : ''}`}
      transform={`translate(${x} ${y})`}
      role="button"
      tabIndex={isChosen ? 0 : -1}
      data-node={node.id}
      aria-label={[node.name, ...about, ...from].join(', ')}
      onClick={onGo}
      onFocus={onFocus}
      onKeyDown={event => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          onGo();
        }
      }}
    >
      <title>{[node.name, ...from].join(', ')}</title>
      <path d={outline(node.kind)} />
      <text className="jp-MLDebt-stepTitle" y={-3}>
        {shortName(node.name)}
      </text>
      <text className="jp-MLDebt-stepText" y={12}>
        {about.join(' · ')}
      </text>
    </g>
  );
}

/** The statements that made the chosen node. */
function Steps(props: { node: PreparationNode; trans: TranslationBundle; onGo: IProps['onGo'] }): JSX.Element {
  const { node, trans, onGo } = props;
  return (
    <div className="jp-MLDebt-nodeSteps" aria-live="polite">
      <h4>
        <code>{node.name}</code> {nodeWords(node.kind, trans)}
      </h4>
      <ol>
        {node.steps.map((step, i) => (
          <li key={i}>
            <button className="jp-MLDebt-jump" onClick={() => onGo(step.cell, step.range)}>
              <span className="jp-MLDebt-message">
                {step.how} <span className="jp-MLDebt-code">{cellLabel(step.cell, trans)}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** The shape tells the kind without colour: slanted inputs, pointed joins, files with a fold, round fits. */
function outline(kind: PreparationNode['kind']): string {
  const [w, h] = [BOX.width / 2, BOX.height / 2];
  switch (kind) {
    case 'input':
      return `M${10 - w} ${-h} H${w} L${w - 10} ${h} H${-w} z`;
    case 'join':
      return `M${10 - w} ${-h} H${w - 10} L${w} 0 L${w - 10} ${h} H${10 - w} L${-w} 0 z`;
    case 'file':
      return `M${-w} ${-h} H${w - 10} L${w} ${10 - h} V${h} H${-w} z M${w - 10} ${-h} V${10 - h} H${w}`;
    case 'fit':
      return `M${h - w} ${-h} H${w - h} A${h} ${h} 0 0 1 ${w - h} ${h} H${h - w} A${h} ${h} 0 0 1 ${h - w} ${-h} z`;
    case 'table':
      return `M${-w} ${-h} H${w} V${h} H${-w} z`;
  }
}

/** Both ends of a name: those of files tell most. */
export function shortName(name: string): string {
  const letters = Array.from(name);
  return letters.length <= LONGEST_NAME
    ? name
    : `${letters.slice(0, LONGEST_NAME - 8).join('')}…${letters.slice(-7).join('')}`;
}
