export { buildModels, ensureModels, modelPath, modelRecords } from './build.ts';
export type { ModelRecord } from './manifest.ts';
export { modelNames, type ModelName } from './recipes.ts';
export { trainedModel, type TrainedModel } from './trained.ts';
