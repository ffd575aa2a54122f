import type { Checkup, Known, Point } from '../../domain/checkup.js';
import { isBelow, type Version, versionIn } from '../../formats/version.js';
import { failed, good, unknown, warned } from './point.js';

/** The oldest Node that is promised (P2). */
const NODE: Version = [20, 12];

const GIB = 2 ** 30;
/** Below this neither a commit nor a log can be relied on. */
const LEAST = 0.1 * GIB;
/** An agent that builds something easily takes this much. */
const FEW = GIB;

/** Node and the disk. */
export function machinePoints({ node, repository }: Pick<Checkup, 'node' | 'repository'>): readonly Point[] {
  return [nodePoint(node), ...(repository.ok ? [diskPoint(repository.value.freeBytes)] : [])];
}

function nodePoint(node: string): Point {
  const version = versionIn(node);
  if (version === null) return unknown('node', `its version cannot be read: ${node}`);
  return isBelow(version, NODE)
    ? failed('node', `${node} is too old`, 'install Node 20.12 or later')
    : good('node', node);
}

function diskPoint(free: Known<number>): Point {
  if (!free.ok) return unknown('disk', free.error);
  const says = `${size(free.value)} free`;
  const fix = 'make room on the disk that the repository lies on';
  if (free.value < LEAST) return failed('disk', says, fix);
  return free.value < FEW ? warned('disk', says, fix) : good('disk', says);
}

const size = (bytes: number): string =>
  bytes < GIB ? `${Math.floor(bytes / 2 ** 20)} MiB` : `${Math.floor(bytes / GIB)} GiB`;
