import type { Git } from './git.js';

/**
 * Who commits, as the variables of git say it. Gemini CLI hides the user's git settings from what it runs, and with
 * them the identity; what stands in the environment it leaves. Empty when git knows nobody: then it will say so itself.
 */
export async function identityOf(git: Git, signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
  const found = await Promise.all((['AUTHOR', 'COMMITTER'] as const).map((who) => variables(git, who, signal)));
  return Object.assign({}, ...found);
}

async function variables(
  git: Git,
  who: 'AUTHOR' | 'COMMITTER',
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  const call = { doing: 'ask who commits', args: ['var', `GIT_${who}_IDENT`], answers: [1, 128] };
  const told = await git(call, signal);
  const [, name, email] = /^(.*) <([^<>]*)> \d+ [+-]\d+\n?$/.exec(told.ok ? told.value.stdout.toString() : '') ?? [];
  return name === undefined || email === undefined ? {} : { [`GIT_${who}_NAME`]: name, [`GIT_${who}_EMAIL`]: email };
}
