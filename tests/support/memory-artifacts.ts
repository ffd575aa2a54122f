import { designsFolder } from '../../src/adapters/artifacts/file/designs.js';
import { artifactFile } from '../../src/adapters/artifacts/file/files.js';
import { opportunitiesFile } from '../../src/adapters/artifacts/file/opportunities.js';
import { ok } from '../../src/domain/result.js';
import type { Settings } from '../../src/domain/settings.js';
import type { Artifacts } from '../../src/ports/artifacts.js';
import type { Files } from '../../src/ports/files.js';
import type { IgnoringRepository } from './outer-stage.js';

const TOP = '/repo';

/** The artifacts of a repository in memory, those that git ignores included. */
export function memoryArtifacts(disk: IgnoringRepository, { places, tasklist }: Settings): Artifacts {
  const files = filesOf(disk);
  return {
    opportunities: opportunitiesFile(files, TOP, places.opportunities),
    designs: designsFolder(files, TOP, places.designs),
    tasklist: artifactFile(files, TOP, tasklist),
    roadmap: places.roadmap === null ? null : artifactFile(files, TOP, places.roadmap),
    aside: '.millstone/runs/run/undone',
    setAside: (file, text) => files.write(`${TOP}/.millstone/runs/run/undone/${file.replaceAll('/', '_')}`, text),
    textOf: (path) => files.read(`${TOP}/${path}`),
  };
}

const within = (path: string): string => path.slice(TOP.length + 1);

const filesOf = (disk: IgnoringRepository): Files => ({
  read: async (path) => ok(disk.textOf(within(path))),
  readLines: async (path) => ok(disk.textOf(within(path))?.split('\n') ?? null),
  write: async (path, text) => ok(disk.edit({ [within(path)]: text })),
  append: async (path, text) => ok(disk.edit({ [within(path)]: `${disk.textOf(within(path)) ?? ''}${text}` })),
  remove: async (path) => ok(disk.edit({ [within(path)]: null })),
  async list(path) {
    const folder = `${within(path)}/`;
    const all = [...disk.ignored.keys(), ...Object.keys(disk.files)].filter((name) => name.startsWith(folder));
    return ok(all.length === 0 ? null : [...new Set(all.map((name) => name.slice(folder.length)))].sort());
  },
});
