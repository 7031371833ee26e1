export { analyze, type AnalyzeOptions } from './analyze.ts';
export {
  catalogueFor,
  catalogues,
  feedbackKey,
  formatValue,
  type Catalogue,
  type Locale,
  type Message,
} from './feedback/catalogue.ts';
export { BASELINE_MIN_SHOTS } from './metrics/baseline.ts';
export { dictionary, groupWeights } from './metrics/dictionary/index.ts';
export type { MetricDefinition, Scoring } from './metrics/definition.ts';
export { landmark, type Body, type Hand, type Landmark, type Point, type ShotDraft } from './model.ts';
export { CONSISTENCY_MIN_SHOTS } from './scores/consistency.ts';
export { explainForm, perfect, type Explanation, type FormShare } from './scores/explain.ts';
export { buildBodies } from './signals/body.ts';
export { framingOf } from './live/framing.ts';
export { LiveAnalysis, type LiveAnalysisOptions } from './live/liveAnalysis.ts';
