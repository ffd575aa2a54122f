import { TIERS } from '../domain/tier.js';
import { key, type ValuesOf, waiting } from './key.js';
import { names, oneOf, text, texts, word } from './kind.js';

/** The profile that comes with millstone. */
export const BUILT_IN_PROFILE = 'dev_implementation';

/** Every key of `.millstone/profiles/<id>.toml`; the defaults are those of the built-in one. Source: config.md 4.1. */
export const PROFILE_KEYS = {
  capability_tier: key(
    oneOf(TIERS),
    'C1_local_write',
    'What it may do at most: with `C0_read_only` nothing is begun that writes, and `--review-design`, `--review-diff` and `--research` are what is left.',
  ),
  ...waiting('profiles of your own', {
    name: key(text, null, 'What it is called.', null, 'Documents'),
    role_aliases: key(names, { builder: 'author' }, 'Other words for its roles.'),
    artifact_contracts: key(texts, ['opportunity', 'design', 'tasklist_item'], 'Artifacts that it works with.'),
    permitted_effect_classes: key(texts, [], 'Classes of remote effects that it may have.', null, ['transactional']),
    default_providers: key(names, {}, 'Where its artifacts live, by artifact; others are files.', null, {
      tasklist: 'github',
    }),
    loop_id: key(word, 'dev.review', 'The loop that it runs.'),
    task_class: key(
      oneOf(['transformative', 'planning', 'investigative', 'transactional', 'operational']),
      'transformative',
      'The kind of work that it does.',
    ),
    verification: key(text, null, 'How its success is shown.', null, 'The tests pass.'),
    approval_gates: key(texts, [], 'Where a person is asked.', null, ['plan']),
  }),
};

export type ProfileValues = ValuesOf<typeof PROFILE_KEYS>;
