import type { ConfiguredAgent } from '../domain/configured-agent.js';
import type { Problem } from '../domain/halt.js';
import type { Loaded } from './load.js';

/** The agents that the configuration describes, and what is wrong with their descriptions. */
export interface ConfiguredAgents {
  readonly agents: Readonly<Record<string, ConfiguredAgent>>;
  readonly problems: readonly Problem[];
}

/** Reads `[agents.NAME]`. Names of agents that need no description are refused: theirs would count for nothing. */
export function configuredAgents(loaded: Loaded, known: readonly string[]): ConfiguredAgents {
  const agents: Record<string, ConfiguredAgent> = {};
  const problems: Problem[] = [];
  for (const [name, table] of Object.entries(loaded.config.agents)) {
    const place = (key: string): string => loaded.at('config', `agents.${name}.${key}`);
    if (known.includes(name)) {
      const fix = 'give it another name, and name that one in cli';
      problems.push({ what: `${place('command')}: ${name} is an agent that needs no description`, fix });
      continue;
    }
    if (table.command === null) {
      // One of the wrong kind counts as not there, and is told already.
      const told = loaded.problems.some(({ what }) => what.startsWith(`${place('command')}:`));
      if (!told) problems.push({ what: `${place('command')} is missing`, fix: 'name the program that is run' });
      continue;
    }
    if (table.output === 'json' && table.text_field === null) {
      const fix = 'name where its JSON holds the reply, such as "result.text"';
      problems.push({ what: `${place('text_field')} is missing although output is "json"`, fix });
      continue;
    }
    for (const [key, mark] of MARKS) {
      if (table[key].length === 0 || table[key].some((arg) => arg.includes(mark))) continue;
      problems.push({ what: `${place(key)} has no ${mark} in it`, fix: `write ${mark} where it belongs` });
    }
    agents[name] = {
      command: table.command,
      args: table.args,
      output: table.output,
      textField: table.text_field ?? '',
      sessionField: table.output === 'json' ? table.session_field : null,
      modelArgs: table.model_args,
      resumeArgs: table.resume_args,
      readOnlyArgs: table.read_only_args,
      install: table.install,
    };
  }
  return { agents, problems };
}

const MARKS = [
  ['model_args', '{model}'],
  ['resume_args', '{session}'],
] as const;
