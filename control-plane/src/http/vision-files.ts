import { createRequire } from 'node:module';
import path from 'node:path';
import express, { Router, type RequestHandler, type Response } from 'express';

/** MediaPipe's WebAssembly, as its package brings it. */
const WASM = path.join(path.dirname(createRequire(import.meta.url).resolve('@mediapipe/tasks-vision')), 'wasm');

/**
 * Serves what a live analysis loads, to any page: `wasm/vision_wasm_*` and `models/*.task`, the `assetBase` of
 * `@shotform/sdk/live`. What else lies in those folders is not there.
 *
 * @param models where `packages/models` builds its files.
 */
export function visionFiles(models: string): RequestHandler {
  return Router()
    .use('/wasm', only(/^\/vision_wasm[a-z_]*\.(js|wasm)$/), filesOf(WASM))
    .use('/models', only(/^\/pose_landmarker_[a-z]+\.task$/), filesOf(models));
}

function only(names: RegExp): RequestHandler {
  return (request, _response, next) => (names.test(request.path) ? next() : next('router'));
}

function filesOf(folder: string): RequestHandler {
  return express.static(folder, {
    index: false,
    setHeaders: (response: Response) =>
      response.set({ 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=86400' }),
  });
}
