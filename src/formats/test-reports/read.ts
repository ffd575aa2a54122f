import type { TestReport } from '../../domain/test-report.js';
import { readCargo } from './cargo.js';
import { readGo } from './go.js';
import { readGoJson } from './go-json.js';
import { readJest } from './jest.js';
import { readJestJson } from './jest-json.js';
import { readMocha } from './mocha.js';
import { readMochaJson } from './mocha-json.js';
import { readNodeSpec } from './node-spec.js';
import { readPytest } from './pytest.js';
import { readTap } from './tap.js';
import { readUnittest } from './unittest.js';
import { readVitest } from './vitest.js';

/** Those whose output is least like that of another one come first. */
const READERS = [
  readGoJson,
  readVitest,
  readJest,
  readNodeSpec,
  readCargo,
  readMocha,
  readTap,
  readUnittest,
  readGo,
  readPytest,
];

/**
 * Reads what a test command printed, whichever runner it was. Null when it tells nothing that can be read; never throws.
 * `top` is taken off the paths in it, so that names are the same in every checkout.
 */
export function readTestOutput(output: string, top: string): TestReport | null {
  const text = (top === '' ? output : output.replaceAll(`${top}/`, '')).replaceAll('\r\n', '\n');
  const json = jsonIn(text);
  const read = json === null ? null : (readJestJson(json) ?? readMochaJson(json));
  if (read !== null) return read;
  for (const reader of READERS) {
    const report = reader(text);
    if (report !== null) return report;
  }
  return null;
}

/** The object that a JSON reporter printed; null when there is none. Lines around it are those of package managers. */
function jsonIn(text: string): unknown {
  const begin = text.search(/^\{/m);
  const end = text.lastIndexOf('}');
  if (begin < 0 || end < begin || !/"(?:numTotalTests|stats)"/.test(text)) return null;
  try {
    return JSON.parse(text.slice(begin, end + 1));
  } catch {
    return null;
  }
}
