import { codes, isErrorCode } from './codes.ts';

const networkHint =
  'Only nodes reach the network: let an HTTP request node fetch it before this step, and use what that gives out.';
const machineHint =
  'Steps run in a sandbox, without the machine, its files and its packages: what they need has to come with the items.';
const noCodeHint = 'Write what the text would become as an expression, or as a function of its own.';

const network: ReadonlySet<string> = new Set(['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'axios']);
const machine: ReadonlySet<string> = new Set([
  'require',
  'process',
  'module',
  'fs',
  'window',
  'document',
  'localStorage',
  'setTimeout',
]);

/** What to try when a step fails: of what scripts look for in vain, as browsers and Node have it, where it is found here; else what the code says. */
export function scriptHint(code: string, message: string): string | undefined {
  if (code === 'template_failed' || code === 'code_failed') {
    const [, name = ''] = /ReferenceError: '?(\w+)'? is not defined/.exec(message) ?? [];
    if (network.has(name)) return networkHint;
    if (machine.has(name)) return machineHint;
    if (message.includes('text never becomes code')) return noCodeHint;
  }
  return isErrorCode(code) ? codes[code].hint : undefined;
}
