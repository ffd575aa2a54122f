import { adapterOf, KNOWN_AGENTS } from '../../adapters/agents/registry.js';
import { type Ask, asker } from '../../adapters/approver/asker.js';
import { findProgram } from '../../adapters/process/find-program.js';
import type { ProjectCheck } from '../../domain/project-check.js';
import type { Initialised } from '../../report/init-lines.js';
import { plainText } from '../../report/plain-text.js';
import type { RequestOf } from '../request.js';
import type { Question } from './answer.js';

/** The agent of a new configuration where none is installed. */
const USUAL_AGENT = 'claude';

/** What a person wants of a new configuration. */
export interface Answers {
  readonly cli: string;
  readonly missing: Initialised['missing'];
  readonly checks: readonly ProjectCheck[];
}

/** What was found so far. */
export interface Offer {
  readonly root: string;
  readonly checks: readonly ProjectCheck[];
  /** Whether `project.toml` is there, so that its commands stand. */
  readonly settled: boolean;
}

/** Asks what a person wants; with `--yes`, or when nobody answers, it is what was found. Null when they stopped it. */
export async function answersFor(
  { request, host, env, signal }: Question<RequestOf<'init'>>,
  { root, checks, settled }: Offer,
): Promise<Answers | null> {
  const sources = { demoProgram: host.places.demoAgent, configured: {} };
  const isThere = async (name: string): Promise<boolean> => {
    const program = adapterOf(name, sources)?.program;
    return program !== undefined && (await findProgram(program, env.PATH, root)) !== null;
  };
  const put = asker(host.stdin, (text) => (request.screen.json ? host.err : host.out)(plainText(text)));
  const offered = await firstThere(isThere);
  const cli = request.yes ? offered : await whichAgent(put, offered, signal);
  const wanted = request.yes || settled || signal.aborted ? checks : await withTests(put, checks, signal);
  if (signal.aborted) return null;
  const install = adapterOf(cli, sources)?.install ?? '';
  return { cli, checks: wanted, missing: (await isThere(cli)) ? null : { cli, install } };
}

async function firstThere(isThere: (name: string) => Promise<boolean>): Promise<string> {
  // The demo agent is always there, and does no work.
  for (const name of KNOWN_AGENTS.filter((one) => one !== 'demo')) if (await isThere(name)) return name;
  return USUAL_AGENT;
}

async function whichAgent(put: Ask, offered: string, signal: AbortSignal): Promise<string> {
  const names = `One of ${KNOWN_AGENTS.join(', ')} [${offered}]: `;
  let answer = await line(put, `Which agent does the work? ${names}`, signal);
  while (answer !== '' && !KNOWN_AGENTS.includes(answer))
    answer = await line(put, `"${answer}" is none that millstone knows. ${names}`, signal);
  return answer === '' ? offered : answer;
}

async function withTests(
  put: Ask,
  found: readonly ProjectCheck[],
  signal: AbortSignal,
): Promise<readonly ProjectCheck[]> {
  const tests = found.flatMap(({ kind, command }) => (kind === 'tests' ? [command] : []));
  const answer = await line(put, `Command of the tests? [${tests.join(' && ') || 'none'}]: `, signal);
  if (answer === '' || answer === 'none') return found;
  return [{ kind: 'tests', command: answer }, ...found.filter(({ kind }) => kind !== 'tests')];
}

const line = async (put: Ask, question: string, signal: AbortSignal): Promise<string> =>
  (await put(question, signal))?.trim() ?? '';
