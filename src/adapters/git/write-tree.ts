import type { Halt } from '../../domain/halt.js';
import type { TreeId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { Git } from './git.js';

/** The tree of an index. */
export async function writeTree(git: Git, index: string, signal: AbortSignal): Promise<Result<TreeId, Halt>> {
  const written = await git({ doing: 'write a tree', args: ['write-tree'], index }, signal);
  return written.ok ? ok(written.value.stdout.toString('latin1').trim() as TreeId) : written;
}
