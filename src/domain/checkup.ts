import type { AgentId } from './agent.js';
import type { Problem } from './halt.js';
import type { LockHolder } from './lock-holder.js';
import type { Result } from './result.js';
import type { Role } from './role.js';

/**
 * `fail`: it is needed and does not work. `warn`: a run needs a word of its owner, or goes otherwise than expected.
 * `unknown`: it could not be found out.
 */
export type Condition = 'ok' | 'warn' | 'fail' | 'unknown';

/** One thing that `--doctor` looked at. */
export interface Point {
  /** What it is about, in a word or two: `git`, `agent claude`. */
  readonly about: string;
  readonly condition: Condition;
  /** What was found, in a sentence or less. */
  readonly says: string;
  /** What to do about it; never null for a point that fails. */
  readonly fix: string | null;
}

/** What was found out; an error says why it cannot be known. */
export type Known<T> = Result<T, string>;

/** Something that was tried, with what it printed: its answer, or its complaint. */
export interface Tried {
  readonly worked: boolean;
  readonly says: string;
}

/** What there is to know about git itself. */
export interface GitFacts {
  /** The words of `git --version`; null when there is no git. */
  readonly version: Known<string | null>;
  /** The identity that a commit would bear, or git's complaint that there is none. */
  readonly identity: Known<Tried>;
  /** What came of signing something as a commit would; null when commits are not signed. */
  readonly signing: Known<Tried | null>;
}

/** The run lock: whose, and whether that one still works. `holder` is null when the file cannot be read. */
export interface LockFacts {
  readonly file: string;
  readonly holder: LockHolder | null;
  readonly lives: boolean;
}

/** The newest run that was not brought to its end. `says` is what it halted for; null when it died. */
export interface UnfinishedFacts {
  readonly run: string;
  readonly says: string | null;
}

/** What there is to know about the repository. */
export interface RepositoryFacts {
  readonly top: string;
  readonly standing: Known<{
    /** Its full name; null when HEAD is detached. */
    readonly branch: string | null;
    readonly dirty: readonly string[];
    readonly inside?: readonly { readonly path: string; readonly files: readonly string[] }[];
    readonly operation: 'merge' | 'rebase' | 'cherry-pick' | 'revert' | 'bisect' | null;
  }>;
  readonly lock: Known<LockFacts | null>;
  /** The text of STOP.md; null when there is none. */
  readonly stopFile: Known<string | null>;
  readonly unfinished: Known<UnfinishedFacts | null>;
  /** Runs that have something parked. */
  readonly parked: Known<readonly string[]>;
  /** Free bytes where the repository lies. */
  readonly freeBytes: Known<number>;
  /** Whether this user may write where millstone keeps its state. */
  readonly writable: boolean;
}

/** The settings files: what is wrong with them, and what in them has no effect. */
export interface SettingsFacts {
  readonly problems: readonly Problem[];
  readonly remarks: readonly string[];
}

/** The tasklist: its path, and what is known of it; null when there is no such file. */
export interface TasklistFacts {
  readonly path: string;
  /** The tracker that the settings name instead of a file; null for a file. */
  readonly tracker: string | null;
  readonly text: Known<string | null>;
  /** What in it does not do what its writer must have meant, with its line. */
  readonly remarks: readonly string[];
}

/** What can be known of an agent's account without asking it. */
export type SignIn =
  | { readonly kind: 'not-needed' }
  /** `where` names a variable or a file, never what is in it. */
  | { readonly kind: 'found'; readonly where: string }
  | { readonly kind: 'not-found'; readonly fix: string };

/** What came of one small real call. */
export type Answered =
  | { readonly kind: 'answered'; readonly ms: number }
  | { readonly kind: 'unreadable'; readonly says: string }
  | { readonly kind: 'failed'; readonly says: string; readonly fix: string | null };

/** One small real call, to the model of its settings; null leaves the choice to the tool. */
export interface Probe {
  readonly model: string | null;
  readonly came: Answered;
}

/** What there is to know about an agent that the settings name. */
export interface AgentFacts {
  readonly cli: AgentId;
  readonly roles: readonly Role[];
  readonly install: string;
  /** The file that would be started; null when there is none on PATH. */
  readonly program: string | null;
  /** What it answers to `--version`; null when there is nothing to ask. */
  readonly version: Known<Tried> | null;
  readonly signIn: SignIn;
  /** A call for every model that the settings name; empty when none was asked for. */
  readonly probes: readonly Probe[];
}

/** A command that checks the work. `program` is what it starts; null when the shell itself does it. */
export interface CheckFacts {
  readonly name: string;
  readonly command: string;
  /** Whether the settings name it; else it was found by the files of the project. */
  readonly written: boolean;
  readonly program: string | null;
  readonly found: boolean;
}

/** Everything that `--doctor` finds out before it judges. */
export interface Checkup {
  /** Node's own version, without a `v`. */
  readonly node: string;
  /** Whether millstone runs as root, and whether IS_SANDBOX=1 says that this is a sandbox. */
  readonly root: boolean;
  readonly sandbox: boolean;
  readonly git: GitFacts;
  /** Or why there is none to work on. */
  readonly repository: Result<RepositoryFacts, readonly Problem[]>;
  /** Null where no repository tells where they are. */
  readonly settings: SettingsFacts | null;
  readonly prompts: SettingsFacts | null;
  readonly tasklist: TasklistFacts | null;
  /** Null when the settings cannot be read, so that nobody knows which agents are meant. */
  readonly agents: readonly AgentFacts[] | null;
  readonly checks: readonly CheckFacts[] | null;
}
