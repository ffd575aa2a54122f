/** Why a provider refuses a request. */
export type RefusalKind =
  | 'rate-limit'
  | 'quota'
  /** The allowance of a plan, with the time at which it begins anew. */
  | 'usage-limit'
  | 'overloaded'
  | 'server-error'
  | 'auth'
  | 'unknown-model'
  | 'too-long'
  | 'bad-request';

/** A refusal as the provider sends it. */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

/** Seconds after which a limit of the script is over, by what it states. */
export const RETRY_SECONDS = 2;
/** The same for the allowance of a plan: it lasts for some hours. */
export const RESET_SECONDS = 12_345;
