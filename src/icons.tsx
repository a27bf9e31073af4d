// Icons: those that JupyterLab places, and the small ones of the panel.
import { LabIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import { Mark } from './live/marks';
import { Severity, State } from './report';

const svg = (path: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24"><path class="jp-icon3" fill="#616161" d="${path}"/></svg>`;

/** A notebook page with a tick. */
export const panelIcon = new LabIcon({
  name: 'jupyter-mldebt:panel',
  svgstr: svg(
    'M6 2a2 2 0 0 0-2 2v2H2v2h2v3H2v2h2v3H2v2h2v2a2 2 0 0 0 2 2h13a2 2 0 0 0 2-2V4a2 2 0 0 0-2-2zm0 2h13v16H6zm10.3 4.3-5.1 5.1-2.5-2.5-1.4 1.4 3.9 3.9 6.5-6.5z'
  )
});

/** Three steps, one after the other. */
export const pipelineIcon = new LabIcon({
  name: 'jupyter-mldebt:pipeline',
  svgstr: svg('M2 3h8v6H7v4h4v-2l4 3.5-4 3.5v-3H5V9H2zm2 2v2h4V5zm12 7h6v5h-6zm0 7h6v2h-6zM13 3h9v6h-9zm2 2v2h5V5z')
});

const CIRCLE = 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z';
const RING = 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 2a8 8 0 1 1 0 16 8 8 0 0 1 0-16z';

/** Drawn with evenodd: what stands in a shape is cut out of it. */
const PATHS: Record<Severity | State | Mark | 'refresh' | 'related' | 'close' | 'open' | 'closed', string> = {
  error:
    'M8 2h8l6 6v8l-6 6H8l-6-6V8zm.4 5L7 8.4l3.6 3.6L7 15.6 8.4 17l3.6-3.6 3.6 3.6 1.4-1.4-3.6-3.6L17 8.4 15.6 7 12 10.6z',
  warning: 'M12 2 1 21h22zm-1 7h2v6h-2zm0 8h2v2h-2z',
  info: `${CIRCLE}M11 7h2v2h-2zm0 4h2v6h-2z`,
  valid: `${CIRCLE}M10.5 16.8 5.9 12.2l1.5-1.5 3.1 3.1 6.1-6.1 1.5 1.5z`,
  'weakly-valid': `${RING}M10.5 16.8 5.9 12.2l1.5-1.5 3.1 3.1 6.1-6.1 1.5 1.5z`,
  drifted: 'M12 2 1 21h22zm-1 7h2v6h-2zm0 8h2v2h-2z',
  unknown: `${RING}M11 16h2v2h-2zm1-10a4 4 0 0 0-4 4h2a2 2 0 1 1 3 1.7c-1.2.7-2 1.6-2 3.3h2c0-.8.4-1.2 1.1-1.6A4 4 0 0 0 12 6z`,
  refresh: 'M17.7 6.3A8 8 0 1 0 19.7 14h-2.1A6 6 0 1 1 12 6c1.7 0 3.1.7 4.2 1.8L13 11h7V4z',
  stale:
    'M5 2h14v2h-1v3a6 6 0 0 1-3.6 5A6 6 0 0 1 18 17v3h1v2H5v-2h1v-3a6 6 0 0 1 3.6-5A6 6 0 0 1 6 7V4H5zm3 2v3a4 4 0 0 0 8 0V4zm4 9a4 4 0 0 0-4 4v3l4-2 4 2v-3a4 4 0 0 0-4-4z',
  edited: 'M3 17.2V21h3.8L17.8 9.9l-3.7-3.7zM20.7 7a1 1 0 0 0 0-1.4l-2.3-2.3a1 1 0 0 0-1.4 0l-1.8 1.8 3.7 3.7z',
  orphaned:
    'M3 3h6v2.5H5.5V9H3zm12 0h6v6h-2.5V5.5H15zM3 15h2.5v3.5H9V21H3zm15.5 0H21v6h-6v-2.5h3.5zM10 7h4v6h-4zm0 8h4v3h-4z',
  'never-run': RING,
  open: 'M7 9h10l-5 7z',
  closed: 'M9 7v10l7-5z',
  close: 'M19 6.4 17.6 5 12 10.6 6.4 5 5 6.4l5.6 5.6L5 17.6 6.4 19l5.6-5.6 5.6 5.6 1.4-1.4-5.6-5.6z',
  related: 'M5 4v9a2 2 0 0 0 2 2h8.2l-2.6 2.6L14 19l5-5-5-5-1.4 1.4 2.6 2.6H7V4z'
};

/** The same for what is no React view. */
export function iconElement(name: keyof typeof PATHS): SVGSVGElement {
  const [svg, path] = ['svg', 'path'].map(tag => document.createElementNS('http://www.w3.org/2000/svg', tag));
  svg.setAttribute('class', `jp-MLDebt-icon jp-mod-${name}`);
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('fill-rule', 'evenodd');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg as SVGSVGElement;
}

/** Says nothing to a screen reader: the words stand beside it. */
export function Icon(props: { name: keyof typeof PATHS }): JSX.Element {
  return (
    <svg className={`jp-MLDebt-icon jp-mod-${props.name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path fillRule="evenodd" d={PATHS[props.name]} />
    </svg>
  );
}
