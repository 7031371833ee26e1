import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { DiscoveryService, NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import { AppModule, type Surroundings } from './app.module.ts';
import { consoleFiles } from './http/console-files.ts';
import { cors } from './http/cors.ts';
import { FilesOrigin } from './http/files-origin.ts';
import { requestState } from './http/request.ts';
import { RouteTable } from './http/route-table.ts';
import { securityHeaders } from './http/security-headers.ts';
import { visionFiles } from './http/vision-files.ts';
import { widgetFiles } from './http/widget-files.ts';
import { nestLogger } from './operations/logger.ts';
import { Metrics } from './operations/metrics.ts';
import { requestLog } from './operations/request-log.ts';

/** The console's built files, from `src` as from `dist`. */
const CONSOLE = fileURLToPath(new URL('../console/dist', import.meta.url));
/** The widget's, likewise. */
const WIDGET = fileURLToPath(new URL('../../packages/elements/dist/widget', import.meta.url));
/** The models', likewise. */
const MODELS = fileURLToPath(new URL('../../packages/models/files', import.meta.url));
/** Bodies are JSON and small: videos go straight to the object store. */
const BODY_LIMIT = '1mb';
/** How long requests that run may go on once we are to stop. */
const DRAIN_MS = 10_000;

/**
 * Builds the application, not yet listening.
 *
 * @throws Error where a route does not declare who may call it and what goes in and out.
 */
export async function createApp(surroundings: Surroundings): Promise<NestExpressApplication> {
  const { config, logger } = surroundings;
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(surroundings), {
    logger: nestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  const routes = app.get(RouteTable);
  await closedOnError(app, async () => void routes.all());
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', config.trustProxy);
  app.use(requestState, requestLog(logger, app.get(Metrics)), securityHeaders(config.publicUrl), cors(routes));
  // Not the live events: a compressor keeps back what is to be sent at once.
  app.use(['/widget', '/vision', '/v1/sessions', '/v1/analyses'], compression({ level: 9 }));
  app.use('/widget', widgetFiles(WIDGET));
  app.use('/vision/v1', visionFiles(MODELS));
  for (const handler of consoleFiles(CONSOLE, config.s3?.publicEndpoint ?? config.s3?.endpoint ?? config.filesUrl))
    app.use(handler);
  app.useBodyParser('json', { limit: BODY_LIMIT, strict: true });
  return app;
}

/**
 * Opens both origins: the API's and, where objects are files, the files'.
 *
 * @returns what ends it: no new requests, those that run come to their end, at most `DRAIN_MS`.
 */
export async function listen(app: NestExpressApplication, { config }: Surroundings): Promise<() => Promise<void>> {
  const servers: Server[] = [app.getHttpServer()];
  await closedOnError(app, async () => {
    await app.listen(config.port, config.host);
    const listener = findFilesOrigin(app);
    if (listener !== null) servers.push(await listenOn(createServer(listener), config.filesPort, config.host));
  });
  return async () => {
    const patience = setTimeout(() => servers.forEach((server) => server.closeAllConnections()), DRAIN_MS);
    const files = servers.slice(1).map((server) => new Promise((resolve) => server.close(resolve)));
    await Promise.all([app.close(), ...files]);
    clearTimeout(patience);
  };
}

/** An application that does not come up holds no connections and no process. */
async function closedOnError(app: NestExpressApplication, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await app.close();
    throw error;
  }
}

async function listenOn(server: Server, port: number, host: string): Promise<Server> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}

function findFilesOrigin(app: NestExpressApplication): FilesOrigin['listener'] {
  const found = app
    .get(DiscoveryService, { strict: false })
    .getProviders()
    .find(({ token }) => token === FilesOrigin);
  return (found?.instance as FilesOrigin | undefined)?.listener ?? null;
}
