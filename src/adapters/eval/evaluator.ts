import type { CheckRun } from '../../domain/project-check.js';
import type { TestReport } from '../../domain/test-report.js';
import { countProblems } from '../../formats/problems.js';
import { readTestOutput } from '../../formats/test-reports/read.js';
import type { Evaluator } from '../../ports/evaluator.js';
import type { Files } from '../../ports/files.js';
import type { Ending, RunProcess } from '../../ports/process.js';
import { BothEnds } from './both-ends.js';
import { readMarkers } from './detect.js';
import { leftReports, type ReportPlaces } from './left-reports.js';

/** Bytes of a check's output that are kept for people and agents: a first error stands at the beginning, the summary at the end. */
const HEAD_BYTES = 4 * 1024;
const TAIL_BYTES = 8 * 1024;
/** Bytes in which the report of a runner is looked for. */
const READ_HEAD_BYTES = 256 * 1024;
const READ_TAIL_BYTES = 2 * 1024 * 1024;
/** The longest command of `eval_scripts`. Source: eval.md 3.5. */
const SCRIPT_MS = 60_000;
/** Between asking a check to end and ending it. */
const GRACE_MS = 2_000;

/** What running checks takes. */
export interface EvaluatorDeps {
  /** Starts what is watched over: a test may leave anything running. */
  readonly run: RunProcess;
  readonly files: Files;
  /** The top level of the working tree. */
  readonly top: string;
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds of the longest check; 0 means no limit. */
  readonly timeoutMs: number;
  /** Where tests leave reports. */
  readonly reports: ReportPlaces;
}

/** Runs the checks of the project in a working tree, each in a shell and a process group of its own. */
export function makeEvaluator({ run, files, top, env, timeoutMs, reports }: EvaluatorDeps): Evaluator {
  const surroundings = checkEnv(env);
  return {
    markers: (texts) => readMarkers(top, texts, files),
    async run({ kind, command }, signal) {
      const kept = new BothEnds(HEAD_BYTES, TAIL_BYTES);
      const read = new BothEnds(READ_HEAD_BYTES, READ_TAIL_BYTES);
      const keep = (chunk: Uint8Array): void => {
        kept.push(chunk);
        read.push(chunk);
      };
      const left = kind === 'tests' ? await leftReports(top, reports, files) : null;
      const { ending, ms } = await run(
        {
          program: '/bin/sh',
          args: ['-c', command],
          cwd: top,
          stdin: null,
          env: surroundings,
          limits: { idleMs: 0, totalMs: kind === 'script' ? SCRIPT_MS : timeoutMs, graceMs: GRACE_MS, tailBytes: 0 },
          onStdout: keep,
          onStderr: keep,
        },
        signal,
      );
      const how = endingOf(ending);
      if (how === null) return null;
      const ran = { kind, command, ending: how, ms, output: kept.text() };
      if (left === null) {
        const problems = countProblems(read.text());
        return problems === null ? ran : { ...ran, problems };
      }
      const { junit, coverage } = await left();
      const tests = junit ?? readTestOutput(read.text(), top);
      return {
        ...ran,
        ...(tests === null ? {} : { tests: bounded(tests) }),
        ...(coverage === null ? {} : { coverage }),
      };
    },
  };
}

/** Failures of a check that are kept by name. */
const NAMED = 1_000;
/** Characters of the names of passed tests; where there are more, none is kept. */
const PASSES = 64 * 1024;

function bounded({ passes, ...tests }: TestReport): TestReport {
  const kept = { ...tests, failures: tests.failures.slice(0, NAMED) };
  const few = passes !== undefined && passes.reduce((sum, name) => sum + name.length, 0) <= PASSES;
  return few ? { ...kept, passes } : kept;
}

/** Nobody answers, nobody watches, nothing is fetched, and nothing is coloured. */
function checkEnv(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  // With FORCE_COLOR beside it, node would warn in every output that NO_COLOR has no effect.
  const { FORCE_COLOR: _, ...kept } = env;
  return { CI: 'true', NO_COLOR: '1', npm_config_yes: 'false', ...kept, GIT_TERMINAL_PROMPT: '0' };
}

function endingOf(ending: Ending): CheckRun['ending'] | null {
  switch (ending.kind) {
    case 'exited':
    case 'signalled':
    case 'timeout':
    case 'not-started':
      return ending;
    case 'not-found':
      return { kind: 'not-started', why: 'there is no /bin/sh' };
    case 'silent':
      return { kind: 'timeout', ms: ending.ms };
    case 'cancelled':
      return null;
    default:
      return ending satisfies never;
  }
}
