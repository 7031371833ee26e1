/**
 * TFLite -> ONNX for the BlazePose graphs: NHWC becomes NCHW, the batch is free, weights stay float16 with a Cast that
 * the runtime folds when it loads. Operators outside this file's table are refused, never guessed.
 */
import { densify } from '../tflite/densify.ts';
import { readTflite, TensorType, type TfliteModel, type TfliteOperator, type TfliteTensor } from '../tflite/read.ts';
import { ElementType, OnnxGraph, type Attribute } from './graph.ts';
import { channelsFirst, NCHW_OF_NHWC, transpose } from './layout.ts';
import { pruneTo } from './prune.ts';

/** Numbers of schema.fbs's BuiltinOperator. */
const Op = {
  add: 0,
  concatenation: 2,
  conv: 3,
  depthwiseConv: 4,
  depthToSpace: 5,
  dequantize: 6,
  logistic: 14,
  maxPool: 17,
  reshape: 22,
  resizeBilinear: 23,
  pad: 34,
  densify: 124,
} as const;

/** Numbers of schema.fbs's ActivationFunctionType. */
const Activation = { none: 0, relu: 1, relu6: 3 } as const;

/** Number of schema.fbs's Padding. */
const SAME = 0;

export interface ConversionPort {
  /** Name in the ONNX graph. */
  name: string;
  /** The TFLite tensor's name. */
  tensor: string;
}

export interface Conversion {
  name: string;
  /** The graph's one image input is given this name. */
  input: string;
  /** Outputs to keep, in this order; what only others need is left out. */
  outputs: ConversionPort[];
}

/** Converts a TFLite file. Throws an Error that names what it does not know. */
export function convertToOnnx(file: Uint8Array, conversion: Conversion): Uint8Array {
  return new Converter(readTflite(file), conversion).convert();
}

class Converter {
  private readonly model: TfliteModel;
  private readonly conversion: Conversion;
  private readonly graph: OnnxGraph;
  /** The name in the ONNX graph of each TFLite tensor. */
  private readonly names = new Map<number, string>();
  /** Constant float16 weights, whose form in the ONNX graph depends on the operator that reads them. */
  private readonly weights = new Map<number, { bits: Uint16Array; shape: number[] }>();

  constructor(model: TfliteModel, conversion: Conversion) {
    this.model = model;
    this.conversion = conversion;
    this.graph = new OnnxGraph(conversion.name);
  }

  convert(): Uint8Array {
    const input = this.model.inputs[0]!;
    this.names.set(input, this.conversion.input);
    this.graph.input(this.conversion.input, channelsFirst(this.tensor(input).shape));
    const outputs = this.conversion.outputs.map(({ name, tensor }) => {
      const index = this.model.outputs.find((output) => this.tensor(output).name === tensor);
      if (index === undefined) throw new Error(`the model has no output ${tensor}`);
      this.names.set(index, name);
      return { name, index };
    });
    const keep = outputs.map(({ index }) => index);
    for (const operator of pruneTo(this.model.operators, keep)) this.operator(operator);
    for (const { name, index } of outputs) this.graph.output(name, channelsFirst(this.tensor(index).shape));
    return this.graph.serialise();
  }

  private operator(operator: TfliteOperator): void {
    switch (operator.code) {
      case Op.densify:
      case Op.dequantize:
        return this.weight(operator);
      case Op.conv:
        return this.conv(operator);
      case Op.depthwiseConv:
        return this.depthwiseConv(operator);
      case Op.add:
        return this.emit(operator, 'Add', {}, operator.options?.int8(0, Activation.none));
      case Op.logistic:
        return this.emit(operator, 'Sigmoid');
      case Op.depthToSpace:
        return this.emit(operator, 'DepthToSpace', { blocksize: operator.options!.int32(0, 0), mode: 'DCR' });
      case Op.maxPool:
        return this.maxPool(operator);
      case Op.concatenation:
        return this.concatenation(operator);
      case Op.pad:
        return this.pad(operator);
      case Op.resizeBilinear:
        return this.resize(operator);
      case Op.reshape:
        return this.reshape(operator);
      default:
        throw new Error(`TFLite operator ${operator.code} is not known here`);
    }
  }

