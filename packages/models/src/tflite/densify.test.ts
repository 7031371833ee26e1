import { describe, expect, it } from 'vitest';
import { densify } from './densify.ts';

describe('densify', () => {
  it('spreads compressed rows', () => {
    // [[0, 7, 0], [0, 0, 0], [5, 0, 6]]
    const dense = densify(Uint16Array.of(7, 5, 6), [3, 3], {
      traversalOrder: [0, 1],
      blockMap: [],
      dimensions: [
        { denseSize: 3, sparse: null },
        { denseSize: 3, sparse: { segments: [0, 1, 1, 3], indices: [1, 0, 2] } },
      ],
    });
    expect([...dense]).toEqual([0, 7, 0, 0, 0, 0, 5, 0, 6]);
  });

  it('follows the order in which dimensions were traversed', () => {
    // Columns first: column 0 has rows 1 and 2, column 1 has row 0.
    const dense = densify(Uint16Array.of(1, 2, 3), [3, 2], {
      traversalOrder: [1, 0],
      blockMap: [],
      dimensions: [
        { denseSize: 2, sparse: null },
        { denseSize: 3, sparse: { segments: [0, 2, 3], indices: [1, 2, 0] } },
      ],
    });
    expect([...dense]).toEqual([0, 3, 1, 0, 2, 0]);
  });

  it('refuses blocks', () => {
    expect(() => densify(Uint16Array.of(1), [1], { traversalOrder: [0, 1], blockMap: [0], dimensions: [] })).toThrow();
  });
});
