import { webcrypto } from 'node:crypto';
import { existsSync, linkSync, renameSync } from 'node:fs';
import { resolve } from 'node:path';
import { rotateKey } from '@sluice/protocol';
import { createNonce, signKeyRotation } from '@sluice/protocol/signing';
import { createSigner } from '@sluice/protocol/signing/node';
import type { CliContext } from '../../cli-context.ts';
import { connect } from '../../client/connect.ts';
import type { GatewayClient } from '../../client/gateway-client.ts';
import { readKnownGateways } from '../../client/known-gateways.ts';
import { requestEndpoint } from '../../client/request-endpoint.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { homePaths } from '../../keys/home.ts';
import { loadOrCreateKey, readKeyFile, type StoredKey } from '../../keys/key-file.ts';
import { printNote } from '../../output/print.ts';
import { readSettings } from '../../settings.ts';
import type { CommandOptions } from '../command-options.ts';
import { ownKeyPath } from './own-key-path.ts';
import { reportKey } from './report-key.ts';

/**
 * `keys rotate`: this command signs with a new key from now on, which takes over at the gateway. The new key is on disk before the
 * gateway hears of it, and takes the old one's place only afterwards: whenever it is cut off, the same command again ends it.
 *
 * With `--from FILE`, this command's key takes over from the one in the file instead: for further gateways, one after the other.
 */
export async function rotate(
  context: CliContext,
  _args: readonly string[],
  options: CommandOptions & { readonly from?: string },
): Promise<ExitCode> {
  const path = ownKeyPath(context);
  const isElsewhere = options.from !== undefined;
  const old = isElsewhere ? readKeyFile(resolve(context.cwd, options.from)) : await loadOrCreateKey(path);
  const nextPath = `${path}.next`;
  const next = isElsewhere ? readKeyFile(path) : await loadOrCreateKey(nextPath);
  const client = await connect(context, options, old);
  try {
    await replace(client, old, next);
  } finally {
    client.close();
  }
  if (!isElsewhere) {
    keepForOthers(context, { path, old, origin: new URL(client.url).origin });
    renameSync(nextPath, path);
  }
  return reportKey(context, next, path, options);
}

async function replace(client: GatewayClient, { did: from }: StoredKey, next: StoredKey): Promise<void> {
  const rotation = await signKeyRotation(
    {
      from,
      to: next.did,
      audience: new URL(client.url).host,
      nonce: createNonce(webcrypto.getRandomValues(new Uint8Array(16))),
    },
    { sign: createSigner(Buffer.from(next.seed, 'base64url')), now: Date.now() },
  );
  await requestEndpoint(client, rotateKey, { body: { rotation } });
}

/** Other gateways that this command has spoken to may know the old key: it stays, to be replaced there, too. */
function keepForOthers(context: CliContext, { path, old, origin }: { path: string; old: StoredKey; origin: string }): void {
  const { home } = readSettings(context.env, context.cwd);
  const others = Object.keys(readKnownGateways(homePaths(home).knownGateways)).filter((known) => known !== origin);
  if (others.length === 0) return;
  const kept = `${path}.${old.did.slice(-8)}`;
  if (!existsSync(kept)) linkSync(path, kept);
  printNote(context, `The old key is kept in ${kept}, for the other gateways that this command knows. Replace it there, too:`);
  for (const other of others) printNote(context, `  sluice keys rotate --from ${kept} --url ${other}`);
}
