/**
 * Reads the parts of a TFLite model that a converter needs. Field numbers are those of TensorFlow's
 * `tensorflow/lite/schema/schema.fbs` (version 3); flatbuffers finds field n of a table at vtable offset 4 + 2n.
 */
import { ByteBuffer } from 'flatbuffers';

export const TensorType = { float32: 0, float16: 1, int32: 2 } as const;

/** One dimension of a sparse tensor: every index present (dense), or compressed rows (segments and indices). */
export interface SparseDimension {
  denseSize: number;
  /** `null` for a dense dimension. */
  sparse: { segments: ArrayLike<number>; indices: ArrayLike<number> } | null;
}

/** How a sparse tensor's values are laid out: TFLite's SparsityParameters. */
export interface Sparsity {
  traversalOrder: number[];
  blockMap: number[];
  dimensions: SparseDimension[];
}

export interface TfliteTensor {
  name: string;
  shape: number[];
  /** A value of `TensorType`. */
  type: number;
  /** Constant contents, or `null` for what is computed. */
  data: Uint8Array | null;
  sparsity: Sparsity | null;
}

export interface TfliteOperator {
  /** A number of schema.fbs's BuiltinOperator. */
  code: number;
  /** Tensor indices; -1 where an optional input is absent. */
  inputs: number[];
  outputs: number[];
  options: Table | null;
}

export interface TfliteModel {
  tensors: TfliteTensor[];
  operators: TfliteOperator[];
  inputs: number[];
  outputs: number[];
}

/** A flatbuffers table, read by field number. */
export class Table {
  private readonly bytes: ByteBuffer;
  readonly position: number;

  constructor(bytes: ByteBuffer, position: number) {
    this.bytes = bytes;
    this.position = position;
  }

  /** Where a field's value stands, or 0 where it is absent. */
  private at(field: number): number {
    const offset = this.bytes.__offset(this.position, 4 + 2 * field);
    return offset === 0 ? 0 : this.position + offset;
  }

  int8(field: number, fallback: number): number {
    const at = this.at(field);
    return at === 0 ? fallback : this.bytes.readInt8(at);
  }

  int32(field: number, fallback: number): number {
    const at = this.at(field);
    return at === 0 ? fallback : this.bytes.readInt32(at);
  }

  string(field: number): string {
    const vector = this.vector(field);
    if (!vector) return '';
    return new TextDecoder().decode(this.bytes.bytes().subarray(vector.start, vector.start + vector.length));
  }

  table(field: number): Table | null {
    const at = this.at(field);
    return at === 0 ? null : new Table(this.bytes, this.bytes.__indirect(at));
  }

  /** Position of a vector's first element, and its length in elements. */
  vector(field: number): { start: number; length: number } | null {
    const at = this.at(field);
    return at === 0 ? null : { start: this.bytes.__vector(at), length: this.bytes.__vector_len(at) };
  }

  tables(field: number): Table[] {
    const vector = this.vector(field);
    if (!vector) return [];
    return Array.from(
      { length: vector.length },
      (_, i) => new Table(this.bytes, this.bytes.__indirect(vector.start + 4 * i)),
    );
  }

  /** Where the tables of a vector stand in the file. */
  positions(field: number): number[] {
    return this.tables(field).map(({ position }) => position);
  }

  int32s(field: number): number[] {
    return this.numbers(field, 4, (at) => this.bytes.readInt32(at));
  }

  uint16s(field: number): number[] {
    return this.numbers(field, 2, (at) => this.bytes.readUint16(at));
  }

  uint8s(field: number): Uint8Array | null {
    const vector = this.vector(field);
    return vector && this.bytes.bytes().subarray(vector.start, vector.start + vector.length);
  }

  private numbers(field: number, size: number, read: (at: number) => number): number[] {
    const vector = this.vector(field);
    return vector ? Array.from({ length: vector.length }, (_, i) => read(vector.start + size * i)) : [];
  }
}

/** The root table (Model) of a TFLite file. */
export function rootTable(file: Uint8Array): Table {
  // A Buffer's `slice` would not copy, unlike that of the Uint8Array it is.
  const bytes = new ByteBuffer(new Uint8Array(file.buffer, file.byteOffset, file.byteLength));
  return new Table(bytes, bytes.readInt32(0));
}

/** Reads a TFLite file's one subgraph. */
export function readTflite(file: Uint8Array): TfliteModel {
  const model = rootTable(file);
  // Codes below 127 stand in the old byte field, or in both: the larger is right.
  const codes = model.tables(1).map((code) => Math.max(code.int8(0, 0), code.int32(3, 0)));
  const buffers = model.tables(4);
  const graph = model.tables(2)[0];
  if (!graph) throw new Error('the TFLite file has no subgraph');
  return {
    tensors: graph.tables(0).map((tensor) => readTensor(tensor, buffers)),
    operators: graph.tables(3).map((operator) => ({
      code: codes[operator.int32(0, 0)]!,
      inputs: operator.int32s(1),
      outputs: operator.int32s(2),
      options: operator.table(4),
    })),
    inputs: graph.int32s(1),
    outputs: graph.int32s(2),
  };
}

function readTensor(tensor: Table, buffers: Table[]): TfliteTensor {
  const data = buffers[tensor.int32(2, 0)]?.uint8s(0) ?? null;
  const sparsity = tensor.table(6);
  return {
    name: tensor.string(3),
    shape: tensor.int32s(0),
    type: tensor.int8(1, 0),
    data: data && data.length > 0 ? data : null,
    sparsity: sparsity && {
      traversalOrder: sparsity.int32s(0),
      blockMap: sparsity.int32s(1),
      dimensions: sparsity.tables(2).map(readDimension),
    },
  };
}

function readDimension(dimension: Table): SparseDimension {
  const isSparse = dimension.int8(0, 0) === 1;
  return {
    denseSize: dimension.int32(1, 0),
    sparse: isSparse ? { segments: indexVector(dimension, 2), indices: indexVector(dimension, 4) } : null,
  };
}

/** The union SparseIndexVector: its kind stands in `field`, its table in the next. */
function indexVector(dimension: Table, field: number): ArrayLike<number> {
  const table = dimension.table(field + 1);
  const kind = dimension.int8(field, 0);
  if (!table) throw new Error('a sparse dimension has no indices');
  if (kind === 1) return table.int32s(0);
  if (kind === 2) return table.uint16s(0);
  return table.uint8s(0) ?? [];
}
