import { crc32 } from 'node:zlib';

export interface ZipEntry {
  name: string;
  data: Uint8Array;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const VERSION_NEEDED = 20;
/** 1 January 1980: the same bytes whenever it is built. */
const DATE = (1 << 5) | 1;

/** A zip file whose entries are stored, not compressed: the only kind MediaPipe reads. */
export function storedZip(entries: ZipEntry[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = new TextEncoder().encode(entry.name);
    const checksum = crc32(entry.data);
    const local = fields(30, [
      [0, 4, LOCAL_HEADER],
      [4, 2, VERSION_NEEDED],
      [12, 2, DATE],
      [14, 4, checksum],
      [18, 4, entry.data.length],
      [22, 4, entry.data.length],
      [26, 2, name.length],
    ]);
    const central = fields(46, [
      [0, 4, CENTRAL_HEADER],
      [4, 2, VERSION_NEEDED],
      [6, 2, VERSION_NEEDED],
      [14, 2, DATE],
      [16, 4, checksum],
      [20, 4, entry.data.length],
      [24, 4, entry.data.length],
      [28, 2, name.length],
      [42, 4, offset],
    ]);
    parts.push(local, name, entry.data);
    directory.push(central, name);
    offset += local.length + name.length + entry.data.length;
  }
  const directorySize = directory.reduce((sum, part) => sum + part.length, 0);
  const end = fields(22, [
    [0, 4, END_OF_DIRECTORY],
    [8, 2, entries.length],
    [10, 2, entries.length],
    [12, 4, directorySize],
    [16, 4, offset],
  ]);
  return Buffer.concat([...parts, ...directory, end]);
}

/** A record of `size` zero bytes with little-endian numbers [at, bytes, value] in it. */
function fields(size: number, values: [at: number, bytes: 2 | 4, value: number][]): Uint8Array {
  const record = new Uint8Array(size);
  const view = new DataView(record.buffer);
  for (const [at, bytes, value] of values) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
  }
  return record;
}
