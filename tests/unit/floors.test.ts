import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = resolve(import.meta.dirname, '../../src');

/** Which floors a floor may import, and which packages only it may use. The table of docs/architecture.md. */
const FLOORS: Readonly<Record<string, { floors: readonly string[]; packages: readonly string[] }>> = {
  'plugin.ts': { floors: [], packages: [] },
  domain: { floors: [], packages: ['zod'] },
  ports: { floors: ['domain'], packages: [] },
  formats: { floors: ['domain'], packages: ['zod', 'node:crypto'] },
  policy: { floors: ['domain', 'formats'], packages: ['picomatch'] },
  prompting: { floors: ['domain'], packages: ['zod'] },
  adapters: { floors: ['domain', 'ports', 'formats', 'prompting'], packages: ['execa', 'simple-git', 'zod', 'node:'] },
  report: { floors: ['domain', 'ports'], packages: ['pino', 'node:util', 'd3-scale', 'd3-shape'] },
  config: { floors: ['domain', 'ports'], packages: ['smol-toml', 'zod'] },
  loops: { floors: ['domain', 'ports', 'formats', 'policy', 'prompting'], packages: ['zod'] },
  cli: {
    floors: ['domain', 'ports', 'formats', 'policy', 'prompting', 'adapters', 'report', 'config', 'loops'],
    packages: ['commander', 'node:'],
  },
};

/** Modules that may be loaded later than at the start, each for a reason given in docs/adr/0003. */
const LOADED_LATE = ['execa', 'simple-git', 'pino'];

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const imports = (file: string) => {
  const text = readFileSync(join(SRC, file), 'utf8');
  return [
    ...text.matchAll(/^\s*(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/gm),
  ].map((found) => ({ target: found[1] ?? found[2] ?? '', late: found[2] !== undefined }));
};

function complaint(file: string, target: string): string | null {
  const floor = file.split('/')[0] ?? '';
  const rule = FLOORS[floor];
  if (rule === undefined) return `${file}: there is no floor ${floor}`;
  if (target.startsWith('.')) {
    const other = relative(SRC, resolve(SRC, dirname(file), target)).split('/')[0] ?? '';
    return other === floor || rule.floors.includes(other) ? null : `${file} imports ${target}`;
  }
  return rule.packages.some((name) => target === name || (name.endsWith(':') && target.startsWith(name)))
    ? null
    : `${file} imports ${target}`;
}

describe('floors', () => {
  test('there is something to look at', () => {
    expect(files.length).toBeGreaterThan(30);
    expect(files.flatMap(imports).length).toBeGreaterThan(files.length);
  });

  test('every import goes to an allowed floor or package', () => {
    const wrong = files.flatMap((file) => imports(file).map(({ target }) => complaint(file, target)));
    expect(wrong.filter((line) => line !== null)).toEqual([]);
  });

  test.each(['opportunity', 'design', 'task', 'evidence'])(
    'AR-S6 the model of a %s imports other models only',
    (model) => {
      const targets = imports(`domain/${model}.ts`).map(({ target }) => target);
      expect(targets.filter((target) => target !== 'zod' && !/^\.\/[a-z-]+\.js$/.test(target))).toEqual([]);
    },
  );

  test('a wrong import would be noticed', () => {
    expect(complaint('loops/approve.ts', '../adapters/clock.js')).not.toBeNull();
    expect(complaint('loops/approve.ts', 'node:fs')).not.toBeNull();
    expect(complaint('domain/task.ts', '../ports/clock.js')).not.toBeNull();
    expect(complaint('nowhere/a.ts', 'zod')).not.toBeNull();
  });

  test('only named packages, and commands of the cli, are loaded late', () => {
    const late = files.flatMap((file) =>
      imports(file)
        .filter((i) => i.late)
        .map((i) => ({ file, target: i.target })),
    );
    const wrong = late.filter(({ file, target }) => !LOADED_LATE.includes(target) && !file.startsWith('cli/'));
    expect(wrong).toEqual([]);
  });

  test('zod is imported so that what is not used of it can be left out of the bundle', () => {
    const whole = files.filter((file) =>
      /import (type )?\{ z \} from 'zod'/.test(readFileSync(join(SRC, file), 'utf8')),
    );
    expect(whole).toEqual([]);
  });

  // Anything else brings all of zod into the program, whose loading every start would pay for.
  test('zod is imported as a namespace', () => {
    const wrong = files.filter((file) => /import \{[^}]*\} from 'zod'/.test(readFileSync(join(SRC, file), 'utf8')));
    expect(wrong).toEqual([]);
  });

  test('no file is longer than 300 lines', () => {
    const long = files.filter((file) => readFileSync(join(SRC, file), 'utf8').split('\n').length > 301);
    expect(long).toEqual([]);
  });

  test('no file is called a barrel or a drawer', () => {
    expect(files.filter((file) => /(^|\/)(index|utils?|helpers?|common|manager)\.ts$/.test(file))).toEqual([]);
  });

  test('what reads the command line loads no schemas: every start would wait for them', () => {
    const seen = new Set<string>();
    const walk = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      const text = readFileSync(join(SRC, file), 'utf8');
      for (const [, target = ''] of text.matchAll(/^(?:import|export)\s(?!type\b)[^'"]*?from\s+'([^']+)'/gm)) {
        if (target.startsWith('.')) walk(relative(SRC, resolve(SRC, dirname(file), target)).replace(/js$/, 'ts'));
        else seen.add(target);
      }
    };
    walk('cli/entry.ts');
    expect([...seen]).toContain('commander');
    expect([...seen]).not.toContain('zod');
  });
});
