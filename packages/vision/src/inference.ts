/** The one thing a runtime (onnxruntime-node, onnxruntime-web) must do for vision. */
export interface Tensor {
  data: Float32Array;
  dims: readonly number[];
}

export interface Inference {
  run(inputs: Record<string, Tensor>): Promise<Record<string, Tensor>>;
}
