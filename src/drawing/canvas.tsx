// A laid-out graph as an SVG that scrolls where it is wider than its place. What stands in the boxes is said by who draws them.
import * as React from 'react';
import { IDrawing, IEdge, pathOf } from './layout';

const SMALLEST = 0.85; // a drawing that is wider scrolls

interface IProps<E extends IEdge> {
  drawn: IDrawing<E>;
  /** Times its own size; null fits it into its place. */
  scale?: number | null;
  titleOf: (edge: E) => string;
  /** Whether an edge is dashed. */
  isLoose?: (edge: E) => boolean;
  /** Boxes, in the drawing's own measure. */
  children: React.ReactNode;
  /** The boxes are said elsewhere. */
  isHidden?: boolean;
}

export function Canvas<E extends IEdge>(props: IProps<E>): JSX.Element {
  const { drawn, scale = null, titleOf, isLoose, children, isHidden } = props;
  const id = React.useId();
  const size = scale === null ? 1 : scale;
  return (
    <svg
      viewBox={`0 0 ${drawn.width} ${drawn.height}`}
      width={drawn.width * size}
      height={drawn.height * size}
      style={
        scale === null ? { minWidth: drawn.width * SMALLEST } : { minWidth: drawn.width * scale, maxWidth: 'none' }
      }
      aria-hidden={isHidden}
      focusable="false"
    >
      <defs>
        <marker id={id} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path className="jp-MLDebt-arrow" d="M0 0 L8 4 L0 8z" />
        </marker>
      </defs>
      {drawn.edges.map(edge => (
        <path
          key={`${edge.from} ${edge.to}`}
          className={`jp-MLDebt-edge${isLoose?.(edge) ? ' jp-mod-order' : ''}`}
          d={pathOf(edge.points)}
          markerEnd={`url(#${id})`}
        >
          <title>{titleOf(edge)}</title>
        </path>
      ))}
      {drawn.edges
        .filter(edge => edge.label)
        .map(edge => (
          <text key={`${edge.from} ${edge.to}`} className="jp-MLDebt-edgeLabel" x={edge.at.x} y={edge.at.y + 4}>
            <title>{titleOf(edge)}</title>
            {edge.label}
          </text>
        ))}
      {children}
    </svg>
  );
}
