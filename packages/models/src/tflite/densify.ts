/** Sparse weights made dense: TFLite's DENSIFY. */
import type { Sparsity } from './read.ts';

/**
 * Spreads the values of a sparse float16 tensor (no block compression) over its dense shape. `values` and the result
 * hold the 16 bits of each element, in row-major order of `shape`.
 *
 * The storage is a tree, one level per dimension in traversal order: a dense level has all its indices, a sparse one
 * those that `segments[parent]..segments[parent + 1]` select from `indices` (the "TACO" format of schema.fbs).
 */
export function densify(values: Uint16Array, shape: number[], sparsity: Sparsity): Uint16Array {
  if (sparsity.blockMap.length > 0 || sparsity.traversalOrder.length !== shape.length) {
    throw new Error('block-compressed weights are not known here');
  }
  const strides = rowMajorStrides(shape);
  const dense = new Uint16Array(shape.reduce((product, size) => product * size, 1));
  const visit = (level: number, node: number, offset: number): void => {
    const dimension = sparsity.dimensions[level];
    if (!dimension) {
      dense[offset] = values[node]!;
      return;
    }
    const stride = strides[sparsity.traversalOrder[level]!]!;
    if (!dimension.sparse) {
      for (let i = 0; i < dimension.denseSize; i++) {
        visit(level + 1, node * dimension.denseSize + i, offset + i * stride);
      }
      return;
    }
    const { segments, indices } = dimension.sparse;
    for (let k = segments[node]!; k < segments[node + 1]!; k++) {
      visit(level + 1, k, offset + indices[k]! * stride);
    }
  };
  visit(0, 0, 0);
  return dense;
}

function rowMajorStrides(shape: number[]): number[] {
  const strides = shape.map(() => 1);
  let stride = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = stride;
    stride *= shape[i]!;
  }
  return strides;
}
