import { install } from './install.js';
import { record } from './record.js';
import { AGENTS } from './versions.js';

const args = process.argv.slice(2);
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const names = AGENTS.filter((agent) => !args.some((arg) => !arg.startsWith('-')) || args.includes(agent));
const latest = args.includes('--latest');
for (const agent of names) {
  const made = await install(agent, latest);
  if (!made.ok) {
    print(`${agent}: ${made.why}`);
    continue;
  }
  const { version, seconds, megabytes } = made.installed;
  print(`${agent} ${version}: ${seconds ?? 'cached'} ${megabytes} MB`);
  if (args.includes('--record'))
    for (const line of await record(made.installed, args.find((arg) => arg.startsWith('--only='))?.slice(7) ?? null))
      print(line);
}
