/** An ONNX graph under construction, and its serialised form. Field numbers are those of `onnx.proto`. */
import { Message } from './protobuf.ts';

export const OPSET = 17;
/** The file format's version that goes with opset 17. */
const IR_VERSION = 8;

export const ElementType = { float32: 1, int64: 7, float16: 10 } as const;
export type ElementType = (typeof ElementType)[keyof typeof ElementType];

export type Attribute = number | string | number[];

const AttributeType = { int: 2, string: 3, ints: 7 } as const;

/** A dimension: a size, or the name of one that is free. */
export type Dimension = number | string;

export class OnnxGraph {
  private readonly nodes: Message[] = [];
  private readonly initializers: Message[] = [];
  private readonly ports: { field: number; message: Message }[] = [];
  private readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  /** Adds an operation; attributes are integers, strings or lists of integers. */
  node(operation: string, inputs: string[], output: string, attributes: Record<string, Attribute> = {}): void {
    const node = new Message();
    for (const input of inputs) node.string(1, input);
    node.string(2, output).string(3, output).string(4, operation);
    for (const [name, value] of Object.entries(attributes)) node.message(5, attributeMessage(name, value));
    this.nodes.push(node);
  }

  /** Adds a constant; `data` is its little-endian contents. */
  constant(name: string, type: ElementType, dims: number[], data: Uint8Array): void {
    const tensor = new Message();
    for (const dim of dims) tensor.int(1, dim);
    this.initializers.push(tensor.int(2, type).string(8, name).bytes(9, data));
  }

  int64s(name: string, values: number[]): void {
    const data = new Uint8Array(new BigInt64Array(values.map(BigInt)).buffer);
    this.constant(name, ElementType.int64, [values.length], data);
  }

  float32s(name: string, values: number[], dims: number[] = [values.length]): void {
    this.constant(name, ElementType.float32, dims, new Uint8Array(new Float32Array(values).buffer));
  }

  input(name: string, dims: Dimension[]): void {
    this.ports.push({ field: 11, message: valueInfo(name, dims) });
  }

  output(name: string, dims: Dimension[]): void {
    this.ports.push({ field: 12, message: valueInfo(name, dims) });
  }

  serialise(): Uint8Array {
    const graph = new Message();
    for (const node of this.nodes) graph.message(1, node);
    graph.string(2, this.name);
    for (const tensor of this.initializers) graph.message(5, tensor);
    for (const port of this.ports) graph.message(port.field, port.message);
    return new Message()
      .int(1, IR_VERSION)
      .string(2, 'shotform')
      .message(7, graph)
      .message(8, new Message().string(1, '').int(2, OPSET))
      .finish();
  }
}

function attributeMessage(name: string, value: Attribute): Message {
  const message = new Message().string(1, name);
  if (typeof value === 'number') return message.int(3, value).int(20, AttributeType.int);
  if (typeof value === 'string') return message.string(4, value).int(20, AttributeType.string);
  for (const item of value) message.int(8, item);
  return message.int(20, AttributeType.ints);
}

function valueInfo(name: string, dims: Dimension[]): Message {
  const shape = new Message();
  for (const dim of dims) {
    const message = new Message();
    shape.message(1, typeof dim === 'number' ? message.int(1, dim) : message.string(2, dim));
  }
  const tensor = new Message().int(1, ElementType.float32).message(2, shape);
  return new Message().string(1, name).message(2, new Message().message(1, tensor));
}
