#!/usr/bin/env node
// The command `sluice`. It runs under Node 24; started by an older node, it starts itself again under the one that npm installed.
import { spawn } from 'node:child_process';
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { childEnv } from '../../../scripts/lib/child-env.mjs';
import { findNode24 } from '../../../scripts/lib/find-node24.mjs';

const main = new URL('../src/main.ts', import.meta.url);

if (Number.parseInt(process.versions.node, 10) >= 24) {
  Object.assign(process.env, childEnv());
  module.enableCompileCache();
  await import(main.href);
} else {
  const child = spawn(findNode24(), [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit', env: childEnv() });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code, signal) => {
    if (signal === null) process.exitCode = code ?? 1;
    else process.kill(process.pid, signal);
  });
}
