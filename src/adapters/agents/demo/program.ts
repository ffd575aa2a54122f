import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { build, fix, research, split } from './author.js';
import { commitArguments } from './commit.js';
import { compact } from './compact.js';
import { review, reviewDiff, sanity } from './judge.js';
import { analyze, design, mendDesign, plan, reviewArtifact } from './outer.js';

// The demo agent: plays the role it is started for, on the files of the folder it is started in, without a network.

/** Milliseconds that each of its steps takes, so that a person can watch; 0 for tests. */
const pace = Number(process.env.MILLSTONE_DEMO_PACE ?? '150');

const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const doing = async (text: string): Promise<void> => {
  say({ type: 'doing', text });
  if (pace > 0) await pause(pace);
};
const result = (answer: string | object): void => {
  const structured = typeof answer === 'object';
  say({ type: 'result', text: structured ? JSON.stringify(answer) : answer, structured, conversation: 'demo' });
};

async function main(): Promise<void> {
  const purpose = process.argv[process.argv.indexOf('--purpose') + 1] ?? '';
  let prompt = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) prompt += chunk;

  switch (purpose) {
    case 'build':
    case 'nudge':
      await doing('reading the task');
      await doing('writing demo/');
      return result(build(prompt, process.cwd()));
    case 'fix':
      await doing('reading the feedback');
      await doing('mending demo/');
      return result(fix(prompt, process.cwd()));
    case 'sanity-build':
    case 'sanity-review':
      await doing('looking at the change');
      return result(sanity(prompt));
    case 'review':
    case 'reask':
      await doing('reading the task');
      await doing('checking the change');
      return result(review(prompt, process.cwd()));
    case 'compact':
      await doing('shortening the tasklist');
      return result(compact(prompt, process.cwd()));
    case 'context':
      return result({
        summary: 'A note was written. (This is the demo agent.)',
        key_decisions: ['Notes live in demo/.'],
      });
    case 'split-task':
      await doing('reading the task');
      return result(split());
    case 'research':
      await doing('reading the task');
      return result(research(prompt));
    case 'analyze':
    case 'analyze-fix':
      await doing('looking around');
      await doing('writing the list');
      return result(analyze(prompt, process.cwd()));
    case 'design':
      await doing('reading the goal');
      await doing('writing the design');
      return result(design(prompt, process.cwd()));
    case 'design-fix':
      await doing('reading the feedback');
      await doing('mending the design');
      return result(mendDesign(prompt, process.cwd()));
    case 'plan':
      await doing('reading the design');
      await doing('writing the tasks');
      return result(plan(prompt, process.cwd()));
    case 'plan-fix':
    case 'plan-split':
      await doing('reading the feedback');
      return result('There is nothing that the demo agent could mend here.');
    case 'analyze-review':
    case 'plan-review':
    case 'design-review':
      await doing('reading what was written');
      return result(reviewArtifact(prompt));
    case 'review-diff':
      await doing('reading the diff');
      return result(reviewDiff());
    case 'commit': {
      await doing('committing');
      const { add, commit } = commitArguments(prompt);
      execFileSync('git', add, { stdio: ['ignore', 'ignore', 'inherit'] });
      execFileSync('git', commit, { stdio: ['ignore', 'ignore', 'inherit'] });
      return result('Committed. (This is the demo agent.)');
    }
    default:
      throw new Error(`the demo agent does not know what to do for "${purpose}"`);
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
