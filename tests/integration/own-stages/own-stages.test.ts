import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeOwnStages } from '../../../src/adapters/own-stages/own-stages.js';
import { makeSpawn } from '../../../src/adapters/process/spawn.js';

const top = realpathSync(mkdtempSync(join(tmpdir(), 'millstone-stages-')));
const quiet = new AbortController().signal;
const thing = { kind: 'design', id: 'be-fast', title: 'T', file: 'd.md', text: 'words', bare: false } as const;

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(top, path)), { recursive: true });
  writeFileSync(join(top, path), text);
};

const stages = (totalMs = 20_000) =>
  makeOwnStages({
    ...{ run: makeSpawn({ guard: null, mark: null }), node: process.execPath, top, totalMs, runId: 'r1' },
    program: resolve(import.meta.dirname, '../../../dist/stage-child.js'),
    env: { PATH: process.env.PATH ?? '' },
  });

/** A module whose stage does this with `thing` and `at`. */
const module = (body: string, more = "name: 'audit', takes: 'design', gives: 'design'"): string => {
  write('audit.mjs', `export default { ${more}, async run(thing, at) { ${body} } };\n`);
  return './audit.mjs';
};

const run = async (body: string, totalMs = 20_000) => {
  const told: string[] = [];
  const files = ['audit.mjs'];
  const call = { module: module(body), files, thing, onTell: (text: string) => void told.push(text) };
  return { told, ...(await stages(totalMs).run(call, quiet)) };
};

beforeAll(() => write('package.json', '{ "type": "module" }\n'));
afterAll(() => rmSync(top, { recursive: true, force: true }));

describe('a stage of the user is described', () => {
  test('with every file that its module loads, from the repository and from packages', async () => {
    write('lib/rules.js', 'export const rules = 1;\n');
    write(
      'node_modules/my-rules/package.json',
      '{ "name": "my-rules", "exports": { "import": "./esm.js" }, "type": "module" }',
    );
    write('node_modules/my-rules/esm.js', 'export default 1;\n');
    write('lib/old.cjs', "module.exports = require('./older.cjs');\n");
    write('lib/older.cjs', 'module.exports = 1;\n');
    write(
      'audit.mjs',
      "import './lib/rules.js'; import 'my-rules'; import './lib/old.cjs'; import 'node:fs';\nexport default { name: 'audit', takes: 'design', gives: 'design', run: () => [] };\n",
    );
    const found = await stages().describe('./audit.mjs', quiet);
    expect(found).toMatchObject({ ok: true, value: { name: 'audit', takes: 'design', gives: 'design' } });
    const files = found.ok ? Object.keys(found.value.files) : [];
    expect(files[0]).toBe('audit.mjs');
    expect(files.toSorted()).toEqual(
      ['audit.mjs', 'lib/old.cjs', 'lib/older.cjs', 'lib/rules.js', 'node_modules/my-rules/esm.js'].toSorted(),
    );
  });

  test('and each file by a digest, so that what changes later is named', async () => {
    write('lib/rules.js', 'export const rules = 1;\n');
    write(
      'audit.mjs',
      "import './lib/rules.js';\nexport default { name: 'audit', takes: 'design', gives: 'design', run: () => [] };\n",
    );
    const found = await stages().describe('./audit.mjs', quiet);
    if (!found.ok) throw new Error(found.error);
    const { files } = found.value;
    const before = await stages().seen(files);
    expect(before.changed).toEqual([]);
    write('lib/rules.js', 'export const rules = 2;\n');
    const after = await stages().seen(files);
    expect(after.changed).toEqual(['lib/rules.js']);
    expect(after.digest).not.toBe(before.digest);
    rmSync(join(top, 'audit.mjs'));
    expect((await stages().seen(files)).changed).toEqual(['audit.mjs', 'lib/rules.js']);
  });

  test('when it is written with what the package offers', async () => {
    mkdirSync(join(top, 'node_modules'), { recursive: true });
    symlinkSync(resolve(import.meta.dirname, '../../..'), join(top, 'node_modules/millstone-cli'));
    const stage = "{ name: 'typed', takes: 'opportunity', gives: 'opportunity', run: (one) => [one] }";
    write('typed.mjs', `import { defineStage } from 'millstone-cli/plugin';\nexport default defineStage(${stage});\n`);
    expect(await stages().describe('./typed.mjs', quiet)).toMatchObject({ ok: true, value: { name: 'typed' } });
  });

  test('when it is the main module of a package', async () => {
    write('node_modules/my-stage/package.json', '{ "name": "my-stage", "exports": "./stage.js", "type": "module" }');
    write(
      'node_modules/my-stage/stage.js',
      "export default { name: 'x', takes: 'worklist', gives: 'worklist', run() {} };",
    );
    expect(await stages().describe('my-stage', quiet)).toMatchObject({ ok: true, value: { name: 'x' } });
  });

  test.each([
    ['a file that is not there', './nope.mjs', '', /Cannot find module/],
    ['a package that is not there', 'no-such-package', '', /Cannot find package 'no-such-package'/],
    ['a syntax error', './bad.mjs', 'export default {', /SyntaxError/],
    ['nothing exported', './bad.mjs', 'export const x = 1;', /no stage as its default export/],
    ['no run', './bad.mjs', "export default { name: 'x', takes: 'design' };", /has no gives, no run/],
    [
      'an odd name',
      './bad.mjs',
      "export default { name: 'My Stage', takes: 'design', gives: 'design', run() {} };",
      /"My Stage"/,
    ],
    [
      'a kind that nobody knows',
      './bad.mjs',
      "export default { name: 'x', takes: 'poem', gives: 'design', run() {} };",
      /it takes "poem"/,
    ],
    ['an end while it is loaded', './bad.mjs', 'process.exit(3);', /ended \(exit code 3\)/],
    [
      'an error that is thrown later',
      './bad.mjs',
      "setTimeout(() => { throw new Error('late'); }); await new Promise(() => setInterval(() => 0, 9));",
      /late/,
    ],
  ])('%s is told', async (_name, name, text, says) => {
    write('bad.mjs', text);
    const found = await stages().describe(name, quiet);
    expect(found.ok ? '' : found.error).toMatch(says);
  });

  test('a module that never ends loading is ended', async () => {
    write('bad.mjs', 'while (true);');
    expect(await stages(1_000).describe('./bad.mjs', quiet)).toMatchObject({ error: /took longer than 1 s/ });
  });
});

