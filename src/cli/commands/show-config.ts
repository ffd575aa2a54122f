import { inEffect, type TypedValue } from '../../config/in-effect.js';
import { settingsText } from '../../config/in-effect-text.js';
import type { Name } from '../../config/load.js';
import { err, ok } from '../../domain/result.js';
import { configWord, ROLES } from '../../domain/role.js';
import { noticeLine } from '../../report/notices.js';
import type { Host } from '../host.js';
import { FLAGS, type FlagName } from '../options/all.js';
import { longName } from '../options/flag.js';
import { type Prepared, prepare } from '../prepare.js';
import type { RequestOf } from '../request.js';
import { answered } from './answer.js';
import { placeOf } from './place.js';

type Request = RequestOf<'show-config'>;

/**
 * `millstone --show-config`: every setting in effect with the place it comes from. Returns the exit code: 2 when
 * something is wrong with a setting, which is then told like at a start.
 */
export const showConfigCommand = (request: Request, host: Host, leave: (exit: number) => void): Promise<number> =>
  answered(request, host, leave, async (question) => {
    const place = await placeOf(question);
    if (!place.ok) return place;
    const { located, layout } = place.value;
    const prepared = await prepare(request.flags, located, layout, host);
    if (!prepared.ok) return err({ reason: 'refused', problems: prepared.error });
    const { loaded, settings, notices } = prepared.value;
    const found = inEffect(loaded, typedValues(request));
    const files: Readonly<Record<Name, string>> = {
      config: '.millstone/config.toml',
      policy: '.millstone/policy.toml',
      project: '.millstone/project.toml',
      profile: `.millstone/profiles/${loaded.config.profile}.toml`,
    };
    const parts = (Object.keys(files) as Name[]).map((name) => `# ${files[name]}\n${settingsText(found[name])}`);
    const said = notices.map((notice) => `# ${noticeLine(notice).text}\n`).join('');
    return ok({
      exit: 0,
      says: [said, rolesText(prepared.value), ...parts].filter((part) => part !== '').join('\n'),
      json: { type: 'show-config', exit: 0, ...found, agents: settings.agents, notices },
    });
  });

/** Which agent plays which role, after all that is said of it in several keys and flags. */
function rolesText({ settings }: Prepared): string {
  const rows = ROLES.map((role) => {
    const { cli, model } = settings.agents[role];
    return `#   ${configWord(role).padEnd(12)}${cli}${model === null ? '' : ` (${model})`}\n`;
  });
  return `# Agents\n${rows.join('')}`;
}

/** What was typed, by the key that it wins over. */
function typedValues({ flags, screen }: Request): ReadonlyMap<string, TypedValue> {
  const given: Readonly<Record<string, unknown>> = {
    ...flags,
    ...(flags.fullDiff === true ? { fullDiff: 'full' } : {}),
    ...(screen.verbosity === 'verbose' ? { verbose: 'verbose' } : {}),
  };
  const values = Object.entries(given).flatMap(([name, value]) => {
    const flag = FLAGS[name as FlagName];
    return flag.key === null || value === undefined ? [] : [[flag.key, { flag: longName(flag), value }] as const];
  });
  return new Map(values);
}
