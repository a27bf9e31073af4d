import { NotebookPanel } from '@jupyterlab/notebook';
import { nullTranslator } from '@jupyterlab/translation';
import { live } from '../../__tests__/samples';
import { decorate } from '../decorate';

const trans = nullTranslator.load('jupyter_mldebt');
const widgets = ['a', 'b', 'c'].map(id => ({ node: document.createElement('div'), model: { id } }));
const panel = { content: { widgets } } as unknown as NotebookPanel;

const marks = () => widgets.map(({ node }) => Array.from(node.children, mark => mark.textContent));
const icons = (cell: number) =>
  Array.from(widgets[cell].node.querySelectorAll('svg'), svg => svg.getAttribute('class')!.split('jp-mod-')[1]);

afterEach(() => decorate(panel, null, trans));

it('spells the first mark out and draws them all; the words say why', () => {
  decorate(panel, live({ never_run: ['a'], stale: ['c'], edited: ['c'], orphaned: [['c', '<b>']] }), trans);
  expect(marks()).toEqual([['never run'], [], ['stale']]);
  expect(icons(2)).toEqual(['stale', 'edited', 'orphaned']);
  const mark = widgets[2].node.firstElementChild!;
  expect(mark.getAttribute('aria-label')).toBe(mark.getAttribute('title'));
  expect(mark.getAttribute('title')!.split('\n').length).toBe(3);
  expect(widgets[2].node.querySelector('b')).toBeNull();
});

it('names cells by where they stand', () => {
  const reasons = [{ cell: 'c', kind: 'stale', source: 'b', name: 'x', why: 'ran' }] as const;
  decorate(panel, live({ stale: ['c'], reasons: [...reasons] }), trans);
  expect(widgets[2].node.firstElementChild!.getAttribute('title')).toContain('cell 1,');
});

it('changes what changed and takes away what is over', () => {
  decorate(panel, live({ stale: ['a', 'b'] }), trans);
  const kept = widgets[0].node.firstElementChild;
  decorate(panel, live({ stale: ['a'], edited: ['c'] }), trans);
  expect(marks()).toEqual([['stale'], [], ['edited']]);
  expect(widgets[0].node.firstElementChild).toBe(kept);
  decorate(panel, null, trans);
  expect(marks()).toEqual([[], [], []]);
});
