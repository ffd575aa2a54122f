/** A record that cannot be read. `line` counts from 1; null where the file is one record. */
export interface DamagedRecord {
  readonly file: string;
  readonly line: number | null;
  readonly why: string;
}

/** Records in the order of their files, and those that had to be left out. */
export interface ReadRecords<T> {
  readonly found: readonly T[];
  readonly damaged: readonly DamagedRecord[];
}
