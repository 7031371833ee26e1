import { ListMultipartUploadsCommand, type S3Client } from '@aws-sdk/client-s3';

export interface OpenUpload {
  key: string;
  upload: string;
  startedAt: Date;
}

/** Every multipart upload under a prefix that is neither completed nor aborted. */
export async function* openUploads(client: S3Client, bucket: string, prefix = ''): AsyncGenerator<OpenUpload> {
  let marker: { KeyMarker?: string; UploadIdMarker?: string } | null = {};
  while (marker) {
    const page = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix, ...marker }));
    for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
      if (Key && UploadId && Initiated) yield { key: Key, upload: UploadId, startedAt: Initiated };
    }
    marker = nextMarker(page);
  }
}

function nextMarker(page: {
  IsTruncated?: boolean | undefined;
  NextKeyMarker?: string | undefined;
  NextUploadIdMarker?: string | undefined;
}): { KeyMarker: string; UploadIdMarker?: string } | null {
  if (!page.IsTruncated || !page.NextKeyMarker) return null;
  const { NextKeyMarker: KeyMarker, NextUploadIdMarker } = page;
  return NextUploadIdMarker ? { KeyMarker, UploadIdMarker: NextUploadIdMarker } : { KeyMarker };
}
