import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import type { ServerResponse } from 'node:http';
import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../config/clock.ts';
import { Config } from '../config/config.ts';
import { FilesOrigin } from '../http/files-origin.ts';
import { problemBody } from '../http/problem.ts';
import { newId } from '../identity/id.ts';
import { Logger } from '../operations/logger.ts';
import { filesHandler, type FilesErrorCode } from './files/server.ts';
import { FileObjectStore } from './files/store.ts';
import { S3ObjectStore } from './s3/store.ts';
import { ObjectStore } from './store.ts';

function createStore(config: Config, clock: Clock): ObjectStore {
  const now = (): Date => clock.now();
  if (config.s3 !== null) return new S3ObjectStore({ ...config.s3, now });
  return new FileObjectStore({
    root: join(config.dataDir, 'objects'),
    publicUrl: config.filesUrl,
    secret: createHmac('sha256', config.masterKey).update('shotform files v1').digest(),
    now,
  });
}

function createFilesOrigin(store: ObjectStore, logger: Logger): FilesOrigin {
  if (!(store instanceof FileObjectStore)) return { listener: null };
  const onError = (error: unknown): void => logger.error({ err: error }, 'a file could not be served');
  return { listener: filesHandler(store, { sendProblem, onError }) };
}

function sendProblem(response: ServerResponse, code: FilesErrorCode, detail?: string): void {
  const body = problemBody(code, detail ? { detail } : {}, newId('request'));
  response.writeHead(body.status, { 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

@Global()
@Module({
  providers: [
    { provide: ObjectStore, inject: [Config, Clock], useFactory: createStore },
    { provide: FilesOrigin, inject: [ObjectStore, Logger], useFactory: createFilesOrigin },
  ],
  exports: [ObjectStore, FilesOrigin],
})
export class ObjectsModule implements OnApplicationShutdown {
  constructor(private readonly store: ObjectStore) {}

  onApplicationShutdown(): void {
    if (this.store instanceof S3ObjectStore) this.store.destroy();
  }
}
