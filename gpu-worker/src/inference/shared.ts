import type { Tensor } from '@shotform/vision';

/** Copies of tensors in shared memory, which is kept for the next tensors of the same names and sizes. */
export class SharedTensors {
  private readonly buffers = new Map<string, Float32Array>();

  hold(tensors: Record<string, Tensor>): Record<string, Tensor> {
    return Object.fromEntries(
      Object.entries(tensors).map(([name, { data, dims }]) => {
        const buffer = this.buffer(name, data.length);
        buffer.set(data);
        return [name, { data: buffer, dims }];
      }),
    );
  }

  private buffer(name: string, length: number): Float32Array {
    const known = this.buffers.get(name);
    if (known?.length === length) return known;
    const buffer = new Float32Array(new SharedArrayBuffer(length * Float32Array.BYTES_PER_ELEMENT));
    this.buffers.set(name, buffer);
    return buffer;
  }
}
