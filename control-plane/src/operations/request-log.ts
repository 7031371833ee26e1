import type { NextFunction, Request, Response } from 'express';
import { stateOf } from '../http/request.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';

/** One line and one measurement a request: by the route's template, because ids, queries and addresses of people have no place there. */
export function requestLog(logger: Logger, metrics: Metrics) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const started = performance.now();
    response.once('close', () => {
      const { route = 'unknown', caller } = stateOf(request);
      const seconds = (performance.now() - started) / 1000;
      metrics.request(request.method, route, response.statusCode, seconds);
      const fields = {
        method: request.method,
        route,
        status: response.statusCode,
        milliseconds: Math.round(seconds * 1000),
        ...(caller !== undefined && { credential: caller.kind }),
        ...(!response.writableFinished && { aborted: true }),
      };
      logger[route.startsWith('/health/') ? 'debug' : 'info'](fields, 'request');
    });
    next();
  };
}
