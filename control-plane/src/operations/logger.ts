import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream } from 'pino';
import { currentRequestId } from '../http/request.ts';

/**
 * JSON lines. What goes in is for operators and names nobody: ids and codes; no addresses, names, tokens, IPs or bodies.
 * The request's id is added by itself. Also the token it is injected by.
 */
export abstract class Logger {
  abstract debug(fields: object, message: string): void;
  abstract info(fields: object, message: string): void;
  abstract warn(fields: object, message: string): void;
  abstract error(fields: object, message: string): void;
}

/** @param level one of pino's. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { service: 'control-plane' },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: () => {
      const requestId = currentRequestId();
      return requestId === undefined ? {} : { requestId };
    },
    serializers: { err: describeError },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/**
 * What may be logged of an error. A database error's message holds the statement with its values, and its detail the row:
 * of those only the kind, the code and the constraint are told.
 */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint } = error as Error & { code?: unknown; constraint?: unknown };
  const isDriver = 'sql' in error || 'constraint' in error || error.name.endsWith('Exception');
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    ...(typeof constraint === 'string' && { constraint }),
    ...(!isDriver && { message: error.message }),
    stack: frames.slice(0, 12).map((line) => line.trim()),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}

/** Nest's own words, in our log. */
export function nestLogger(logger: Logger): LoggerService {
  const say =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: unknown, ...rest: unknown[]) => {
      const context = rest.at(-1);
      const fields = message instanceof Error ? { err: message } : {};
      logger[level]({ ...fields, ...(typeof context === 'string' && { context }) }, String(message));
    };
  return { log: say('debug'), debug: say('debug'), verbose: say('debug'), warn: say('warn'), error: say('error') };
}
