import { mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Settings } from '../../../domain/settings.js';
import type { Artifacts } from '../../../ports/artifacts.js';
import { nodeFiles } from '../../files/node-files.js';
import type { RunLayout } from '../../state/layout.js';
import { designsFolder } from './designs.js';
import { artifactFile } from './files.js';
import { opportunitiesFile } from './opportunities.js';

/** The artifacts of a repository, in the files that its settings name. */
export function artifactsAt(
  top: string,
  { places, tasklist }: Pick<Settings, 'places' | 'tasklist'>,
  { aside }: Pick<RunLayout, 'aside'>,
): Artifacts {
  return {
    opportunities: opportunitiesFile(nodeFiles, top, places.opportunities),
    designs: designsFolder(nodeFiles, top, places.designs),
    tasklist: artifactFile(nodeFiles, top, tasklist),
    roadmap: places.roadmap === null ? null : artifactFile(nodeFiles, top, places.roadmap),
    aside: relative(top, aside),
    async setAside(file, text) {
      mkdirSync(aside, { recursive: true, mode: 0o700 });
      return nodeFiles.write(join(aside, file.replaceAll('/', '_')), text);
    },
    textOf: (path) => nodeFiles.read(resolve(top, path)),
  };
}
