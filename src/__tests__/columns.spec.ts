import { editorRange, utf16Column } from '../columns';

describe('utf16Column', () => {
  it.each([
    ['print(y)', 6, 6],
    ["print('😀', y)", 11, 12],
    ['👩‍🔬 = 1', 3, 5], // three code points joined to one picture
    ['é', 1, 1],
    ['short', 99, 5],
    ['', 0, 0]
  ])('%s at code point %i is unit %i', (line, column, units) => {
    expect(utf16Column(line, column)).toBe(units);
  });
});

describe('editorRange', () => {
  it('finds the very text, behind an emoji on another line, too', () => {
    const source = '# 😀\nx = "😀😀" + y';
    const { start, end } = editorRange(source, { start: { line: 2, column: 11 }, end: { line: 2, column: 12 } });
    expect(start.line).toBe(1);
    expect(source.split('\n')[1].slice(start.column, end.column)).toBe('y');
  });
  it('stays inside a text that has become shorter', () => {
    const range = { start: { line: 7, column: 3 }, end: { line: 9, column: 1 } };
    expect(editorRange('ab', range)).toEqual({ start: { line: 0, column: 2 }, end: { line: 0, column: 1 } });
  });
});
