// Loaded into millstone before anything else: a disk that fills up, or a clock that jumps, at a moment a test names.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { SICK_LINE, SICK_ROOM, SICK_CODE = 'ENOSPC', SICK_CLOCK } = process.env;

if (process.argv[1]?.endsWith('millstone.js')) {
  if (SICK_LINE !== undefined) fillUp(Number(SICK_LINE), SICK_ROOM === 'later');
  if (SICK_CLOCK !== undefined) jump(...SICK_CLOCK.split(' ').map(Number));
}

/** Of the nth journal line the first half is written alone; `later` the lines after it are written again. */
function fillUp(nth, later) {
  const { writeSync } = fs;
  let lines = 0;
  fs.writeSync = (fd, data, ...rest) => {
    if (!Buffer.isBuffer(data) || data.toString('utf8', 0, 9) !== '{"kind":"') return writeSync(fd, data, ...rest);
    lines++;
    if (lines < nth || (later && lines > nth)) return writeSync(fd, data, ...rest);
    writeSync(fd, data, 0, data.length >> 1);
    throw Object.assign(new Error(`${SICK_CODE}: the words of the system, write`), { code: SICK_CODE });
  };
  syncBuiltinESMExports();
}

/** From the nth look on, the clock shows so many milliseconds more; a negative number sets it back. */
function jump(nth, by) {
  const Real = Date;
  let looks = 0;
  const now = () => Real.now() + (++looks >= nth ? by : 0);
  globalThis.Date = class extends Real {
    constructor(...given) {
      super(...(given.length === 0 ? [now()] : given));
    }
    static now() {
      return now();
    }
  };
}
