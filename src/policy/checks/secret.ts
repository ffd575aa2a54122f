/** Kinds of keys that can be told by their form. Sources: the vendors' published key formats. */
const KINDS: readonly { readonly kind: string; readonly form: RegExp }[] = [
  { kind: 'private key', form: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/g },
  { kind: 'AWS access key', form: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g },
  { kind: 'GitHub token', form: /\bgh[pousr]_[A-Za-z0-9]{36,}\b/g },
  { kind: 'GitHub token', form: /\bgithub_pat_[A-Za-z0-9_]{40,}\b/g },
  { kind: 'Anthropic key', form: /\bsk-ant-[A-Za-z0-9_-]{20,}/g },
  { kind: 'OpenAI key', form: /\bsk-(?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{32,}/g },
  { kind: 'Slack token', form: /\bxox[abeprs]-[A-Za-z0-9-]{20,}/g },
  { kind: 'Google API key', form: /\bAIza[0-9A-Za-z_-]{35}(?![0-9A-Za-z_-])/g },
  { kind: 'JSON web token', form: /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/g },
];

/** A key of documentation or of a test: it says so, or repeats one character. */
const PLACEHOLDER = /EXAMPLE|example|placeholder|dummy|x{6,}|X{6,}|0{10,}|1234567890|\*{4,}|(.)\1{9,}/;

/** The kind of secret that a line holds; null when none can be told. */
export function secretIn(line: string): string | null {
  for (const { kind, form } of KINDS) {
    for (const [key] of line.matchAll(form)) {
      if (!PLACEHOLDER.test(key)) return kind;
    }
  }
  return null;
}
