import { flag, setting, value } from './flag.js';
import { another, someText } from './values.js';

const cliOf = (word: string, says: string, key: string) =>
  setting(value(`--cli-${word} <name>`, says, someText, { key }));

/** Who plays which role. */
export const AGENT_FLAGS = {
  cli: setting(
    value(
      '--cli <name>',
      'the agent of every role: claude, codex, gemini, opencode, demo, or one of [agents]',
      someText,
      { shown: 'claude', key: 'cli' },
    ),
  ),
  cliBuilder: cliOf('builder', 'the agent that writes', 'cli_builder'),
  cliReviewer: cliOf('reviewer', 'the agent that judges', 'cli_reviewer'),
  cliSanity: cliOf('sanity', 'the agent of the sanity checks', 'cli_sanity'),
  cliAnalyzer: cliOf('analyzer', 'the agent that analyses', 'cli_analyzer'),
  cliReleaseEng: cliOf('release-eng', 'the agent that prepares releases', 'cli_release_eng'),
  cliSre: cliOf('sre', 'the agent that looks into incidents', 'cli_sre'),
  fallback: setting(
    value('--fallback <role=name>', 'who steps in while the agent of a role is limited; repeatable', another),
  ),
  session: setting(
    value(
      '--session <mode>',
      'how long agents keep a conversation: also continue_within_run, continue, or its id',
      someText,
      { shown: 'new_each_task', key: 'session_mode' },
    ),
  ),
  model: setting(value('--model <name>', 'the model of every role', someText, { key: 'model' })),
  autoModel: setting(
    flag('--auto-model', 'rules choose the models, by role, complexity, risk and words of the task', {
      key: 'model_selection.enabled',
    }),
  ),
};
