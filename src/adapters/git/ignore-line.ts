import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Halt } from '../../domain/halt.js';
import { ok, type Result } from '../../domain/result.js';
import type { Git } from './git.js';
import type { Located } from './locate.js';
import { attempt } from './scratch.js';

const COMMENT = '# State and logs of millstone';
const LINE = '/.millstone/';
/** Lines that do the same, as people write them. */
const ALIKE = new Set([LINE, '.millstone', '.millstone/', '/.millstone', '**/.millstone', '**/.millstone/']);
const BLOCK = `${COMMENT}\n${LINE}\n`;
/** Git, or an editor, may have changed the line ends. */
const OURS = new RegExp(`(?:^|(?<=\\n)\\r?\\n)${BLOCK.replaceAll('\n', '\\r?\\n')}`);
const DOING = 'write the ignore line';

/**
 * Makes sure that git ignores `.millstone/`: a line in the top level's `.gitignore` and one in `info/exclude`, which
 * serves all working trees (P11). Returns the files that were written, relative to the top level; none when git
 * ignores it already. With `excludeOnly` the file that is a part of the tree stays as it is.
 */
export async function ensureIgnored(
  git: Git,
  located: Located,
  signal: AbortSignal,
  excludeOnly = false,
): Promise<Result<string[], Halt>> {
  const ignoreFile = join(located.top, '.gitignore');
  const excludeFile = join(located.commonDir, 'info', 'exclude');
  const standing = attempt(DOING, () => [hasLine(ignoreFile), hasLine(excludeFile)] as const);
  if (!standing.ok) return standing;
  const [here, excluded] = standing.value;
  const ignored = here || excludeOnly;
  if (ignored && excluded) return ok([]);
  if (!ignored) {
    const asked = await git({ doing: DOING, args: ['check-ignore', '--quiet', '.millstone/x'], answers: [1] }, signal);
    if (!asked.ok) return asked;
    if (asked.value.code === 0) return ok([]);
  }
  return attempt(DOING, () => {
    if (!excluded) append(excludeFile);
    if (!ignored) append(ignoreFile);
    return [...(ignored ? [] : ['.gitignore']), ...(excluded ? [] : [relative(located.top, excludeFile)])];
  });
}

/** The text with our lines behind it. */
export function withIgnoreLine(text: string): string {
  const gap = text === '' ? '' : text.endsWith('\n') ? '\n' : '\n\n';
  return `${text}${gap}${BLOCK}`;
}

/** Whether our lines are in a text as we write them. */
export const hasIgnoreLine = (text: string): boolean => OURS.test(text);

/** The text without our lines and the gap before them. */
export const withoutIgnoreLine = (text: string): string => text.replace(OURS, '');

function hasLine(file: string): boolean {
  if (!existsSync(file)) return false;
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.some((line) => ALIKE.has(line.trim()));
}

function append(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  appendFileSync(file, withIgnoreLine(text).slice(text.length));
}