describe('a stage of the user is run', () => {
  test('what it returns is its answer, and what it tells is heard, whatever else it prints', async () => {
    const body = "console.log('noise'); process.stdout.write('no line'); at.tell('looked'); return [thing];";
    expect(await run(body)).toEqual({ ok: true, value: [{ kind: 'design', id: 'be-fast' }], told: ['looked'] });
  });

  test('it is at the top level, and may start programs and leave timers', async () => {
    const body =
      "const { execSync } = await import('node:child_process'); setInterval(() => 0, 1000); return { stop: execSync('pwd').toString().trim() + at.top };";
    expect(await run(body)).toMatchObject({ value: { stop: top + top } });
  });

  test.each([
    ['throws', "throw new Error('no owner');", { how: 'threw', says: 'no owner' }],
    ['throws what is no error', "throw 'nothing';", { how: 'threw', says: 'nothing' }],
    [
      'changes what it was given',
      "thing.text = 'mine'; return [thing];",
      { how: 'threw', says: expect.stringMatching(/read only property 'text'/) },
    ],
    ['ends its process', 'process.exit(0);', { how: 'ended', says: expect.stringMatching(/exit code 0\) before/) }],
    [
      'throws behind its back',
      "setTimeout(() => { throw new Error('late'); }); await new Promise(() => 0);",
      { how: 'ended', says: expect.stringMatching(/late/) },
    ],
    ['waits for nothing', 'await new Promise(() => 0);', { how: 'ended', says: expect.stringMatching(/exit code 13/) }],
    ['returns nothing', '', { how: 'garbage', says: expect.stringMatching(/neither a list/) }],
    ['returns a word', "return 'ok';", { how: 'garbage', says: expect.stringMatching(/"ok"/) }],
    ['returns things without ids', "return [{ kind: 'design' }];", { how: 'garbage', says: expect.anything() }],
    [
      'returns what no text can hold',
      'const a = []; a.push(a); return a;',
      { how: 'threw', says: expect.stringMatching(/circular/i) },
    ],
    ['stops without a word', "return { stop: ' ' };", { how: 'garbage', says: expect.anything() }],
  ])('one that %s fails, and nothing else does', async (_name, body, error) => {
    expect(await run(body)).toMatchObject({ ok: false, error });
  });

  test.each([
    ['for ever', 'while (true);'],
    ['for something that never comes', 'await new Promise((done) => setTimeout(done, 600000));'],
  ])('one that works %s is ended', async (_name, body) => {
    expect(await run(body, 1_000)).toMatchObject({
      error: { how: 'hung', says: 'it took longer than 1 s and was ended' },
    });
  });

  test('with nothing but the files that are known of it: what was put beside them since is not loaded', async () => {
    const text = (stop: string) =>
      `export default { name: 'a', takes: 'design', gives: 'design', run: () => ({ stop: '${stop}' }) };\n`;
    write('node_modules/sly/package.json', '{ "name": "sly", "type": "module", "exports": "./good.js" }');
    write('node_modules/sly/good.js', text('good'));
    write('node_modules/sly/bad.js', `process.stderr.write('ran');\n${text('bad')}`);
    const call = { module: 'sly', files: ['node_modules/sly/good.js'], thing, onTell: () => undefined };
    expect(await stages().run(call, quiet)).toMatchObject({ value: { stop: 'good' } });
    write('node_modules/sly/package.json', '{ "name": "sly", "type": "module", "exports": "./bad.js" }');
    const says = expect.stringMatching(/sly\/bad\.js was not a part of it when the run began/);
    expect(await stages().run(call, quiet)).toMatchObject({ error: { how: 'threw', says } });
  });

  test('a signal ends it', async () => {
    const stop = new AbortController();
    const call = {
      module: module("at.tell('here'); while (true);"),
      files: ['audit.mjs'],
      thing,
      onTell: () => stop.abort('SIGINT'),
    };
    expect(await stages().run(call, stop.signal)).toMatchObject({ error: { how: 'ended' } });
  });
});
