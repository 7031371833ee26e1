import type { Id, Mode, OutputName } from '@shotform/contracts';

/** Whose objects: everything of a player lies under one prefix, so that erasing a player is deleting it. */
export interface ObjectOwner {
  tenant: Id<'tenant'>;
  mode: Mode;
  player: Id<'player'>;
}

/** The owner of a row. */
export function ownerOf(row: { tenantId: Id<'tenant'>; mode: Mode; playerId: Id<'player'> }): ObjectOwner {
  return { tenant: row.tenantId, mode: row.mode, player: row.playerId };
}

const segment = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;

/** @throws TypeError where it could name anything but an object below the store's root */
export function assertKey(key: string): void {
  if (key.length > 900 || !key.split('/').every((part) => segment.test(part))) {
    throw new TypeError(`not an object key: ${key}`);
  }
}

/** @throws TypeError as `assertKey`, and where it does not end in `/` */
export function assertPrefix(prefix: string): void {
  if (!prefix.endsWith('/')) throw new TypeError(`not a prefix: ${prefix}`);
  assertKey(prefix.slice(0, -1));
}

export function playerPrefix({ tenant, mode, player }: ObjectOwner): string {
  return `${tenant}/${mode}/${player}/`;
}

export function uploadPrefix(owner: ObjectOwner, upload: string): string {
  return `${playerPrefix(owner)}uploads/${upload}/`;
}

/** The video as it was sent. */
export function sourceKey(owner: ObjectOwner, upload: string): string {
  return `${uploadPrefix(owner, upload)}source`;
}

export function analysisPrefix(owner: ObjectOwner, analysis: string): string {
  return `${playerPrefix(owner)}${analysis}/`;
}

export function attemptPrefix(owner: ObjectOwner, analysis: string, fence: number): string {
  return `${analysisPrefix(owner, analysis)}attempts/${fence}/`;
}

export function outputKey(owner: ObjectOwner, analysis: string, fence: number, name: OutputName): string {
  return `${attemptPrefix(owner, analysis, fence)}${name}`;
}

export const outputContentTypes: Record<OutputName, string> = {
  'report.json': 'application/json',
  'tracks.json.gz': 'application/gzip',
  'annotated.mp4': 'video/mp4',
  'poster.jpg': 'image/jpeg',
};
