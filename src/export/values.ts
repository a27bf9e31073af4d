// Values of parameters as a person types them: Python literals, but text without quotes. The server has the last word.
import { TranslationBundle } from '@jupyterlab/translation';
import { Parameter } from '../report';

const INT = /^[+-]?\d+(_\d+)*$/;
const FLOAT = /^[+-]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)([eE][+-]?\d+)?$/;
const LONGEST = 200;

/** What stands in the field: the default. */
export function shownValue(parameter: Parameter): string {
  return parameter.type === 'str' ? String(parameter.default) : (parameter.text ?? JSON.stringify(parameter.default));
}

/** What was typed, as the text of a Python literal. */
export function literal(parameter: Parameter, typed: string): string {
  return parameter.type === 'str' ? JSON.stringify(typed) : typed.trim();
}

/** Words that no Python name can be, and a parameter should not be. */
const RESERVED = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if ' +
    'import in is lambda nonlocal not or pass raise return try while with yield match case type'
  ).split(' ')
);

/** Why a parameter can't have a name, one sentence; null where it may. */
export function nameFault(name: string, others: readonly string[], trans: TranslationBundle): string | null {
  if (!/^\p{L}[\p{L}\p{N}_]*$/u.test(name) || RESERVED.has(name)) {
    return trans.__('This must be a name of Python, without a leading underscore.');
  }
  return others.includes(name) ? trans.__('Another parameter has this name.') : null;
}

/** Why what was typed can't be a value of this parameter, one sentence; null where it may be one. */
export function fault(parameter: Parameter, typed: string, trans: TranslationBundle): string | null {
  const text = typed.trim();
  switch (parameter.type) {
    case 'int':
      return INT.test(text) ? null : trans.__('This must be a whole number, such as %1.', shownValue(parameter));
    case 'float':
      return FLOAT.test(text) ? null : trans.__('This must be a number, such as %1.', shownValue(parameter));
    case 'bool':
      return text === 'True' || text === 'False' ? null : trans.__('This must be True or False.');
    case 'list':
      return /^\[[^]*\S[^]*\]$/.test(text)
        ? null
        : trans.__('This must be a list, such as %1.', shownValue(parameter).slice(0, 40));
    default:
      return typed.length <= LONGEST ? null : trans.__('This is longer than %1 characters.', LONGEST);
  }
}
