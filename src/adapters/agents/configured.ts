import type { ConfiguredAgent } from '../../domain/configured-agent.js';
import { isReadOnly } from '../../domain/role.js';
import type { AgentAdapter } from '../../ports/agent-adapter.js';
import { configuredEnvelope } from './configured-envelope.js';
import { withSchema } from './with-schema.js';

/** An agent that only the configuration knows: a program that takes a prompt on stdin and prints text or JSON. */
export function configured(id: string, agent: ConfiguredAgent): AgentAdapter {
  const install = agent.install ?? `install ${agent.command}, or correct [agents.${id}] in .millstone/config.toml`;
  const tool = { cli: id, signIn: `sign in as ${agent.command} asks for it`, model: null };
  return {
    id,
    program: agent.command,
    install,
    tells: { tokens: false, money: false },
    command: (request, model) => ({
      args: [
        ...agent.args,
        ...(model === null ? [] : filled(agent.modelArgs, '{model}', model)),
        ...(request.conversation === null ? [] : filled(agent.resumeArgs, '{session}', request.conversation)),
        ...(isReadOnly(request) ? agent.readOnlyArgs : []),
      ],
      stdin: withSchema(request.prompt, request.schema),
    }),
    envelope: (about) => configuredEnvelope(agent, { ...tool, now: about.now }, install, about),
  };
}

const filled = (args: readonly string[], place: string, value: string): readonly string[] =>
  args.map((arg) => arg.replaceAll(place, () => value));
