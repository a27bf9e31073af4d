import './browser';
import { cut, edgesOf, shortNames } from '../graph';
import { arrange, pathOf } from '../layout';
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

describe('arrange', () => {
  const drawn = arrange(
    plan({ a: [], b: ['a'], c: ['a'], d: ['b', 'c'] }, [
      ['a', 'x', ['b', 'c', 'd']],
      ['b', 'y', ['d']],
      ['c', 'z', ['d']]
    ])
  );
  const at = (name: string) => drawn.steps.get(name)!;

  it('goes down along the edges, with side by side what does not wait for each other', () => {
    expect(at('a').y).toBeLessThan(at('b').y);
    expect(at('b').y).toBe(at('c').y);
    expect(at('c').y).toBeLessThan(at('d').y);
    expect(Math.abs(at('b').x - at('c').x)).toBeGreaterThan(176);
  });

  it('keeps all within the drawing', () => {
    for (const { x, y } of [...drawn.steps.values(), ...drawn.edges.flatMap(edge => [edge.at, ...edge.points])]) {
      expect(x).toBeGreaterThan(0);
      expect(y).toBeGreaterThan(0);
      expect(x).toBeLessThan(drawn.width);
      expect(y).toBeLessThan(drawn.height);
    }
  });

  it('draws a line from the first point to the last', () => {
    expect(
      pathOf([
        { x: 0, y: 0 },
        { x: 0, y: 10 }
      ])
    ).toBe('M0.0,0.0 L0.0,10.0');
    expect(
      pathOf([
        { x: 0, y: 0 },
        { x: 5, y: 5 },
        { x: 0, y: 10 }
      ])
    ).toBe('M0.0,0.0 Q5.0,5.0 0.0,10.0');
  });

  it('lays out a hundred steps', () => {
    const names = Array.from({ length: 100 }, (_, i) => `s${i}`);
    const long = plan(Object.fromEntries(names.map((name, i) => [name, i ? [names[i - 1]] : []])));
    expect(arrange(long).steps.size).toBe(100);
  });
});
