import { throwAway } from '../adapters/git/throw-away.js';
import { entry } from './entry.js';

const TASK = `Describe how the greeting is chosen
- Criteria: the note names the file that decides it`;

const FILES = {
  'README.md': '# Greeter\n\nSays hello in the language of its visitor.\n',
  'src/greeting.js': "export const greeting = (language) => ({ de: 'Hallo', fr: 'Bonjour' })[language] ?? 'Hello';\n",
};

/** `npm run demo`: one task by the built-in agent in a repository made for it, with a refused review and a fix. */
async function demo(): Promise<number> {
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const { folder, log } = await throwAway(FILES);
  say(`A throw-away repository: ${folder}`);
  say(`$ millstone --cli demo --task "${TASK.split('\n')[0]} ..."\n`);
  const exit = await entry(['--cli', 'demo', '--repo-dir', folder, '--task', TASK], (code) => process.exit(code));
  say(`\n$ git log --stat\n\n${(await log()).trimEnd()}`);
  say(`\nEvery prompt and reply is under ${folder}/.millstone/runs/`);
  return exit;
}

process.exitCode = await demo();
