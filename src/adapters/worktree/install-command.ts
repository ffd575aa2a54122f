import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** How each package manager installs exactly what its lock file says, by that file. The first that is there counts. */
const INSTALLS: readonly (readonly [lock: string, command: string])[] = [
  ['pnpm-lock.yaml', 'pnpm install --frozen-lockfile --prefer-offline'],
  ['yarn.lock', 'yarn install --frozen-lockfile'],
  ['bun.lock', 'bun install --frozen-lockfile'],
  ['bun.lockb', 'bun install --frozen-lockfile'],
  ['package-lock.json', 'npm ci --prefer-offline --no-audit --no-fund'],
  ['uv.lock', 'uv sync --frozen'],
  ['poetry.lock', 'poetry install --no-interaction'],
  ['Gemfile.lock', 'bundle install'],
];

/** The install command of the package manager that a checkout is made for; null for none. Compilers fetch for themselves. */
export const installCommand = (top: string): string | null =>
  INSTALLS.find(([lock]) => existsSync(join(top, lock)))?.[1] ?? null;
