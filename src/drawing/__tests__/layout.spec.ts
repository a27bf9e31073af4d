import '../../export/__tests__/browser';
import { arrange, neighbour, pathOf } from '../layout';

const BOX = { width: 176, height: 44 };
const edge = (from: string, to: string, label = '') => ({ from, to, label });

describe('arrange', () => {
  const edges = [
    edge('a', 'b', 'x'),
    edge('a', 'c', 'x'),
    edge('a', 'd', 'x'),
    edge('b', 'd', 'y'),
    edge('c', 'd', 'z')
  ];
  const drawn = arrange(['a', 'b', 'c', 'd'], edges, BOX);
  const at = (name: string) => drawn.places.get(name)!;

  it('goes down along the edges, with side by side what does not wait for each other', () => {
    expect(at('a').y).toBeLessThan(at('b').y);
    expect(at('b').y).toBe(at('c').y);
    expect(at('c').y).toBeLessThan(at('d').y);
    expect(Math.abs(at('b').x - at('c').x)).toBeGreaterThan(BOX.width);
  });

  it('keeps all within the drawing', () => {
    for (const { x, y } of [...drawn.places.values(), ...drawn.edges.flatMap(({ at, points }) => [at, ...points])]) {
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

  it('lays out a hundred boxes', () => {
    const names = Array.from({ length: 100 }, (_, i) => `s${i}`);
    const chain = names.slice(1).map((name, i) => edge(names[i], name));
    expect(arrange(names, chain, BOX).places.size).toBe(100);
  });
});

describe('neighbour', () => {
  const places = new Map([
    ['a', { x: 0, y: 0 }],
    ['b', { x: -50, y: 60 }],
    ['c', { x: 80, y: 60 }],
    ['d', { x: 10, y: 120 }]
  ]);

  it.each([
    ['a', 'ArrowDown', 'b'],
    ['b', 'ArrowRight', 'c'],
    ['c', 'ArrowLeft', 'b'],
    ['c', 'ArrowDown', 'd'],
    ['d', 'ArrowUp', 'b'],
    ['d', 'ArrowRight', null],
    ['a', 'ArrowUp', null],
    ['a', 'Enter', null],
    ['gone', 'ArrowDown', null]
  ])('of %s by %s is %s', (from, key, to) => expect(neighbour(places, from, key)).toBe(to));
});
