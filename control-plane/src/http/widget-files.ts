import path from 'node:path';
import express, { type RequestHandler, type Response } from 'express';

/**
 * Serves the built widget to any page: `v1/shotform.js` moves with every release and is asked for again within minutes; the
 * chunks it names are hashed, and kept for good.
 *
 * @param folder what `packages/elements` builds, `dist/widget`.
 */
export function widgetFiles(folder: string): RequestHandler {
  return express.static(folder, {
    index: false,
    setHeaders: (response: Response, file: string) => {
      const isHashed = path.basename(path.dirname(file)) === 'chunks';
      response.set({
        'access-control-allow-origin': '*',
        'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
      });
    },
  });
}
