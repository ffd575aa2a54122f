// Bundles the program into dist/ (docs/adr/0001-bundled.md).
import { rmSync } from 'node:fs';
import { build } from 'esbuild';

/** What is started often gets files of its own: loading one large module costs less than fifty small ones. */
const HOT = { './hot.js': 'hot', './commands/status.js': 'commands/status', './commands/dry-run.js': 'commands/dry-run' };

const bundle = (entryPoints, more) =>
  build({
    entryPoints,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.12',
    outdir: 'dist',
    sourcemap: 'linked',
    minifySyntax: true,
    logLevel: 'warning',
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    ...more,
  });

rmSync('dist', { recursive: true, force: true });
await Promise.all([
  bundle(
    {
      main: 'src/cli/main.ts',
      'guard-child': 'src/adapters/process/guard-child.ts',
      'demo-agent': 'src/adapters/agents/demo/program.ts',
      demo: 'src/cli/demo.ts',
    },
    { external: Object.keys(HOT) },
  ),
  ...Object.values(HOT).map((name) =>
    bundle({ [name]: `src/cli/${name}.ts` }, { chunkNames: `${name.replace('/', '-')}-[hash]` }),
  ),
]);
