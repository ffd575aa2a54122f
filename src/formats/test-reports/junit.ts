import { sumOfCounts, type TestReport } from '../../domain/test-report.js';
import { once } from './words.js';

const TAG = /<(\/?)(testcase|failure|error|skipped)\b((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Reads a JUnit XML report, of whichever tool. Null for what is none. */
export function readJunit(xml: string): TestReport | null {
  // Output of tests may hold anything, tags too.
  const text = xml.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '').replace(/<!--[\s\S]*?-->/g, '');
  if (!/<testsuites?\b/.test(text)) return null;
  const counts = { ...sumOfCounts([]) };
  const names: string[] = [];
  const passes: string[] = [];
  let name = '';
  let how: 'passed' | 'failed' | 'errors' | 'skipped' | null = null;
  const end = (): void => {
    if (how === null) return;
    counts[how]++;
    if (how === 'failed' || how === 'errors') names.push(name);
    if (how === 'passed') passes.push(name);
    how = null;
  };
  for (const [, slash, tag, rest = ''] of text.matchAll(TAG)) {
    if (tag === 'testcase') {
      end();
      if (slash === '/') continue;
      name = nameOf(rest);
      how = 'passed';
      if (rest.endsWith('/')) end();
    } else if (slash === '' && how !== null && tag !== undefined) how = HOW[tag] ?? how;
  }
  end();
  return { runner: 'junit', counts, failures: once(names), passes: once(passes) };
}

const HOW: Readonly<Record<string, 'failed' | 'errors' | 'skipped'>> = {
  failure: 'failed',
  error: 'errors',
  skipped: 'skipped',
};

function nameOf(attributes: string): string {
  const of = (name: string): string => {
    const [, double, single] = attributes.match(new RegExp(`(?:^|\\s)${name}=(?:"([^"]*)"|'([^']*)')`)) ?? [];
    return (double ?? single ?? '').replace(/&(lt|gt|amp|quot|apos);/g, (_, entity: string) => ENTITIES[entity] ?? '');
  };
  return [of('classname'), of('name')].filter((part) => part !== '').join(' > ');
}
