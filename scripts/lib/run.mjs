import { spawn } from 'node:child_process';
import { childEnv } from './child-env.mjs';
import { root } from './root.mjs';

/**
 * Runs a command in the checkout with our own stdio, passes SIGINT and SIGTERM on to it, and answers with its exit code (128 +
 * the signal's number when a signal ended it).
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: childEnv(), ...options });
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    const forward = (signal) => child.kill(signal);
    for (const signal of signals) process.on(signal, forward);
    const settle = () => signals.forEach((signal) => void process.off(signal, forward));
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      settle();
      resolve(code ?? 128 + (signalNumbers[signal] ?? 0));
    });
  });
}

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };
