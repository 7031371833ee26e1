import { getPriority } from 'node:os';
import { describe, expect, it } from 'vitest';
import { Child } from './children.ts';

/** Draws pictures for nobody until it is stopped. */
const endless = ['-v', 'error', '-re', '-f', 'lavfi', '-i', 'testsrc=size=16x16:rate=1', '-f', 'null', '-'];

describe('a child', () => {
  it('that gives way is nicer than we are, and that it has ended does not matter', async () => {
    const child = new Child('ffmpeg', endless, ['ignore', 'ignore', 'pipe']);
    child.giveWay();
    expect(getPriority(child.process.pid)).toBe(Math.min(19, getPriority() + 3));
    child.stop();
    expect(await child.ended).toMatchObject({ stopped: true });
    expect(() => child.giveWay()).not.toThrow();
  });
});
