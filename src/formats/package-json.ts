import * as z from 'zod';

const names = z.record(z.string(), z.unknown()).catch({});

/** What a `package.json` says about running its project. */
const packageJson = z.object({
  scripts: z.record(z.string(), z.unknown()).catch({}),
  dependencies: names,
  devDependencies: names,
  /** Such as `pnpm@9.1.0`. */
  packageManager: z.string().catch(''),
});

export interface PackageJson {
  /** Commands by name; what is no text is left out. */
  readonly scripts: ReadonlyMap<string, string>;
  readonly dependencies: ReadonlySet<string>;
  /** `npm`, `pnpm`, ...; empty when it names none. */
  readonly manager: string;
}

/** Reads a `package.json`. Whatever is wrong in it counts as not written: this only helps to guess. */
export function readPackageJson(text: string): PackageJson {
  let value: unknown = null;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    // As if it were empty.
  }
  const read = packageJson.safeParse({ scripts: {}, dependencies: {}, devDependencies: {}, ...asObject(value) });
  if (!read.success) return { scripts: new Map(), dependencies: new Set(), manager: '' };
  const { scripts, dependencies, devDependencies, packageManager } = read.data;
  const commands = Object.entries(scripts).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return {
    scripts: new Map(commands),
    dependencies: new Set([...Object.keys(dependencies), ...Object.keys(devDependencies)]),
    manager: packageManager.split('@')[0] ?? '',
  };
}

const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});
