import { afterAll, beforeAll, describe } from 'vitest';
import { describeObjectStore } from '../testing/contract.ts';
import { hasSwift, startSwift, swiftPackages, type Swift } from '../testing/swift.ts';
import { S3ObjectStore } from './store.ts';

const reason = `needs Debian's packages ${swiftPackages.join(', ')}`;

describe.skipIf(!hasSwift())(`objects in S3 (${reason})`, () => {
  let swift: Swift;
  beforeAll(async () => {
    swift = await startSwift();
  });
  afterAll(() => swift.stop());

  describeObjectStore(async () => {
    const { endpoint, region, bucket, credentials } = swift;
    const options = { endpoint, region, bucket, credentials, forcePathStyle: true, checksums: 'read-back' } as const;
    const store = new S3ObjectStore({ ...options, now: () => new Date() });
    return { store, close: async () => store.destroy() };
  });
});
