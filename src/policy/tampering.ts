import type { FileChange } from '../domain/change.js';
import type { Tampering } from '../domain/tampering.js';
import { checkConfigLine, isCheckConfig } from './tampering/check-config.js';
import { expectationsIn, isTestFile, mayHoldTests, skips, testIn } from './tampering/test-lines.js';

/** Names of a kind that are kept. */
const NAMED = 20;
/** Characters of a line that are looked at and shown. */
const LOOKED_AT = 2_000;
const SHOWN = 160;

/** Looks at a change line by line, then at its files. */
export interface TamperWatch {
  readonly added: (path: string, line: string) => void;
  readonly removed: (path: string, line: string) => void;
  finish(files: readonly FileChange[]): Tampering;
}

interface Sides {
  readonly tests: Set<string>;
  readonly skips: Map<string, string[]>;
  readonly expectations: Map<string, number>;
  /** Files in which a line about checks changed. */
  readonly config: Set<string>;
}

const sides = (): Sides => ({ tests: new Set(), skips: new Map(), expectations: new Map(), config: new Set() });

/** Begins to look for signs that tests were taken out, skipped or weakened. */
export function watchTampering(): TamperWatch {
  const [before, after] = [sides(), sides()];
  const look =
    (side: Sides) =>
    (path: string, whole: string): void => {
      const line = whole.slice(0, LOOKED_AT);
      if (checkConfigLine(path, line)) side.config.add(path);
      if (!mayHoldTests(path)) return;
      const test = testIn(path, line);
      if (test !== null) side.tests.add(test);
      if (skips(path, line)) side.skips.set(path, [...(side.skips.get(path) ?? []), line.trim()]);
      const found = expectationsIn(path, line);
      if (found > 0) side.expectations.set(path, (side.expectations.get(path) ?? 0) + found);
    };
  return {
    added: look(after),
    removed: look(before),
    finish: (files) => ({
      deletedFiles: firstOf(deletedFiles(files)),
      deletedTests: firstOf([...before.tests].filter((name) => !after.tests.has(name))),
      skipped: firstOf(newSkips(before, after)),
      checkConfig: firstOf(
        files.flatMap(({ path, from, status }) => {
          const old = status === 'renamed' ? (from ?? path) : path;
          const lines = before.config.has(path) || before.config.has(old) || after.config.has(path);
          return status !== 'added' && (isCheckConfig(old) || lines) ? [old] : [];
        }),
      ),
      expectations: fewerExpectations(before, after).slice(0, NAMED),
    }),
  };
}

const firstOf = (names: readonly string[]): string[] => [...new Set(names)].slice(0, NAMED);

const deletedFiles = (files: readonly FileChange[]): readonly string[] =>
  files.flatMap(({ path, from, status }) => {
    if (status === 'deleted') return isTestFile(path) ? [path] : [];
    // Under its new name no runner finds it.
    return status === 'renamed' && from !== null && isTestFile(from) && !isTestFile(path) ? [from] : [];
  });

/** A line that was only moved or indented is the same mark as before. */
function newSkips(before: Sides, after: Sides): readonly string[] {
  return [...after.skips].flatMap(([path, lines]) => {
    const old = [...(before.skips.get(path) ?? [])];
    return lines.flatMap((line) => {
      const at = old.indexOf(line);
      if (at < 0) return [`${path}: ${line.slice(0, SHOWN)}`];
      old.splice(at, 1);
      return [];
    });
  });
}

/** Tests that moved to another file take their expectations along: only a loss of the whole change counts. */
function fewerExpectations(before: Sides, after: Sides): Tampering['expectations'] {
  const sum = (side: Sides): number => [...side.expectations.values()].reduce((all, one) => all + one, 0);
  if (sum(before) <= sum(after)) return [];
  return [...before.expectations]
    .map(([path, removed]) => ({ path, removed, added: after.expectations.get(path) ?? 0 }))
    .filter(({ removed, added }) => removed > added);
}
