// Where the steps and their edges stand in a drawing, from top to bottom: dagre's layered layout.
import { graphlib, layout } from '@dagrejs/dagre';
import { Plan } from '../report';
import { edgesOf, IEdge, shortNames } from './graph';

export const WIDTH = 176;
export const HEIGHT = 44;
const LONGEST_LABEL = 22;
const LETTER = 6.1; // pixels of one letter of a label, on average
const LABEL_HEIGHT = 16;

export interface IPoint {
  x: number;
  y: number;
}

export interface IDrawnEdge extends IEdge {
  points: IPoint[];
  label: string;
  /** The middle of the label. */
  at: IPoint;
}

export interface IDrawing {
  width: number;
  height: number;
  /** The middle of each step, by name. */
  steps: Map<string, IPoint>;
  edges: IDrawnEdge[];
}

export function arrange(plan: Plan): IDrawing {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 20, edgesep: 12, ranksep: 24, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const step of plan.steps) {
    graph.setNode(step.name, { width: WIDTH, height: HEIGHT });
  }
  const edges = edgesOf(plan).map(edge => ({ ...edge, label: shortNames(edge.names, LONGEST_LABEL) }));
  for (const { from, to, label } of edges) {
    const size = label ? { width: label.length * LETTER + 8, height: LABEL_HEIGHT } : { width: 0, height: 0 };
    graph.setEdge(from, to, { ...size, labelpos: 'c' });
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    width,
    height,
    steps: new Map(plan.steps.map(({ name }) => [name, pointOf(graph.node(name))])),
    edges: edges.map(edge => {
      const drawn = graph.edge(edge.from, edge.to) as Partial<IPoint> & { points: IPoint[] };
      return { ...edge, points: drawn.points.map(pointOf), at: pointOf(drawn.points.length ? drawn : { x: 0, y: 0 }) };
    })
  };
}

function pointOf({ x = 0, y = 0 }: Partial<IPoint>): IPoint {
  return { x, y };
}

/** A smooth line through points, as the path of an SVG: straight to the middle of each part, round at each point. */
export function pathOf(points: readonly IPoint[]): string {
  const [first, ...rest] = points;
  const last = rest[rest.length - 1];
  const parts = [`M${show(first)}`];
  rest.slice(0, -1).forEach((point, i) => {
    const next = rest[i + 1];
    const end = next === last ? last : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    parts.push(`Q${show(point)} ${show(end)}`);
  });
  return rest.length === 1 ? `${parts[0]} L${show(last)}` : parts.join(' ');
}

function show({ x, y }: IPoint): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}
