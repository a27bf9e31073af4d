import { OpenNotebook } from '../../__tests__/samples';
import { insertCell, pageOf, putBack } from '../restore';

function opened(...sources: string[]): OpenNotebook {
  const notebook = new OpenNotebook('a.ipynb', sources);
  const { cells } = notebook.model;
  Object.assign(notebook.panel.content, {
    deselectAll: () => undefined,
    widgets: Array.from(cells, model => ({ model }))
  });
  return notebook;
}
const texts = ({ model }: OpenNotebook) => Array.from(model.cells, cell => cell.sharedModel.getSource());

it.each([
  [1, ['a', 'back', 'b']],
  [Infinity, ['a', 'b', 'back']]
])('puts a cell back at %j, the same one, as one step', (index, expected) => {
  const notebook = opened('a', 'b');
  notebook.model.sharedModel.clearUndoHistory();
  expect(insertCell(notebook.panel, index, 'back', 'once')).toBe('once');
  expect(texts(notebook)).toEqual(expected);
  expect(notebook.panel.content.activeCellIndex).toBe(expected.indexOf('back'));
  expect(notebook.model.cells.get(expected.indexOf('back')).type).toBe('code');
  notebook.model.sharedModel.undo();
  expect(texts(notebook)).toEqual(['a', 'b']);
});

it('makes another cell of what had none', () => {
  const notebook = opened('a');
  const ids = [insertCell(notebook.panel, 1, 'b', null), insertCell(notebook.panel, 1, 'b', null)];
  expect(new Set([...ids, 'cell-0']).size).toBe(3);
});

it('puts a text back as one step', () => {
  const notebook = opened('new\ntext', 'b');
  const cell = notebook.model.cells.get(0).sharedModel;
  cell.clearUndoHistory();
  putBack(notebook.panel, 'cell-0', 'old');
  expect(texts(notebook)).toEqual(['old', 'b']);
  cell.undo();
  expect(texts(notebook)).toEqual(['new\ntext', 'b']);
});

it('sees the code cells with their places, as they stand', () => {
  const notebook = opened('a', 'b');
  notebook.model.sharedModel.insertCell(1, { cell_type: 'markdown', source: '# title' });
  expect(pageOf(notebook.panel)).toMatchObject({
    path: 'a.ipynb',
    client: null,
    readOnly: false,
    cells: [
      { id: 'cell-0', index: 0, source: 'a' },
      { id: 'cell-1', index: 2, source: 'b' }
    ]
  });
});
