import { packageVersion } from './package-root.js';

// The version alone needs none of the program, whose loading would cost more than its start.
const argv = process.argv.slice(2);
if (argv.length === 1 && argv[0] === '--version') {
  process.stdout.write(`millstone ${packageVersion()}\n`);
} else {
  // What `z.config({ jitless: true })` does, but before any schema is made: compiling one into code of its own costs
  // more than a run, which reads a few values with each, can win back.
  Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
  const { entry, internalError } = await import('./entry.js');
  // Outside every await, so that nothing else could catch it. The guard ends the agents when this process is gone.
  process.on('uncaughtException', (error) => {
    process.stderr.write(`${internalError(error)}\n`);
    process.exit(1);
  });
  const exit = await entry(argv, (code) => process.exit(code));
  // Nothing is left to do: what would still be waited for could only keep a person waiting.
  await Promise.all([process.stdout, process.stderr].map(written));
  process.exit(exit);
}

/** Resolves when a stream has handed on what it was given, or nobody takes it any more. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => void stream.write('', () => resolve()));
}
