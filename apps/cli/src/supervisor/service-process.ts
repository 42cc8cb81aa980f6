import { type ChildProcess, spawn } from 'node:child_process';
import { CliError } from '../cli-error.ts';

/** How long a process has between being asked to stop and being killed. */
const STOP_GRACE_MS = 10_000;
const START_LIMIT_MS = 60_000;

export interface ServiceOptions {
  readonly name: 'engine' | 'gateway';
  /** The TypeScript file to run, absolute. */
  readonly entry: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether its logs go to our stderr. Else they are dropped, but for what explains a failed start. */
  readonly isLogged: boolean;
}

/** What a process sends over IPC when it can serve. */
export interface ReadyMessage {
  readonly type: 'ready';
  readonly url?: string;
  readonly claimUrl?: string;
}

export interface ServiceProcess {
  readonly pid: number | undefined;
  /** Rejects with the process's own coded error when it ends before it is ready. */
  readonly ready: Promise<ReadyMessage>;
  readonly ended: Promise<ServiceEnd>;
  /** Asks it to stop, and kills it when it has not within 10 s. */
  stop(): Promise<void>;
}

export interface ServiceEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** glibc keeps an arena of freed memory for every few threads; with two the engine is some 20 MB smaller, and no slower. Others ignore it. */
const fewArenas = { MALLOC_ARENA_MAX: '2' };

/**
 * Starts the engine or the gateway as a process of its own, under this very node. It has a process group of its own, so that a
 * Ctrl-C reaches it through us and in order; it ends by itself when the IPC channel to us closes, however we went.
 */
export function startService(options: ServiceOptions): ServiceProcess {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', options.entry], {
    env: { ...fewArenas, ...options.env },
    // Its log does not pass through this process: at thousands of requests per second that would cost.
    stdio: ['ignore', options.isLogged ? 2 : 'ignore', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
  });
  const tail = collectErrors(child, options.isLogged);
  const ended = new Promise<ServiceEnd>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
    child.once('error', () => resolve({ code: null, signal: null }));
  });
  return { pid: child.pid, ready: whenReady(options.name, child, ended, tail), ended, stop: () => stop(child, ended) };
}

/** Keeps the end of what the process writes to stderr; what it writes once it is ready is passed on, too. */
function collectErrors(child: ChildProcess, isLogged: boolean): () => string {
  let tail = '';
  let isStarting = true;
  child.on('message', (value) => {
    if (isReady(value)) isStarting = false;
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    tail = `${tail}${chunk.toString()}`.slice(-8000);
    if (isLogged && !isStarting) process.stderr.write(chunk);
  });
  return () => tail;
}

async function whenReady(
  name: string,
  child: ChildProcess,
  ended: Promise<ServiceEnd>,
  tail: () => string,
): Promise<ReadyMessage> {
  let timer: NodeJS.Timeout | undefined;
  const message = await Promise.race([
    new Promise<ReadyMessage>((resolve) => child.on('message', (value) => isReady(value) && resolve(value))),
    ended.then((end): never => {
      throw startFailure(name, end, tail());
    }),
    new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new CliError('start_failed', `The ${name} was not ready within ${START_LIMIT_MS / 1000} s. ${tail()}`.trim()));
        child.kill('SIGKILL');
      }, START_LIMIT_MS);
    }),
  ]).finally(() => clearTimeout(timer));
  return message;
}

function isReady(value: unknown): value is ReadyMessage {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'ready';
}

/** The process's own `code: message` line, else how it ended and its last words. */
export function startFailure(name: string, end: ServiceEnd, stderr: string): CliError {
  const coded = [...stderr.matchAll(/^([a-z]+(?:_[a-z]+)+): (.+)$/gm)].at(-1);
  if (coded?.[1] !== undefined && coded[2] !== undefined) return new CliError(coded[1], coded[2]);
  const how = end.signal === null ? `with exit code ${end.code ?? 'unknown'}` : `by ${end.signal}`;
  const lastWords = stderr.trim().split('\n').slice(-20).join('\n');
  return new CliError(
    'start_failed',
    `The ${name} ended while it was starting, ${how}.${lastWords === '' ? '' : `\n${lastWords}`}`,
  );
}

async function stop(child: ChildProcess, ended: Promise<ServiceEnd>): Promise<void> {
  if (process.platform === 'win32' && child.connected) child.disconnect();
  else child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
  await ended;
  clearTimeout(timer);
}
