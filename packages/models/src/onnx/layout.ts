/** Orders of dimensions: TFLite has pictures as NHWC, ONNX as NCHW. */

/** Where a dimension of NHWC goes. */
export const NCHW_OF_NHWC = [0, 2, 3, 1];

/** An NHWC shape as NCHW with a free batch; other ranks keep their order. */
export function channelsFirst(shape: number[]): (number | string)[] {
  if (shape.length !== 4) return ['batch', ...shape.slice(1)];
  const [, height, width, channels] = shape as [number, number, number, number];
  return ['batch', channels, height, width];
}

/** Reorders dimensions: dimension i of the result is dimension `order[i]` of the source. */
export function transpose(bits: Uint16Array, from: number[], order: number[]): { bits: Uint16Array; shape: number[] } {
  const shape = order.map((dimension) => from[dimension]!);
  const strides = order.map((dimension) => from.slice(dimension + 1).reduce((product, size) => product * size, 1));
  const result = new Uint16Array(bits.length);
  const index = shape.map(() => 0);
  let source = 0;
  for (let i = 0; i < result.length; i++) {
    result[i] = bits[source]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      source += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      source -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return { bits: result, shape };
}
