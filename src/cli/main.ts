import { packageVersion } from './package-root.js';

// The version alone needs none of the program, whose loading would cost more than its start.
const argv = process.argv.slice(2);
if (argv.length === 1 && argv[0] === '--version') {
  process.stdout.write(`millstone ${packageVersion()}\n`);
} else {
  const { entry, internalError } = await import('./entry.js');
  // Outside every await, so that nothing else could catch it. The guard ends the agents when this process is gone.
  process.on('uncaughtException', (error) => {
    process.stderr.write(`${internalError(error)}\n`);
    process.exit(1);
  });
  process.exitCode = await entry(argv, (exit) => process.exit(exit));
}
