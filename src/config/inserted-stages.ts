import type { Problem } from '../domain/halt.js';
import { BUILT_IN_STAGES, stageName } from '../domain/own-stage.js';
import type { InsertedStage } from '../domain/settings.js';
import type { Loaded } from './load.js';
import { nearest } from './nearest.js';

/** Stages of the user's, and what is wrong with how they are named. Their modules are not looked at here. */
export interface InsertedStages {
  readonly stages: readonly InsertedStage[];
  readonly problems: readonly Problem[];
}

const BUILT_IN: readonly string[] = Object.keys(BUILT_IN_STAGES);
/** Words that stand in the place of a stage in the keys of steps, or will. */
const TAKEN: readonly string[] = ['begin', 'eval', 'goal', 'links', 'sync', 'triage'];
/** A file below the top level, or a package with what may follow its name. */
const MODULE = /^(?:\.\/(?!.*(?:^|\/)\.\.\/).+|(?:@[\w.-]+\/)?[\w-][\w.-]*(?:\/[\w./-]+)?)$/;

/** Reads `[pipeline] insert`. Source: pipeline.md 2. */
export function insertedStages(loaded: Loaded): InsertedStages {
  const place = loaded.at('config', 'pipeline.insert');
  const stages = loaded.config.pipeline.insert;
  const names = stages.map(({ stage }) => stage);
  const problems = stages.flatMap((one, i): readonly Problem[] => {
    const about = `${place}: the stage "${one.stage}"`;
    const wrong: Problem[] = [];
    if (!stageName.safeParse(one.stage).success)
      wrong.push({ what: `${about} has a name that none can have`, fix: 'use small letters, digits, _ and -' });
    else if ([...BUILT_IN, ...TAKEN].includes(one.stage))
      wrong.push({ what: `${about} has the name of one of millstone's own`, fix: 'give it another name' });
    else if (names.indexOf(one.stage) < i) wrong.push({ what: `${about} is named twice`, fix: 'keep one of them' });
    if (!MODULE.test(one.module))
      wrong.push({
        what: `${about}: ${one.module} is neither a file of the repository nor a package`,
        fix: 'write the module as "./stages/audit.mjs", from the top level, or as the name of a package',
      });
    return [...wrong, ...wrongPlace(one, about, stages, loaded)];
  });
  return { stages, problems };
}

function wrongPlace(
  { after }: InsertedStage,
  about: string,
  stages: readonly InsertedStage[],
  { config, at }: Loaded,
): readonly Problem[] {
  const seen = new Set<string>();
  let name = after;
  while (!BUILT_IN.includes(name)) {
    const next = stages.find(({ stage }) => stage === name);
    if (next === undefined) {
      const known = [...BUILT_IN, ...stages.map(({ stage }) => stage)];
      const meant = nearest(name, known);
      const fix = `there are ${known.join(', ')}`;
      return name === after
        ? [
            {
              what: `${about} is to come after "${after}", and there is no such stage`,
              fix: meant === null ? fix : `is "${meant}" meant? ${fix}`,
            },
          ]
        : [];
    }
    if (seen.has(name))
      return [
        {
          what: `${about} comes after stages that come after it`,
          fix: `let one of them come after ${BUILT_IN.join(', ')}`,
        },
      ];
    seen.add(name);
    name = next.after;
  }
  if (name !== 'review_design' || config.review_designs) return [];
  const what = `${about} is to come after review_design, and ${at('config', 'review_designs')} = false leaves that out`;
  return [{ what, fix: 'let it come after design, or take review_designs = false out' }];
}
