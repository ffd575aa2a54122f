import type { FileChange } from '../../../src/domain/change.js';
import type { Policy } from '../../../src/domain/settings.js';

/** A file of a change: one line added to it unless told otherwise. */
export const file = (path: string, facts: Partial<FileChange> = {}): FileChange => ({
  path,
  from: null,
  status: 'modified',
  added: 1,
  deleted: 0,
  binary: false,
  generated: false,
  ...facts,
});

/** The rules of a repository without a `policy.toml`, as config.md 3 has them, with some of them changed. */
export const policy = (rules: Partial<Policy> = {}): Policy => ({
  locExclude: ['package-lock.json', 'Cargo.lock'],
  maxFiles: 0,
  sensitive: {
    enabled: true,
    paths: [
      ...['.env', '.env.*', '!.env.example', '!.env.sample', '!.env.template'],
      ...['*.pem', '*.key', 'credentials.*', 'secrets.*'],
    ],
    block: true,
  },
  secrets: true,
  dangerous: { patterns: [/rm -rf/i, /DELETE FROM.*WHERE 1/i], pathsIgnore: ['*.md', 'tests'], block: true },
  protectedPaths: ['.git/**', '.millstone/config.toml', '.millstone/policy.toml', '.github/workflows/**'],
  blockOn: ['critical'],
  enforceSingleTask: true,
  ...rules,
});
