/**
 * Freezes a value with everything in it. Compiled patterns stay as they are: they hold nothing that a check reads, and
 * frozen ones are twice as slow to match.
 */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || value instanceof RegExp || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
  return value;
}
