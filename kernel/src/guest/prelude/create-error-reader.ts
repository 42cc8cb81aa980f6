import type { RunError } from '@sluice/protocol';

export interface ErrorPlace {
  readonly node: string;
  readonly scope: string;
  /** The parameter paths of the node's templates and code, by index; code chunks are named `code-<node index>-<index>`. */
  readonly paths: readonly string[];
  readonly item?: number | undefined;
}

export interface ErrorReader {
  read(thrown: unknown, place: ErrorPlace): RunError;
}

/**
 * Turns whatever was thrown into a `RunError`. Errors may be hostile: no method of theirs is called, a getter that throws counts as
 * absent, and texts are cut. Runs in the guest: it must not refer to anything outside itself.
 */
export function createErrorReader(): ErrorReader {
  const { stringify } = JSON;
  const cut = 2000;
  const codePattern = /^[a-z][a-z0-9_]{1,63}$/;
  const framePattern = /\bcode-\d+-(\d+):(\d+):(\d+)/;

  function member(thrown: unknown, name: string): unknown {
    try {
      return typeof thrown === 'object' && thrown !== null ? (thrown as { [name: string]: unknown })[name] : undefined;
    } catch {
      return undefined;
    }
  }

  function text(thrown: unknown, name: string): string | undefined {
    const value = member(thrown, name);
    return typeof value === 'string' && value !== '' ? shorten(value) : undefined;
  }

  function shorten(value: string): string {
    return value.length > cut ? `${value.slice(0, cut)}…` : value;
  }

  function shown(thrown: unknown): string {
    if (typeof thrown === 'string') return shorten(thrown);
    if (typeof thrown === 'symbol' || typeof thrown === 'function') return `a ${typeof thrown}`;
    if (typeof thrown !== 'object' || thrown === null) return String(thrown);
    try {
      return shorten(stringify(thrown) ?? 'an object');
    } catch {
      return 'an object';
    }
  }

  function messageOf(thrown: unknown, code: string | undefined): string {
    const message = text(thrown, 'message');
    const name = text(thrown, 'name');
    if (message === undefined) return name === undefined ? `It threw ${shown(thrown)}` : name;
    return code !== undefined || name === undefined || name === 'Error' ? message : `${name}: ${message}`;
  }

  /** Line and column in the code of the first frame that lies in it; its text starts at the second line of its chunk. */
  function frameOf(thrown: unknown, paths: readonly string[]): Pick<RunError, 'param' | 'line' | 'column'> {
    const stack = member(thrown, 'stack');
    const frame = typeof stack === 'string' ? framePattern.exec(stack.slice(0, 20_000)) : null;
    const param = frame === null ? undefined : paths[Number(frame[1])];
    if (frame === null || param === undefined) return {};
    const line = Number(frame[2]) - 1;
    // QuickJS places some errors of a function's first expression at its head, which is not the author's text.
    return line < 1 ? { param } : { param, line, column: Number(frame[3]) };
  }

  function codeOf(thrown: unknown): string | undefined {
    const code = text(thrown, 'code');
    if (code !== undefined && codePattern.test(code)) return code;
    const isOverflow = text(thrown, 'message') === 'Maximum call stack size exceeded' && text(thrown, 'name') === 'RangeError';
    return isOverflow ? 'step_stack' : undefined;
  }

  /** Also when the code has spoilt the methods that reading takes: a failure is never lost. */
  function read(thrown: unknown, place: ErrorPlace): RunError {
    try {
      return readCarefully(thrown, place);
    } catch {
      return { code: 'code_failed', message: 'The code threw an error that cannot be read', nodeId: place.node };
    }
  }

  function readCarefully(thrown: unknown, place: ErrorPlace): RunError {
    const code = codeOf(thrown);
    const hint = text(thrown, 'hint');
    const param = text(thrown, 'param');
    const own = member(thrown, 'item');
    const item = typeof own === 'number' && own >= 0 && own % 1 === 0 ? own : place.item;
    return {
      code: code ?? 'code_failed',
      message: messageOf(thrown, code),
      ...(hint === undefined ? {} : { hint }),
      nodeId: place.node,
      ...(place.scope === '' ? {} : { scope: place.scope }),
      ...frameOf(thrown, place.paths),
      ...(param === undefined ? {} : { param }),
      ...(item === undefined ? {} : { item }),
    };
  }

  return { read };
}