  /** A node for an operator whose inputs are all computed tensors. */
  private emit(
    operator: TfliteOperator,
    operation: string,
    attributes: Record<string, Attribute> = {},
    activation: number = Activation.none,
  ): void {
    const inputs = operator.inputs.map((index) => this.name(index));
    this.activated(operator.outputs[0]!, activation, (output) =>
      this.graph.node(operation, inputs, output, attributes),
    );
  }

  /** Writes a node through `node`, and after it the fused activation. */
  private activated(output: number, activation: number, node: (output: string) => void): void {
    const name = this.name(output);
    if (activation === Activation.none) return node(name);
    const before = `${name}_linear`;
    node(before);
    if (activation === Activation.relu) return this.graph.node('Relu', [before], name);
    if (activation !== Activation.relu6) throw new Error(`activation ${activation} is not known here`);
    this.graph.float32s(`${name}_low`, [0], []);
    this.graph.float32s(`${name}_high`, [6], []);
    this.graph.node('Clip', [before, `${name}_low`, `${name}_high`], name);
  }

  private weight(operator: TfliteOperator): void {
    const source = operator.inputs[0]!;
    const tensor = this.tensor(source);
    const stored = this.weights.get(source);
    if (stored) {
      this.weights.set(operator.outputs[0]!, stored);
      return;
    }
    if (!tensor.data || tensor.type !== TensorType.float16) throw new Error(`${tensor.name} is not a float16 constant`);
    const values = new Uint16Array(tensor.data.slice().buffer);
    const bits = tensor.sparsity ? densify(values, tensor.shape, tensor.sparsity) : values;
    this.weights.set(operator.outputs[0]!, { bits, shape: tensor.shape });
  }

  /** Adds a weight in the given order of dimensions and returns its name as float32. */
  private weightAs(index: number, order: number[]): string {
    const weight = this.weights.get(index);
    if (!weight) throw new Error(`${this.tensor(index).name} is not a constant`);
    const name = `w${index}`;
    if (!this.names.has(index)) {
      this.names.set(index, name);
      const { bits, shape } = transpose(weight.bits, weight.shape, order);
      this.graph.constant(`${name}_half`, ElementType.float16, shape, new Uint8Array(bits.buffer));
      this.graph.node('Cast', [`${name}_half`], name, { to: ElementType.float32 });
    }
    return name;
  }

  private conv(operator: TfliteOperator): void {
    this.convolution(operator, { weightOrder: [0, 3, 1, 2], group: 1, activationField: 3, dilationField: 4 });
  }

  private depthwiseConv(operator: TfliteOperator): void {
    const group = this.tensor(operator.inputs[0]!).shape[3]!;
    this.convolution(operator, { weightOrder: [3, 0, 1, 2], group, activationField: 4, dilationField: 5 });
  }

  /** The fields are schema.fbs's, of Conv2DOptions or DepthwiseConv2DOptions: width comes before height. */
  private convolution(
    operator: TfliteOperator,
    kind: { weightOrder: number[]; group: number; activationField: number; dilationField: number },
  ): void {
    const [image, weights, bias] = operator.inputs as [number, number, number];
    const options = operator.options!;
    const kernel = this.tensor(weights).shape.slice(1, 3);
    const strides = [options.int32(2, 1), options.int32(1, 1)];
    const dilations = [options.int32(kind.dilationField + 1, 1), options.int32(kind.dilationField, 1)];
    const reach = kernel.map((size, i) => (size - 1) * dilations[i]! + 1);
    const inputs = [this.name(image), this.weightAs(weights, kind.weightOrder), this.weightAs(bias, [0])];
    const pads = this.paddingOf(operator, reach, strides);
    const attributes = { kernel_shape: kernel, strides, dilations, group: kind.group, pads };
    this.activated(operator.outputs[0]!, options.int8(kind.activationField, Activation.none), (output) =>
      this.graph.node('Conv', inputs, output, attributes),
    );
  }

