// Loaded into millstone before anything else: a disk that fills up, or a clock that jumps, at a moment a test names.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { SICK_LINE, SICK_ROOM, SICK_CLOCK } = process.env;

if (process.argv[1]?.endsWith('millstone.js')) {
  if (SICK_LINE !== undefined) fillUp(Number(SICK_LINE), SICK_ROOM === 'later');
  if (SICK_CLOCK !== undefined) jump(...SICK_CLOCK.split(' ').map(Number));
}

/** The nth journal line finds room for its first half alone; `later` there is room again for the lines after it. */
function fillUp(nth, later) {
  const { writeSync } = fs;
  let lines = 0;
  fs.writeSync = (fd, data, ...rest) => {
    if (!Buffer.isBuffer(data) || data.toString('utf8', 0, 9) !== '{"kind":"') return writeSync(fd, data, ...rest);
    lines++;
    if (lines < nth || (later && lines > nth)) return writeSync(fd, data, ...rest);
    writeSync(fd, data, 0, data.length >> 1);
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
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
