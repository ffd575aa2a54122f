#!/usr/bin/env node
import module from 'node:module';

// From Node 22 on, what was compiled once is kept for the next start; it lies in the system's temporary folder.
// src/cli/compiled.ts does it for the versions before.
module.enableCompileCache?.();
await import('../dist/main.js');
