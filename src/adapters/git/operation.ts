import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { StartFacts } from '../../ports/repository.js';

export type Operation = StartFacts['operation'];

/** What git leaves in its folder while something is under way; a rebase leaves some of the others too. */
const SIGNS: readonly (readonly [file: string, operation: NonNullable<Operation>])[] = [
  ['rebase-merge', 'rebase'],
  ['rebase-apply', 'rebase'],
  ['MERGE_HEAD', 'merge'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
  ['BISECT_LOG', 'bisect'],
];

const COMPANIONS = ['MERGE_MSG', 'MERGE_MODE', 'MERGE_RR', 'AUTO_MERGE', 'sequencer'];
const OF_BISECT = ['BISECT_START', 'BISECT_NAMES', 'BISECT_TERMS', 'BISECT_EXPECTED_REV', 'BISECT_ANCESTORS_OK'];

/** The operation that is under way in this working tree, if any. */
export const operationIn = (gitDir: string): Operation =>
  SIGNS.find(([file]) => existsSync(join(gitDir, file)))?.[1] ?? null;

/** Makes git forget the operation. Touches neither files nor commits. */
export function forgetOperation(gitDir: string): void {
  for (const trace of [...SIGNS.map(([file]) => file), ...COMPANIONS, ...OF_BISECT]) {
    rmSync(join(gitDir, trace), { recursive: true, force: true });
  }
}