  private maxPool(operator: TfliteOperator): void {
    const options = operator.options!;
    const kernel = [options.int32(4, 1), options.int32(3, 1)];
    const strides = [options.int32(2, 1), options.int32(1, 1)];
    const pads = this.paddingOf(operator, kernel, strides);
    this.emit(operator, 'MaxPool', { kernel_shape: kernel, strides, pads }, options.int8(5, Activation.none));
  }

  /** ONNX pads [top, left, bottom, right]; SAME puts the odd pixel after, as TensorFlow does. */
  private paddingOf(operator: TfliteOperator, reach: number[], strides: number[]): number[] {
    if (operator.options!.int8(0, SAME) !== SAME) return [0, 0, 0, 0];
    const size = this.tensor(operator.inputs[0]!).shape.slice(1, 3);
    const total = size.map((n, i) => Math.max(0, (Math.ceil(n / strides[i]!) - 1) * strides[i]! + reach[i]! - n));
    const before = total.map((n) => Math.floor(n / 2));
    return [...before, ...total.map((n, i) => n - before[i]!)];
  }

  private concatenation(operator: TfliteOperator): void {
    const rank = this.tensor(operator.outputs[0]!).shape.length;
    const stated = operator.options!.int32(0, 0);
    const axis = stated < 0 ? stated + rank : stated;
    this.emit(operator, 'Concat', { axis: rank === 4 ? NCHW_OF_NHWC[axis]! : axis });
  }

  private pad(operator: TfliteOperator): void {
    const [image, paddings] = operator.inputs as [number, number];
    const pairs = this.int32Constant(paddings);
    const pads = Array.from({ length: 8 }, () => 0);
    NCHW_OF_NHWC.forEach((to, from) => {
      pads[to] = pairs[2 * from]!;
      pads[to + 4] = pairs[2 * from + 1]!;
    });
    const output = this.name(operator.outputs[0]!);
    this.graph.int64s(`${output}_pads`, pads);
    this.graph.node('Pad', [this.name(image), `${output}_pads`], output);
  }

  private resize(operator: TfliteOperator): void {
    const image = operator.inputs[0]!;
    const [, fromHeight, fromWidth] = this.tensor(image).shape as [number, number, number, number];
    const [, toHeight, toWidth] = this.tensor(operator.outputs[0]!).shape as [number, number, number, number];
    const alignCorners = operator.options!.int8(2, 0) === 1;
    const halfPixel = operator.options!.int8(3, 0) === 1;
    const output = this.name(operator.outputs[0]!);
    this.graph.float32s(`${output}_scales`, [1, 1, toHeight / fromHeight, toWidth / fromWidth]);
    this.graph.node('Resize', [this.name(image), '', `${output}_scales`], output, {
      mode: 'linear',
      coordinate_transformation_mode: alignCorners ? 'align_corners' : halfPixel ? 'half_pixel' : 'asymmetric',
    });
  }

  /** Elements keep TFLite's order, so a picture goes back to NHWC first. */
  private reshape(operator: TfliteOperator): void {
    const image = operator.inputs[0]!;
    const output = this.name(operator.outputs[0]!);
    let source = this.name(image);
    const [, height, width] = this.tensor(image).shape;
    if (this.tensor(image).shape.length === 4 && height! * width! > 1) {
      this.graph.node('Transpose', [source], `${output}_nhwc`, { perm: [0, 2, 3, 1] });
      source = `${output}_nhwc`;
    }
    // 0 copies the batch.
    this.graph.int64s(`${output}_shape`, [0, ...this.tensor(operator.outputs[0]!).shape.slice(1)]);
    this.graph.node('Reshape', [source, `${output}_shape`], output);
  }

  private int32Constant(index: number): Int32Array {
    const tensor = this.tensor(index);
    if (!tensor.data || tensor.type !== TensorType.int32) throw new Error(`${tensor.name} is not an int32 constant`);
    return new Int32Array(tensor.data.slice().buffer);
  }

  private tensor(index: number): TfliteTensor {
    return this.model.tensors[index]!;
  }

  private name(index: number): string {
    const name = this.names.get(index) ?? `t${index}`;
    this.names.set(index, name);
    return name;
  }
}
