import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { throwAway } from '../adapters/git/throw-away.js';
import { entry } from './entry.js';

const ROADMAP = 'docs/roadmap.md';

const FILES = {
  'README.md': '# Greeter\n\nSays hello in the language of its visitor.\n',
  'src/greeting.js': "export const greeting = (language) => ({ de: 'Hallo', fr: 'Bonjour' })[language] ?? 'Hello';\n",
  [ROADMAP]: `# Roadmap

- [ ] Describe how the greeting is chosen
- [ ] Describe which languages are known
- [ ] Describe how a language is added
`,
};

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/**
 * `npm run demo`: three goals of a roadmap from design to commit, by the built-in agent in a repository made for it. A design
 * waits and is sent back by its person, one is refused by its reviewer, and so is the work on a task.
 */
async function demo(): Promise<number> {
  const { folder, log } = await throwAway(FILES);
  say(`A throw-away repository: ${folder}`);
  const run = (...argv: readonly string[]): Promise<number> => {
    say(`\n$ millstone ${argv.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' ')}\n`);
    return entry([...argv, '--repo-dir', folder], (code) => process.exit(code));
  };
  for (const argv of [
    ['--cli', 'demo', '--cycle', '--roadmap', ROADMAP],
    ['--reject', 'say who reads the note'],
    ['--continue', '--no-approve'],
  ]) {
    const exit = await run(...argv);
    if (exit !== 0) return exit;
  }
  say(`\n$ git log --stat\n\n${(await log()).trimEnd()}`);
  for (const file of [ROADMAP, '.millstone/tasklist.md']) show(folder, file);
  const designs = join(folder, '.millstone/designs');
  say(`\n$ ls .millstone/designs\n\n${existsSync(designs) ? readdirSync(designs).join('\n') : ''}`);
  const cycles = join(folder, '.millstone/cycles');
  const decided = existsSync(cycles) ? readdirSync(cycles).find((name) => name.endsWith('.log')) : undefined;
  if (decided !== undefined) show(folder, `.millstone/cycles/${decided}`);
  say(`\nEvery prompt and reply is under ${folder}/.millstone/runs/`);
  return 0;
}

const show = (folder: string, file: string): void =>
  say(`\n$ cat ${file}\n\n${readFileSync(join(folder, file), 'utf8').trimEnd()}`);

process.exitCode = await demo();
