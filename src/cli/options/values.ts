import { InvalidArgumentError } from 'commander';

/** A word that is no value: somebody forgot the value before it. */
const FLAG = /^(?:--[a-z][a-z-]*|-[a-z])$/;

/** Any text, but not the next flag: `--task --quiet` must not start a task called "--quiet". */
export function anyText(value: string): string {
  if (FLAG.test(value)) throw new InvalidArgumentError('That is a flag; a value is expected.');
  return value;
}

/** What is to be done. Nothing must not mean the whole tasklist: in a script, `--task "$TASK"` may come out empty. */
export function taskText(value: string): string {
  if (value.trim() === '')
    throw new InvalidArgumentError('It is empty: say what is to be done, or leave --task out to work on the tasklist.');
  return anyText(value);
}

/** A text that says something. */
export function someText(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('It must not be empty.');
  return anyText(value);
}

/** A whole decimal number, not below `least`. */
export const whole =
  (least = Number.NEGATIVE_INFINITY) =>
  (value: string): number => {
    const number = Number(value);
    if (!/^-?\d+$/.test(value) || !Number.isSafeInteger(number))
      throw new InvalidArgumentError('A whole number is expected.');
    if (number < least) throw new InvalidArgumentError(`It must be at least ${least}.`);
    return number;
  };

/** A number above 0. */
export function amount(value: string): number {
  const number = Number(value);
  if (!/^\d*\.?\d+$/.test(value) || !(number > 0)) throw new InvalidArgumentError('A number above 0 is expected.');
  return number;
}

/** A list that grows with every time the flag is typed. */
export const another = (value: string, before: unknown): string[] => [
  ...(Array.isArray(before) ? (before as string[]) : []),
  someText(value),
];
