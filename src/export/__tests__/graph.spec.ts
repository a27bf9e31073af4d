import './browser';
import { cut, edgesOf, shortNames } from '../graph';
import { plan } from './proposals';

const shown = (...given: Parameters<typeof plan>) =>
  edgesOf(plan(...given)).map(({ from, to, names }) => `${from}>${to} ${names.join(',')}`);

describe('edgesOf', () => {
  it('puts all names that cross between two steps on one edge', () => {
    const steps = { a: [], b: ['a'], c: ['a', 'b'] };
    expect(
      shown(steps, [
        ['a', 'x', ['b', 'c']],
        ['a', 'y', ['b']],
        ['b', 'z', ['c']]
      ])
    ).toEqual(['a>b x,y', 'a>c x', 'b>c z']);
  });

  it('says what only waits, unless a way leads there', () => {
    expect(shown({ a: [], b: ['a'], c: ['a', 'b'] })).toEqual(['a>b ', 'b>c ']);
    expect(shown({ a: [], b: ['a'], c: ['a', 'b'] }, [['a', 'x', ['b', 'c']]])).toEqual(['a>b x', 'a>c x', 'b>c ']);
  });

  it('leaves out what is replayed, and steps that are not there', () => {
    expect(
      shown({ a: [], b: ['gone'] }, [
        ['a', 'np', ['b'], 'replay'],
        ['gone', 'x', ['b']],
        ['a', 'y', ['gone']]
      ])
    ).toEqual([]);
  });
});

describe('labels', () => {
  it.each([
    [['a', 'b'], 20, 'a, b'],
    [['alpha', 'beta', 'gamma'], 12, 'alpha +2'],
    [['alpha', 'beta', 'gamma'], 14, 'alpha, beta +1'],
    [['a_name_that_is_long', 'b'], 10, 'a_name… +1'],
    [['🙂🙂🙂🙂🙂🙂'], 4, '🙂🙂🙂…'],
    [[], 5, '']
  ])('%j in %i', (names, longest, label) => expect(shortNames(names, longest)).toBe(label));

  it('are cut by characters, not by halves of them', () => expect(cut('🙂🙂🙂', 2)).toBe('🙂…'));
});
