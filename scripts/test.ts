/**
 * `npm test [-- vitest arguments]`: sets up what the tests need, runs the checks and every test, and says at last
 * `N passed, N failed`. With arguments only those tests run, without the checks.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureModels } from '@shotform/models';
import { runChecks } from './check.ts';
import { ensureSystemParts, tryForSystemParts } from './system.ts';

interface VitestSummary {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  success: boolean;
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const args = process.argv.slice(2);

ensureSystemParts('ffmpeg', 'chromium');
tryForSystemParts('redis-server', 'swift-proxy-server');
await ensureModels();
const checks = args.length > 0 ? [] : await runChecks();
const vitest = runVitest();

const failed = vitest.failed + checks.filter((check) => !check.passed).length;
const passed = vitest.passed + checks.filter((check) => check.passed).length;
console.log(`\n${passed} passed, ${failed} failed${vitest.skipped > 0 ? `, ${vitest.skipped} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;

function runVitest(): { passed: number; failed: number; skipped: number } {
  const folder = mkdtempSync(join(tmpdir(), 'shotform-test-'));
  const file = join(folder, 'result.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const { status } = spawnSync('vitest', ['run', ...reporters, ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1' },
    });
    const result = JSON.parse(readFileSync(file, 'utf8')) as VitestSummary;
    // A file that could not even be loaded, or an error outside any test, fails the run without a failed test.
    const silent = status !== 0 && result.numFailedTests === 0 ? 1 : 0;
    return {
      passed: result.numPassedTests,
      failed: result.numFailedTests + silent,
      skipped: result.numPendingTests + result.numTodoTests,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
