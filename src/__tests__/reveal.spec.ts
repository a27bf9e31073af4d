import { NotebookPanel } from '@jupyterlab/notebook';
import { findCell } from '../reveal';

const panel = {
  content: { widgets: ['a', 'b', 'c'].map(id => ({ model: { id } })) }
} as unknown as NotebookPanel;

const ref = (index: number, id: string | null) => ({ index, id, execution_count: null });

describe('findCell', () => {
  it('goes by the id, wherever the cell was moved', () => {
    expect(findCell(panel, ref(0, 'c'))).toBe(2);
  });
  it('goes by the position where the file has no ids', () => {
    expect(findCell(panel, ref(1, null))).toBe(1);
    expect(findCell(panel, ref(9, null))).toBe(2);
  });
  it('does not lead to another cell where the cell is gone', () => {
    expect(findCell(panel, ref(1, 'deleted'))).toBe(-1);
  });
});
