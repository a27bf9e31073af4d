// Where boxes and the edges between them stand in a drawing, from top to bottom: dagre's layered layout.
import { graphlib, layout } from '@dagrejs/dagre';

const LETTER = 6.1; // pixels of one letter of a label, on average
const LABEL_HEIGHT = 16;

export interface IPoint {
  x: number;
  y: number;
}

export interface ISize {
  width: number;
  height: number;
}

export interface IEdge {
  from: string;
  to: string;
  /** Empty where there is none. */
  label: string;
}

export type Drawn<E extends IEdge> = E & {
  points: IPoint[];
  /** The middle of the label. */
  at: IPoint;
};

export interface IDrawing<E extends IEdge> extends ISize {
  box: ISize;
  /** The middle of each box, by name. */
  places: Map<string, IPoint>;
  edges: Drawn<E>[];
}

/** @param box - the size of each box */
export function arrange<E extends IEdge>(names: readonly string[], edges: readonly E[], box: ISize): IDrawing<E> {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 20, edgesep: 12, ranksep: 24, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const name of names) {
    graph.setNode(name, { ...box });
  }
  for (const { from, to, label } of edges) {
    const size = label ? { width: label.length * LETTER + 8, height: LABEL_HEIGHT } : { width: 0, height: 0 };
    graph.setEdge(from, to, { ...size, labelpos: 'c' });
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as Partial<ISize>;
  return {
    width,
    height,
    box,
    places: new Map(names.map(name => [name, pointOf(graph.node(name))])),
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

/** The box that an arrow key leads to: the next one of the row, or the nearest one of the rows above or below; null where there is none. */
export function neighbour(places: ReadonlyMap<string, IPoint>, from: string, key: string): string | null {
  const [dx, dy] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key] ?? [0, 0];
  const start = places.get(from);
  let found: string | null = null;
  let least = Infinity;
  for (const [name, { x, y }] of start ? places : []) {
    const along = (x - start!.x) * dx + (y - start!.y) * dy;
    const aside = Math.abs(dx ? y - start!.y : x - start!.x);
    const distance = along + aside / 2;
    if (along > 0.5 && !(dx && aside > 0.5) && distance < least) {
      [found, least] = [name, distance];
    }
  }
  return found;
}
