import { describe, expect, test } from 'vitest';
import { refusals, settings } from './texts.js';

describe('an agent that only the configuration knows', () => {
  test('AG-S10 can be named like any other', async () => {
    const config = 'cli = "mine"\n[agents.mine]\ncommand = "my-agent"\nargs = ["--print"]\nread_only_args = ["-r"]\n';
    const { agents, configuredAgents } = await settings({ config });
    expect(agents.author.cli).toBe('mine');
    expect(configuredAgents.mine).toEqual({
      command: 'my-agent',
      args: ['--print'],
      output: 'text',
      textField: '',
      sessionField: null,
      modelArgs: [],
      resumeArgs: [],
      readOnlyArgs: ['-r'],
      install: null,
    });
  });

  test.each([
    ['[agents.mine]\nargs = ["-p"]', /agents\.mine\.command is missing/],
    ['[agents.mine]\ncommand = "a"\noutput = "json"', /agents\.mine\.text_field is missing although output is "json"/],
    ['[agents.claude]\ncommand = "a"', /claude is an agent that needs no description/],
    ['[agents.mine]\ncommand = "a"\nmodel_args = ["--model"]', /agents\.mine\.model_args has no \{model\} in it/],
    ['[agents.mine]\ncommand = "a"\nresume_args = ["-c"]', /agents\.mine\.resume_args has no \{session\} in it/],
    ['[agents.mine]\ncommand = 3', /^(?!.*is missing).*agents\.mine\.command: .*got 3/s],
  ])('%j is refused', async (config, words) => {
    expect((await refusals({ config })).join('\n')).toMatch(words);
  });
});
