import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Halt } from '../../domain/halt.js';
import type { HeadMoves } from '../../domain/head-moves.js';
import type { CommitId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { Git } from './git.js';
import type { Located } from './locate.js';

const DOING = 'read when HEAD moved';
const ENTRY = /^([0-9a-f]+) .*@\{(\d+)\}$/;

/** What git's log of HEAD tells of its moves; nothing where it keeps none. */
export async function headMoves(git: Git, { gitDir }: Located, signal: AbortSignal): Promise<Result<HeadMoves, Halt>> {
  const args = ['log', '--walk-reflogs', '--no-show-signature', '--date=unix', '--format=%H %gd', 'HEAD', '--'];
  // 128: there is no commit, or no such log.
  const asked = await git({ doing: DOING, args, answers: [128] }, signal);
  if (!asked.ok) return asked;
  const first = new Map<CommitId, Date>();
  // The newest entry comes first.
  for (const line of asked.value.stdout.toString('latin1').split('\n')) {
    const [, id, seconds] = ENTRY.exec(line) ?? [];
    if (id !== undefined) first.set(id as CommitId, new Date(Number(seconds) * 1000));
  }
  return ok({ last: writtenAt(join(gitDir, 'logs', 'HEAD')), first });
}

function writtenAt(file: string): Date | null {
  try {
    return lstatSync(file).mtime;
  } catch {
    return null;
  }
}
