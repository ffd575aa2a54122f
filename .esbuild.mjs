// Bundles the program into dist/ (docs/adr/0001-bundled.md).
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { build } from 'esbuild';

/** What is started often gets a file of its own, whose compiled code is kept between starts. */
const HOT = { './hot.js': 'hot', './commands/status.js': 'commands/status', './commands/dry-run.js': 'commands/dry-run' };

const bundle = (entryPoints, more) =>
  build({
    entryPoints,
    bundle: true,
    platform: 'node',
    target: 'node20.12',
    outdir: 'dist',
    sourcemap: 'linked',
    minifySyntax: true,
    logLevel: 'warning',
    ...more,
  });

/** Text whose every character is one byte, which node reads at once. esbuild leaves regular expressions as they are. */
const ascii = (text) =>
  text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A CommonJS bundle, and a module in front of it that loads it through src/cli/compiled.ts. */
async function hot(name) {
  const made = await bundle(
    { [name]: `src/cli/${name}.ts` },
    {
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
      write: false,
      metafile: true,
      define: { 'import.meta.url': 'moduleUrl' },
      banner: { js: "const moduleUrl=require('node:url').pathToFileURL(__filename).href;" },
    },
  );
  mkdirSync(dirname(`dist/${name}`), { recursive: true });
  for (const { path, text } of made.outputFiles) writeFileSync(path, path.endsWith('.cjs') ? ascii(text) : text);
  const code = ascii(made.outputFiles.find(({ path }) => path.endsWith('.cjs')).text);
  const digest = createHash('sha256').update(code).digest('hex').slice(0, 16);
  const { exports: names } = await namesOf(name);
  const up = name.includes('/') ? '..' : '.';
  writeFileSync(
    `dist/${name}.js`,
    `import{fileURLToPath}from'node:url';import{compiled}from'${up}/compiled.js';` +
      `const file=fileURLToPath(new URL('${name.split('/').at(-1)}.cjs',import.meta.url));` +
      `export const{${names.join(',')}}=compiled({file,digest:'${digest}'});\n`,
  );
}

/** What a module of src/cli exports. */
async function namesOf(name) {
  const { metafile } = await bundle(
    { [name]: `src/cli/${name}.ts` },
    { format: 'esm', bundle: false, write: false, metafile: true, sourcemap: false },
  );
  return Object.values(metafile.outputs)[0];
}

rmSync('dist', { recursive: true, force: true });
await Promise.all([
  bundle(
    {
      main: 'src/cli/main.ts',
      compiled: 'src/cli/compiled.ts',
      'guard-child': 'src/adapters/process/guard-child.ts',
      'demo-agent': 'src/adapters/agents/demo/program.ts',
      demo: 'src/cli/demo.ts',
    },
    {
      external: Object.keys(HOT),
      format: 'esm',
      splitting: true,
      banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    },
  ),
  bundle(
    {
      plugin: 'src/plugin.ts',
      'stage-child': 'src/adapters/own-stages/child.ts',
      'stage-hook': 'src/adapters/own-stages/loaded-hook.ts',
    },
    { format: 'esm', sourcemap: false },
  ),
  ...Object.values(HOT).map(hot),
]);
