import type { GitFacts, Known, Point, Tried } from '../../domain/checkup.js';
import { isBelow, type Version, versionIn } from '../../formats/version.js';
import { failed, firstLine, good, unknown } from './point.js';

/** The oldest git that answers everything it is asked here. */
const GIT: Version = [2, 30];
const INSTALL = 'install git 2.30 or later: https://git-scm.com/downloads';

/** Git itself, and what a commit needs of it. */
export function gitPoints({ version, identity, signing }: GitFacts): readonly Point[] {
  const git = versionPoint(version);
  // Without git nothing else of it can be asked.
  if (version.ok && version.value === null) return [git];
  return [git, identityPoint(identity), signingPoint(signing)];
}

function versionPoint(known: Known<string | null>): Point {
  if (!known.ok) return unknown('git', known.error);
  if (known.value === null) return failed('git', 'not found on PATH', INSTALL);
  const words = firstLine(known.value).replace(/^git version /, '');
  const version = versionIn(words);
  if (version === null) return unknown('git', `its version cannot be read: ${words}`);
  return isBelow(version, GIT) ? failed('git', `${words} is too old`, INSTALL) : good('git', words);
}

function identityPoint(known: Known<Tried>): Point {
  const about = 'identity';
  if (!known.ok) return unknown(about, known.error);
  const { worked, says } = known.value;
  if (worked) return good(about, says);
  const fix = 'git config --global user.name "Your Name" && git config --global user.email you@example.com';
  return failed(about, 'git does not know who commits', fix);
}

function signingPoint(known: Known<Tried | null>): Point {
  const about = 'signing';
  if (!known.ok) return unknown(about, known.error);
  if (known.value === null) return good(about, 'commits are not signed');
  if (known.value.worked) return good(about, 'commits can be signed without asking anybody');
  const fix =
    'unlock the key before a run (sign something by hand; an agent of gpg or ssh keeps it), or let commits of this ' +
    'repository go unsigned: git config commit.gpgsign false';
  return failed(about, `a commit cannot be signed unattended: ${firstLine(known.value.says)}`, fix);
}
