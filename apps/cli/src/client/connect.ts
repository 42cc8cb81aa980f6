import { existsSync } from 'node:fs';
import { getMe } from '@sluice/protocol';
import type { CliContext } from '../cli-context.ts';
import { CliError, usageError } from '../cli-error.ts';
import { createHome, homePaths } from '../keys/home.ts';
import { loadOrCreateKey, type StoredKey } from '../keys/key-file.ts';
import { gatewayUrl, readSettings, type Settings } from '../settings.ts';
import { findRunningInstance } from '../supervisor/running-file.ts';
import { GatewayClient } from './gateway-client.ts';
import { type GatewayTrust, learnedGateway, pinnedGateway } from './gateway-trust.ts';
import { requestEndpoint } from './request-endpoint.ts';

export interface ConnectOptions {
  /** `--url`: this gateway and no other. */
  readonly url?: string;
}

/**
 * A client for the gateway that is meant: `--url`, else the one that runs on this SLUICE_HOME, else the one that the settings name. By
 * default it signs with this command's own key.
 */
export async function connect(context: CliContext, options: ConnectOptions, givenKey?: StoredKey): Promise<GatewayClient> {
  const settings = readSettings(context.env, context.cwd);
  createHome(settings.home);
  const key = givenKey ?? (await loadOrCreateKey(homePaths(settings.home).cliKey));
  const { url, trust } = target(settings, options);
  return new GatewayClient(url, key, trust);
}

/**
 * As `connect`, but only for a gateway that answers and knows our key; undefined when none is running for us. With `--url` the
 * failure is the answer, since that one and no other was asked for.
 */
export async function findConnection(context: CliContext, options: ConnectOptions): Promise<GatewayClient | undefined> {
  const settings = readSettings(context.env, context.cwd);
  if (options.url === undefined && !existsSync(homePaths(settings.home).cliKey)) return undefined;
  const client = await connect(context, options);
  try {
    await requestEndpoint(client, getMe);
    return client;
  } catch (error) {
    client.close();
    if (options.url === undefined && isNobodyForUs(error)) return undefined;
    throw error;
  }
}

const isNobodyForUs = (error: unknown): boolean =>
  error instanceof CliError &&
  (error.code === 'gateway_unreachable' || error.code === 'key_unknown' || error.code === 'internal');

/** The address, and whose signature its answers must have: the running instance's own key is in the file that it left. */
function target(settings: Settings, options: ConnectOptions): { url: string; trust: GatewayTrust } {
  const { running, knownGateways } = homePaths(settings.home);
  const instance = options.url === undefined ? findRunningInstance(running) : undefined;
  const url = instance?.url ?? (options.url === undefined ? gatewayUrl(settings) : checkedUrl(options.url));
  const trust =
    instance?.gateway === undefined ? learnedGateway(knownGateways, new URL(url).origin) : pinnedGateway(instance.gateway);
  return { url, trust };
}

function checkedUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw usageError('usage', `--url must be an http or https address, not ${JSON.stringify(text)}.`);
  }
  return new URL(text).origin;
}
