// The report counts columns in code points, editors in UTF-16 units: the border between the two.
import { Range } from './report';

/** A range as JupyterLab's editors want it: lines from 0, columns in UTF-16 units. */
export type EditorRange = {
  start: { line: number; column: number };
  end: { line: number; column: number };
};

/** UTF-16 units before a column given in code points; past the line's end gives its length. */
export function utf16Column(line: string, column: number): number {
  let units = 0;
  for (const character of line) {
    if (column-- <= 0) {
      break;
    }
    units += character.length;
  }
  return units;
}

/** The report's range in a cell's text. */
export function editorRange(source: string, range: Range): EditorRange {
  const lines = source.split('\n');
  const convert = ({ line, column }: Range['start']) => {
    const index = Math.min(line, lines.length) - 1;
    return { line: index, column: utf16Column(lines[index], column) };
  };
  return { start: convert(range.start), end: convert(range.end) };
}
