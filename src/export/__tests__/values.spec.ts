import { nullTranslator } from '@jupyterlab/translation';
import { fault, literal, shownValue } from '../values';
import { parameter } from './proposals';

const trans = nullTranslator.load('jupyter_mldebt');
const OF: Record<string, Parameters<typeof parameter>[0]> = {
  int: { type: 'int', default: 3, text: '3' },
  float: { type: 'float', default: 0.5, text: '0.5' },
  bool: { type: 'bool', default: true, text: 'True' },
  str: { type: 'str', default: 'a', text: "'a'" },
  list: { type: 'list', default: [1, 'b'], text: "[1, 'b']" }
};

it.each([
  ['int', '3', true],
  ['int', ' -12_000 ', true],
  ['int', '3.0', false],
  ['int', '', false],
  ['int', '3; import os', false],
  ['float', '3', true],
  ['float', '.5', true],
  ['float', '-1e-3', true],
  ['float', '1.5.2', false],
  ['float', 'nan', false],
  ['bool', 'True', true],
  ['bool', 'true', false],
  ['str', '', true],
  ['str', 'x'.repeat(201), false],
  ['list', "[1, 'b']", true],
  ['list', '[]', false],
  ['list', '1, 2', false]
])('%s: %s', (type, typed, isRight) => {
  const wrong = fault(parameter(OF[type]), typed, trans);
  expect(wrong === null).toBe(isRight);
  if (wrong !== null) {
    expect(wrong).toMatch(/^This .*\.$/);
  }
});

it('shows text without quotes and all else as Python has it', () => {
  expect(Object.values(OF).map(given => shownValue(parameter(given)))).toEqual(['3', '0.5', 'True', 'a', "[1, 'b']"]);
});

it('sends text as a literal, whatever is in it', () => {
  expect(literal(parameter(OF.str), 'say "hm"\\ it’s')).toBe('"say \\"hm\\"\\\\ it’s"');
  expect(literal(parameter(OF.int), ' 4 ')).toBe('4');
});
