import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CliError } from '../cli-error.ts';
import { createWritableHome, homePaths } from '../keys/home.ts';
import { loadOrCreateKey } from '../keys/key-file.ts';
import { gatewayUrl, type Settings } from '../settings.ts';
import { findFreePort } from './free-port.ts';
import { findRunningInstance, removeRunningFile, writeRunningFile } from './running-file.ts';
import { serviceEntry } from './service-entry.ts';
import type { ReadyMessage } from './service-process.ts';
import { SupervisedService } from './supervised-service.ts';

/** A Unix socket's path has room for 108 bytes on Linux and 104 on macOS, the closing zero included. */
const LONGEST_SOCKET_PATH = 100;

const LEFT_OVER_MS = 15_000;
const LEFT_OVER_POLL_MS = 200;

export interface StartOptions {
  readonly settings: Settings;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isLogged: boolean;
  /** Whether other commands are to find it, until it stops. */
  readonly isFound: boolean;
  /** Stops the start. */
  readonly signal?: AbortSignal;
  /** Told when a process died and is started again. */
  readonly onRestart: (message: string) => void;
}

export interface RunningSluice {
  readonly url: string;
  /** The gateway's `did:key`. */
  readonly gateway: string;
  /** Present until an owner exists. */
  readonly claimUrl: string | undefined;
  stop(): Promise<void>;
}

/**
 * Starts gateway and engine together on a SLUICE_HOME, and keeps them running until `stop`. With SLUICE_ENGINE_URL set, the engine
 * is somebody else's, and only the gateway is started.
 *
 * After an `up` that was killed, its processes end by themselves, but not at once: what they still hold is waited for.
 */
export async function startSluice(options: StartOptions): Promise<RunningSluice> {
  const { settings, isFound, signal } = options;
  createWritableHome(settings.home);
  const { running } = homePaths(settings.home);
  const wasKilled = existsSync(running) && findRunningInstance(running) === undefined;
  const givesUpAt = performance.now() + (wasKilled ? LEFT_OVER_MS : 0);
  for (;;) {
    try {
      const sluice = await startProcesses(options);
      if (!isFound) return sluice;
      writeRunningFile(running, { url: sluice.url, pid: process.pid, gateway: sluice.gateway });
      return { ...sluice, stop: () => sluice.stop().finally(() => removeRunningFile(running)) };
    } catch (error) {
      if (!isStillHeld(error) || signal?.aborted === true || performance.now() > givesUpAt) throw error;
      await sleep(LEFT_OVER_POLL_MS);
    }
  }
}

const isStillHeld = (error: unknown): boolean =>
  error instanceof CliError && (error.code === 'home_locked' || error.code === 'port_in_use');

async function startProcesses({ settings, env, isLogged, signal, onRestart }: StartOptions): Promise<RunningSluice> {
  const paths = homePaths(settings.home);
  const keys = {
    gateway: await loadOrCreateKey(paths.gatewayKey),
    engine: await loadOrCreateKey(paths.engineKey),
    cli: await loadOrCreateKey(paths.cliKey),
  };
  const address = await engineAddress(paths.engineSocket);
  const shared = { ...env, SLUICE_HOME: settings.home, SLUICE_HOST: settings.host, SLUICE_PORT: String(settings.port) };
  const start = (name: 'engine' | 'gateway', more: Record<string, string>) =>
    new SupervisedService({ name, entry: serviceEntry(name), env: { ...shared, ...more }, isLogged, onRestart });

  const engine =
    settings.engineUrl === undefined
      ? start('engine', {
          SLUICE_ENGINE_LISTEN: address.listen,
          SLUICE_ENGINE_KEY_FILE: paths.engineKey,
          SLUICE_TRUSTED_GATEWAYS: keys.gateway.did,
          SLUICE_PUBLIC_URL: gatewayUrl(settings),
        })
      : undefined;
  const gateway = start('gateway', {
    SLUICE_GATEWAY_KEY_FILE: paths.gatewayKey,
    SLUICE_LOCAL_KEYS: `${keys.cli.did}:admin`,
    ...(engine === undefined ? {} : { SLUICE_ENGINE_URL: address.url, SLUICE_ENGINE_DID: keys.engine.did }),
  });
  // The gateway first: it ends the requests under way, for which it needs the engine.
  const stop = async () => {
    await gateway.stop();
    await engine?.stop();
  };
  signal?.addEventListener('abort', stop, { once: true });
  const ready = await bothReady(gateway, engine, stop).finally(() => signal?.removeEventListener('abort', stop));
  return { url: ready.url ?? gatewayUrl(settings), gateway: keys.gateway.did, claimUrl: ready.claimUrl, stop };
}

/** The first failure stops both; the gateway's is not shown when the engine's caused it. */
async function bothReady(
  gateway: SupervisedService,
  engine: SupervisedService | undefined,
  stop: () => Promise<void>,
): Promise<ReadyMessage> {
  try {
    const [ready] = await Promise.all([gateway.start(), engine?.start()]);
    return ready;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Where our own engine listens: a socket in SLUICE_HOME, or a loopback port where sockets do not go. */
async function engineAddress(socket: string): Promise<{ listen: string; url: string }> {
  if (process.platform !== 'win32' && Buffer.byteLength(socket) <= LONGEST_SOCKET_PATH) {
    return { listen: `unix:${socket}`, url: `unix:${socket}` };
  }
  const port = await findFreePort();
  return { listen: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}` };
}
