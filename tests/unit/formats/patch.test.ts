import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffReader, LINE_LIMIT, readRaw } from '../../../src/formats/patch.js';

const raw = (letter: string, ...paths: string[]): string =>
  `:100644 100644 ${'a'.repeat(40)} ${'b'.repeat(40)} ${letter}\0${paths.join('\0')}\0`;

function read(output: string | Uint8Array, pieceBytes = Number.POSITIVE_INFINITY) {
  const bytes = typeof output === 'string' ? Buffer.from(output) : output;
  const added: [string, string][] = [];
  const patch: Uint8Array[] = [];
  const reader = diffReader(
    (path, line) => added.push([path, line]),
    (piece) => patch.push(Buffer.from(piece)),
  );
  for (let at = 0; at < bytes.length; at += Math.min(pieceBytes, bytes.length)) {
    reader.push(bytes.subarray(at, Math.min(at + pieceBytes, bytes.length)));
  }
  return { files: reader.end(), added, patch: Buffer.concat(patch).toString() };
}

const PATCH = `diff --git a/a b/a
index 1..2 100644
--- a/a
+++ b/a
@@ -1,3 +1,3 @@ context
 same
-old
---- a minus of the text
+new
++++ a plus of the text
@@ -9 +9 @@
-x
+diff --git a/no b/no
\\ No newline at end of file
diff --git a/bin b/bin
index 1..2 100644
Binary files a/bin and b/bin differ
diff --git a/mode b/mode
old mode 100644
new mode 100755
diff --git a/link b/link
deleted file mode 120000
--- a/link
+++ /dev/null
@@ -1 +0,0 @@
-target
diff --git a/link b/link
new file mode 100644
--- /dev/null
+++ b/link
@@ -0,0 +1 @@
+text
diff --git a/old b/new
similarity index 100%
rename from old
rename to new
`;
const RAW = [raw('M', 'a'), raw('M', 'bin'), raw('M', 'mode'), raw('T', 'link'), raw('R100', 'old', 'new')].join('');

describe('diffReader', () => {
  test.each([[Number.POSITIVE_INFINITY], [1], [7], [64]])(
    'reads every kind of section, in pieces of %s bytes',
    (size) => {
      const { files, added, patch } = read(`${RAW}\0${PATCH}`, size);
      expect(files?.map(({ path, status, added, deleted, binary }) => [path, status, added, deleted, binary])).toEqual([
        ['a', 'modified', 3, 3, false],
        ['bin', 'modified', 0, 0, true],
        ['mode', 'modified', 0, 0, false],
        ['link', 'type-changed', 1, 1, false],
        ['new', 'renamed', 0, 0, false],
      ]);
      expect(files?.at(-1)?.from).toBe('old');
      expect(added).toEqual([
        ['a', 'new'],
        ['a', '+++ a plus of the text'],
        ['a', 'diff --git a/no b/no'],
        ['link', 'text'],
      ]);
      expect(patch).toBe(PATCH);
    },
  );

  test('reads no difference', () => expect(read('').files).toEqual([]));

  test.each([
    ['a broken-off record', raw('M', 'a').slice(0, -1)],
    ['records without their patch', RAW],
    ['a patch that ends within a hunk', `${raw('M', 'a')}\0diff --git a/a b/a\n@@ -1,2 +1,2 @@\n a\n`],
    ['a patch that ends within a line', `${raw('M', 'a')}\0diff --git a/a b/a`],
    ['fewer sections than files', `${raw('M', 'a')}${raw('M', 'b')}\0diff --git a/a b/a\n`],
    ['more sections than files', `${raw('M', 'a')}\0diff --git a/a b/a\ndiff --git a/b b/b\n`],
    ['a status it does not know', `${raw('U', 'a')}\0diff --git a/a b/a\n`],
    ['words', 'fatal: no such tree\n'],
  ])('refuses %s', (_name, output) => {
    expect(read(output).files).toBeNull();
  });

  test('shows a long line cut, and counts it once', () => {
    const long = 'x'.repeat(LINE_LIMIT * 3);
    const output = `${raw('M', 'a')}\0diff --git a/a b/a\n@@ -0,0 +1,2 @@\n+${long}\n+y\n`;
    for (const size of [1000, Number.POSITIVE_INFINITY]) {
      const { files, added } = read(output, size);
      expect(files?.[0]?.added).toBe(2);
      expect(added.map(([, line]) => line.length)).toEqual([LINE_LIMIT, 1]);
    }
  });

  test('keeps any name and any text', () => {
    const name = fc.uint8Array({ minLength: 1, maxLength: 30 }).map((bytes) => bytes.map((byte) => byte || 1));
    const line = fc.uint8Array({ maxLength: 30 }).map((bytes) => bytes.map((byte) => (byte === 10 ? 11 : byte)));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, fc.array(line)), { minLength: 1 }),
        fc.integer({ min: 1, max: 50 }),
        (all, size) => {
          const records = all.flatMap(([path]) => [Buffer.from(raw('A', '').slice(0, -1)), path, Buffer.of(0)]);
          const sections = all.flatMap(([, lines]) => [
            Buffer.from('diff --git a/x b/x\n'),
            ...(lines.length === 0 ? [] : [Buffer.from(`@@ -0,0 +1,${lines.length} @@\n`)]),
            ...lines.flatMap((text) => [Buffer.from('+'), text, Buffer.from('\n')]),
          ]);
          const { files } = read(Buffer.concat([...records, Buffer.of(0), ...sections]), size);
          expect(files?.map(({ rawPath, added }) => [[...rawPath], added])).toEqual(
            all.map(([path, lines]) => [[...path], lines.length]),
          );
        },
      ),
    );
  });
});

describe('readRaw', () => {
  test('reads records without a patch', () => {
    expect(readRaw(Buffer.from(RAW))?.map(({ path }) => path)).toEqual(['a', 'bin', 'mode', 'link', 'new']);
    expect(readRaw(Buffer.from(RAW.slice(0, -2)))).toBeNull();
  });
});
