/** The one thing a runtime (onnxruntime-node, onnxruntime-web) must do for vision. */
export interface Tensor {
  data: Float32Array;
  dims: readonly number[];
}

export interface Inference {
  /** The outputs may be overwritten once the caller has waited for anything else: take what is needed at once. */
  run(inputs: Record<string, Tensor>): Promise<Record<string, Tensor>>;
}
