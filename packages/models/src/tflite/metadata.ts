/**
 * Adds to a TFLite file what MediaPipe tasks ask of it: TFLITE_METADATA that says how pixels become numbers. Tables of
 * the metadata are those of `tensorflow/lite/support/metadata/metadata_schema.fbs`, of the model those of `schema.fbs`.
 */
import { Builder, type Offset } from 'flatbuffers';
import { rootTable } from './read.ts';

/** number = (byte - mean) / std. */
export interface Normalization {
  mean: number;
  std: number;
}

const METADATA_NAME = 'TFLITE_METADATA';
/** Numbers of the unions ContentProperties and ProcessUnitOptions, and of ColorSpaceType. */
const IMAGE_PROPERTIES = 2;
const NORMALIZATION_OPTIONS = 1;
const RGB = 1;

/** Fields of Model. */
const ModelField = {
  version: 0,
  operatorCodes: 1,
  subgraphs: 2,
  description: 3,
  buffers: 4,
  metadataBuffer: 5,
  metadata: 6,
  signatures: 7,
} as const;
const MODEL_FIELDS = 8;

/** What the tensors' contents are aligned to. */
const ALIGNMENT = 64;

/**
 * The file with metadata for its one RGB image input. The old file's bytes are kept as they are, behind a new root
 * table that points into them: offsets in flatbuffers are relative.
 */
export function withImageMetadata(file: Uint8Array, normalization: Normalization): Uint8Array {
  const root = rootTable(file);
  const builder = new Builder(file.length + 64 * 1024);
  const padded = new Uint8Array(Math.ceil(file.length / ALIGNMENT) * ALIGNMENT);
  padded.set(file);
  const start = builder.createByteVector(padded) - 4;
  // A builder's offsets count from the end.
  const offsetOf = (position: number): Offset => start - position;

  const name = builder.createString(METADATA_NAME);
  const data = builder.createByteVector(imageMetadata(normalization));
  const buffer = table(builder, 1, [[0, data]]);
  builder.startObject(2);
  builder.addFieldOffset(0, name, 0);
  builder.addFieldInt32(1, root.positions(ModelField.buffers).length, 0);
  const entry = builder.endObject();
  const buffers = vector(builder, [...root.positions(ModelField.buffers).map(offsetOf), buffer]);
  const entries = vector(builder, [...root.positions(ModelField.metadata).map(offsetOf), entry]);

  builder.startObject(MODEL_FIELDS);
  builder.addFieldInt32(ModelField.version, root.int32(ModelField.version, 0), 0);
  const { operatorCodes, subgraphs, description, metadataBuffer, signatures } = ModelField;
  for (const field of [operatorCodes, subgraphs, description, metadataBuffer, signatures]) {
    const old = root.vector(field);
    if (old) builder.addFieldOffset(field, offsetOf(old.start - 4), 0);
  }
  builder.addFieldOffset(ModelField.buffers, buffers, 0);
  builder.addFieldOffset(ModelField.metadata, entries, 0);
  const model = builder.endObject();
  builder.prep(ALIGNMENT, 0);
  builder.finish(model, 'TFL3');
  return builder.asUint8Array();
}

/** ModelMetadata with one SubGraphMetadata with one TensorMetadata. */
function imageMetadata({ mean, std }: Normalization): Uint8Array {
  const builder = new Builder();
  const normalization = table(builder, 2, [
    [0, floats(builder, [mean])],
    [1, floats(builder, [std])],
  ]);
  const processUnit = union(builder, NORMALIZATION_OPTIONS, normalization);
  builder.startObject(2);
  builder.addFieldInt8(0, RGB, 0);
  const content = union(builder, IMAGE_PROPERTIES, builder.endObject());
  const tensor = table(builder, 7, [
    [3, content],
    [4, vector(builder, [processUnit])],
  ]);
  const subgraph = table(builder, 9, [[2, vector(builder, [tensor])]]);
  builder.finish(table(builder, 8, [[3, vector(builder, [subgraph])]]), 'M001');
  return builder.asUint8Array();
}

/** A table whose first two fields are a union's kind and value. */
function union(builder: Builder, kind: number, value: Offset): Offset {
  builder.startObject(2);
  builder.addFieldInt8(0, kind, 0);
  builder.addFieldOffset(1, value, 0);
  return builder.endObject();
}

function table(builder: Builder, fields: number, offsets: [field: number, value: Offset][]): Offset {
  builder.startObject(fields);
  for (const [field, value] of offsets) builder.addFieldOffset(field, value, 0);
  return builder.endObject();
}

function vector(builder: Builder, offsets: Offset[]): Offset {
  builder.startVector(4, offsets.length, 4);
  for (const offset of offsets.toReversed()) builder.addOffset(offset);
  return builder.endVector();
}

function floats(builder: Builder, values: number[]): Offset {
  builder.startVector(4, values.length, 4);
  for (const value of values.toReversed()) builder.addFloat32(value);
  return builder.endVector();
}
