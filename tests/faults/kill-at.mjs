// Loaded into millstone before anything else: names each point at which a crash could hurt, and dies at one of them.
import child_process from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { FAULT_LOG, FAULT_AT } = process.env;
const WRITING = new Set(
  'add apply checkout-index cherry-pick clean commit commit-tree hash-object merge read-tree reset symbolic-ref update-index update-ref worktree write-tree'.split(
    ' ',
  ),
);
const { appendFileSync, fdatasyncSync, writeSync } = fs;
const { rename } = fs.promises;
const { spawn } = child_process;
let points = 0;

function reach(point, lastAct = () => undefined) {
  points++;
  appendFileSync(FAULT_LOG, `${point}\n`);
  if (points !== Number(FAULT_AT)) return;
  lastAct();
  process.kill(process.pid, 'SIGKILL');
  // Not one more instruction of millstone's.
  for (;;);
}

const isLine = (data) => Buffer.isBuffer(data) && data.toString('utf8', 0, 9) === '{"kind":"';
let appended = null;

/** What a child is for, when its start or end is a point; null otherwise. */
function nameOf(program, args) {
  if (/(^|\/)claude$/.test(program)) return 'agent';
  if (program === '/bin/sh' && args.length === 2) return 'check';
  if (!/(^|\/)git$/.test(program)) return null;
  const verb = args.find((arg) => WRITING.has(arg));
  return verb === undefined ? null : `git ${verb}`;
}

if (FAULT_LOG !== undefined && process.argv[1]?.endsWith('millstone.js')) {
  fs.writeSync = (fd, data, ...rest) => {
    if (!isLine(data)) return writeSync(fd, data, ...rest);
    const { kind, key = '' } = JSON.parse(data.toString());
    appended = `${kind} ${key}`.trimEnd();
    reach(`before ${appended}`);
    reach(`within ${appended}`, () => writeSync(fd, data, 0, data.length >> 1));
    return writeSync(fd, data, ...rest);
  };
  fs.fdatasyncSync = (fd) => {
    fdatasyncSync(fd);
    if (appended !== null) reach(`after ${appended}`);
    appended = null;
  };
  // The tasklist is the file that is put in its place by this rename.
  fs.promises.rename = async (from, to) => {
    reach('before the list is replaced');
    await rename(from, to);
    reach('after the list is replaced');
  };
  child_process.spawn = (program, args, options) => {
    const name = nameOf(String(program), args ?? []);
    if (name === null) return spawn(program, args, options);
    reach(`before the start of ${name}`);
    const child = spawn(program, args, options);
    reach(`after the start of ${name}`);
    child.prependListener('exit', () => reach(`at the end of ${name}`));
    return child;
  };
  syncBuiltinESMExports();
}
