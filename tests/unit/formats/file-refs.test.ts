import { expect, test } from 'vitest';
import { fileRefsIn } from '../../../src/formats/file-refs.js';

test.each([
  ['paths, quoted or not', "Edit src/a.ts, `lib/b.py` and 'docs/c d.md'.", ['src/a.ts', 'lib/b.py', 'd.md']],
  ['a name with an ending', 'See README.md.', ['README.md']],
  ['a folder', 'Everything under src/loops/ (and tests/unit)', ['src/loops/']],
  ['a deep path without an ending', 'Run bin/tools/deploy now', ['bin/tools/deploy']],
  ['each once, in order', 'b.ts a.ts b.ts', ['b.ts', 'a.ts']],
  ['a hidden file in a folder', '.github/workflows/ci.yml', ['.github/workflows/ci.yml']],
  [
    'one beginning with a point, unless it leads upwards',
    './run.sh ../up.sh /etc/hosts.conf',
    ['./run.sh', '/etc/hosts.conf'],
  ],
  ['no version', 'Go from v1.0 to 1.2, i.e. 2.0.1', []],
  ['no abbreviation', 'Tools, e.g. linters etc.', []],
  ['no address', 'https://example.com/a/b.html and example.com and me@host.org', []],
  ['no alternative', 'and/or, read/write', []],
])('%s', (_name, text, refs) => {
  expect(fileRefsIn(text)).toEqual(refs);
});

test('two words with a slash are a path when there is such a one', () => {
  expect(fileRefsIn('Read and/or write src/cache', (path) => path === 'src/cache')).toEqual(['src/cache']);
});
