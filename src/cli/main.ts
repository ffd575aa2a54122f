import { packageVersion } from './package-root.js';

// The version alone needs none of the program, whose loading would cost more than its start.
const argv = process.argv.slice(2);
if (argv.length === 1 && argv[0] === '--version') {
  process.stdout.write(`millstone ${packageVersion()}\n`);
} else {
  const { entry } = await import('./entry.js');
  process.exitCode = await entry(argv);
}
