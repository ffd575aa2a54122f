import type { Notice } from '../domain/notice.js';
import { firstOf, plural } from './figures.js';
import { oneLine } from './plain-text.js';

type Of<K extends Notice['kind']> = Extract<Notice, { kind: K }>;

const named = (names: readonly string[]): string => firstOf(names.map(oneLine), 5);

/** What a landing meant for submodules. */
export function submodulesLanded({ left, unpushed }: Of<'submodules-landed'>): string {
  return [
    ...(left.length === 0
      ? []
      : [`Submodules that have other commits now were left as you have them: ${named(left)} (git submodule update).`]),
    ...(unpushed.length === 0
      ? []
      : [`No remote is known to have the new commit of ${named(unpushed)}: push it from there before you push this.`]),
  ].join(' ');
}

/** What somebody else did to the branch that tasks land on. */
export function baseMoved({ base, commits }: Of<'base-moved'>): string {
  const what = commits.length === 0 ? 'set to other commits' : `given ${plural(commits.length, 'commit')}`;
  const which = commits.length === 0 ? '' : `: ${named(commits)}`;
  return `${base} was ${what} while tasks were at work${which}. If that was not you, it was an agent: nobody has reviewed it.`;
}
