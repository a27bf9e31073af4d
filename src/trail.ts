// Trail: the steps of a finding's evidence, numbered beside their cells. The numbers lie over the margin, so that nothing moves.
import { NotebookPanel } from '@jupyterlab/notebook';
import { Related } from './report';
import { findCell } from './reveal';

const NUMBER = 'jp-MLDebt-trail';

/** Numbers the cells of a path, in place of those of another one; an empty one takes all numbers away. */
export function number(panel: NotebookPanel, path: readonly Related[], current: number): void {
  const { widgets } = panel.content;
  for (const { node } of widgets) {
    node.querySelector(`:scope > .${NUMBER}`)?.remove();
  }
  const steps = new Map<number, number[]>();
  path.forEach(({ cell }, step) => {
    const index = findCell(panel, cell);
    steps.set(index, [...(steps.get(index) ?? []), step]);
  });
  for (const [index, own] of steps) {
    widgets[index]?.node.append(numberNode(path, own, own.includes(current)));
  }
}

function numberNode(path: readonly Related[], steps: number[], isCurrent: boolean): HTMLElement {
  const node = document.createElement('div');
  const text = steps.map(step => `${step + 1}. ${path[step].message.replace(/`/g, '')}`).join('\n');
  node.className = `${NUMBER}${isCurrent ? ' jp-mod-current' : ''}`;
  node.textContent = steps.map(step => step + 1).join(' ');
  node.title = text;
  node.setAttribute('role', 'img');
  node.setAttribute('aria-label', text);
  return node;
}
