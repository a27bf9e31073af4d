import { NotebookPanel } from '@jupyterlab/notebook';
import { Related } from '../report';
import { number } from '../trail';

const cells = ['a', 'b', 'c'].map(id => ({ node: document.createElement('div'), model: { id } }));
const panel = { content: { widgets: cells } } as unknown as NotebookPanel;
const at = (id: string, message: string): Related => ({
  cell: { index: 0, id, execution_count: null },
  range: null,
  message
});
const seen = () => cells.map(({ node }) => node.textContent);

it('numbers the cells of a path, and only those of the last one', () => {
  number(panel, [at('a', '`df` is <b>read</b>'), at('c', 'it is fitted'), at('a', 'it is tested'), at('gone', 'x')], 1);
  expect(seen()).toEqual(['1 3', '', '2']);
  expect(cells[0].node.firstElementChild!.getAttribute('aria-label')).toBe('1. df is <b>read</b>\n3. it is tested');
  expect(cells.map(({ node }) => node.querySelector('.jp-mod-current') !== null)).toEqual([false, false, true]);
  number(panel, [at('b', 'here'), at('c', 'there')], 0);
  expect(seen()).toEqual(['', '1', '2']);
  number(panel, [], 0);
  expect(seen()).toEqual(['', '', '']);
});
