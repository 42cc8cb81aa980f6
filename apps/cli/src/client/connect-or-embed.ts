import { setTimeout as sleep } from 'node:timers/promises';
import type { CliContext } from '../cli-context.ts';
import { CliError } from '../cli-error.ts';
import { homePaths } from '../keys/home.ts';
import { readKeyFile } from '../keys/key-file.ts';
import { readSettings } from '../settings.ts';
import { findFreePort } from '../supervisor/free-port.ts';
import { onStopRequested, type StopRequest } from '../supervisor/on-stop-requested.ts';
import { startSluice } from '../supervisor/start-sluice.ts';
import { type ConnectOptions, findConnection } from './connect.ts';
import { GatewayClient } from './gateway-client.ts';
import { pinnedGateway } from './gateway-trust.ts';

/** How long to wait for another embedded run on the same SLUICE_HOME to end. */
const LOCK_PATIENCE_MS = 60_000;
const LOCK_POLL_MS = 250;

/** Does the work with the gateway that runs here, else with gateway and engine started for it, on a port of their own. */
export async function connectOrEmbed<T>(
  context: CliContext,
  options: ConnectOptions,
  work: (client: GatewayClient) => Promise<T>,
): Promise<T> {
  let stop: StopRequest | undefined;
  const givesUpAt = performance.now() + LOCK_PATIENCE_MS;
  for (;;) {
    const client = await findConnection(context, options);
    try {
      if (client !== undefined) return await work(client);
      stop ??= onStopRequested();
      return await embed(context, stop, work);
    } catch (error) {
      if (!(error instanceof CliError) || error.code !== 'home_locked' || performance.now() > givesUpAt) throw error;
      await sleep(LOCK_POLL_MS);
    } finally {
      client?.close();
    }
  }
}

/** Quiet and unannounced, on the SLUICE_HOME of the settings: what is parked when it stops goes on with the next start. */
async function embed<T>(context: CliContext, stop: StopRequest, work: (client: GatewayClient) => Promise<T>): Promise<T> {
  const { publicUrl: _, ...given } = readSettings(context.env, context.cwd);
  const settings = { ...given, host: '127.0.0.1', port: await findFreePort(), publicUrl: undefined };
  const env = { ...context.env, SLUICE_LOG: context.env['SLUICE_LOG'] ?? 'error', SLUICE_PUBLIC_URL: undefined };
  const sluice = await startSluice({ settings, env, isLogged: false, isFound: false, signal: stop.signal, onRestart: () => {} });
  const client = new GatewayClient(sluice.url, readKeyFile(homePaths(settings.home).cliKey), pinnedGateway(sluice.gateway));
  try {
    return await Promise.race([work(client), stop.requested.then(interrupted)]);
  } finally {
    client.close();
    await sluice.stop();
  }
}

function interrupted(): never {
  throw new CliError('shutting_down', 'Stopped before the run had ended. It goes on with the next start of this SLUICE_HOME.');
}
