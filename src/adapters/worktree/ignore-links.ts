import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Halt } from '../../domain/halt.js';
import { done, err, type Result } from '../../domain/result.js';
import { systemWords } from '../files/system-words.js';

/**
 * Lets git ignore what is linked into worktrees, in `info/exclude`, which serves all of them: a pattern for a folder means
 * no link of that name, and what a run links must not become a part of a change. Before any agent is at work, since that
 * file steers a run.
 */
export function ignoreLinks(commonDir: string, links: readonly string[]): Result<void, Halt> {
  const file = join(commonDir, 'info', 'exclude');
  try {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const lines = text.split('\n').map((line) => line.trim());
    const missing = links
      .map((path) => `/${path.replace(/^(?:\.?\/)+|\/+$/g, '')}`)
      .filter((line) => !lines.includes(line));
    if (missing.length === 0) return done;
    mkdirSync(dirname(file), { recursive: true });
    const gap = text === '' || text.endsWith('\n') ? '' : '\n';
    appendFileSync(file, `${gap}# Linked into worktrees by millstone\n${missing.join('\n')}\n`);
    return done;
  } catch (error) {
    return err({ reason: 'state', file, why: systemWords(error) });
  }
}
