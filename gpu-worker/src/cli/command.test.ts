import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { reportSchema, tracksSchema } from '@shotform/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ffmpeg, testPicture } from '../testing/clips.ts';

const command = fileURLToPath(new URL('./main.ts', import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shotform-command-'));
  await ffmpeg(...testPicture('160x120', 10, 1), '-c:v', 'libx264', join(folder, 'clip.mp4'));
  await writeFile(join(folder, 'words.mp4'), 'no video at all');
});
afterAll(() => rm(folder, { recursive: true }));

/** As npm would call it: from elsewhere, with the caller's folder in INIT_CWD. */
function shotform(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const options = { env: { ...process.env, INIT_CWD: folder }, cwd: tmpdir(), encoding: 'utf8' } as const;
  return spawnSync(process.execPath, [command, ...args], options);
}

describe('shotform', () => {
  it('--help tells how it is used', () => {
    const { status, stdout, stderr } = shotform('--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('usage: shotform analyze');
  });

  it.each([
    [['analyse', 'clip.mp4']],
    [['analyze', '--frobnicate']],
    [['analyze', '--model', 'tiny', 'clip.mp4']],
    [['analyze', '--provider', 'abacus', 'clip.mp4']],
    [['analyze', 'clip.mp4', 'clip.mp4']],
    [['analyze', '--out']],
    [['analyze', '']],
    [[]],
  ])('ends with 2 for %j', (args) => {
    const { status, stdout, stderr } = shotform(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^usage: .+\nTry: /);
  });

  it('ends with 3, one line and nothing left where the file is no video', async () => {
    const before = await readdir(folder);
    const { status, stdout, stderr } = shotform('analyze', 'words.mp4', '--out', 'new/deep');
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toMatch(/^not_a_video: [^\n]+\n$/);
    expect(await readdir(folder)).toEqual(before);
  });

  it('ends with 1 where the outputs cannot be written', () => {
    const { status, stdout, stderr } = shotform('analyze', 'clip.mp4', '--out', 'words.mp4/out');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^output_unwritable: [^\n]+\n$/);
  });

  it('says what it found, and where it wrote', async () => {
    const { status, stdout, stderr } = shotform('analyze', 'clip.mp4', '--out', 'out', '--model', 'lite');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('No shot was found');
    expect((await readdir(join(folder, 'out'))).sort()).toEqual([
      'annotated.mp4',
      'poster.jpg',
      'report.json',
      'tracks.json.gz',
    ]);
    const tracks = JSON.parse(gunzipSync(await readFile(join(folder, 'out/tracks.json.gz'))).toString()) as unknown;
    expect(tracksSchema.parse(tracks).frames).toHaveLength(10);
  });

  it('--json puts the report alone on standard output, and the same for the Tracks', () => {
    const fromVideo = shotform('analyze', '--json', 'clip.mp4', '--model', 'lite');
    const fromTracks = shotform('analyze', '--json', 'out/tracks.json.gz');
    expect([fromVideo.status, fromTracks.status]).toEqual([0, 0]);
    const [first, second] = [fromVideo, fromTracks].map(({ stdout }) => reportSchema.parse(JSON.parse(stdout)));
    expect({ ...first, timings: {} }).toEqual({ ...second, timings: {} });
  });

  it('takes a name with a dash in front behind --', () => {
    expect(shotform('analyze', '--', '-i').stderr).toMatch(/^file_not_found: /);
  });

  it('does not mind a reader that leaves', () => {
    const script = '"$0" "$@" | true';
    const { stderr } = spawnSync('sh', ['-c', script, process.execPath, command, '--help'], { encoding: 'utf8' });
    expect(stderr).toBe('');
  });

  it('stops on Ctrl-C and leaves nothing behind', async () => {
    await mkdir(join(folder, 'calm'));
    const long = join(folder, 'long.mp4');
    await ffmpeg(...testPicture('640x480', 30, 60), '-c:v', 'libx264', '-preset', 'ultrafast', long);
    const child = spawn(process.execPath, [command, 'analyze', long, '--out', join(folder, 'calm/out')], {
      stdio: 'ignore',
    });
    // Its decoder is a child of its own: wait until that works.
    await expect.poll(() => childrenOf(child.pid!), { timeout: 60_000 }).toContain('ffmpeg');
    child.kill('SIGINT');
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(130);
    expect(await readdir(join(folder, 'calm'))).toEqual([]);
  });
});

function childrenOf(pid: number): string[] {
  return spawnSync('ps', ['-o', 'comm=', '--ppid', String(pid)], { encoding: 'utf8' }).stdout.split('\n');
}
