#!/usr/bin/env node
import process from 'node:process';

const [command, ...args] = process.argv.slice(2);
// Each is loaded alone: an analysis on a laptop needs no queue.
if (command === 'worker') process.exitCode = await (await import('../fleet/command.ts')).workerMain(args);
else process.exitCode = await (await import('./command.ts')).main(process.argv.slice(2));
