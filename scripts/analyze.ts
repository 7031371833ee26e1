/** `npm run analyze`: the `shotform analyze` command, with all that it needs set up first. */
import { ensureModels } from '@shotform/models';
import { ShotformError } from '@shotform/contracts';
import { ensureSystemParts } from './system.ts';

try {
  ensureSystemParts('ffmpeg');
  await ensureModels();
} catch (error) {
  if (!(error instanceof ShotformError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exit(1);
}
const { main } = await import('@shotform/gpu-worker/cli');
process.exitCode = await main(['analyze', ...process.argv.slice(2)]);
