// In a container: runs the gateway or the engine alone. Each keeps its key in its own SLUICE_HOME; their public names are exchanged
// through the folder SLUICE_IDENTITY, which both mount, so that each knows whom to trust without anybody copying keys about.
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createWritableHome, homePaths } from '../apps/cli/src/keys/home.ts';
import { loadOrCreateKey } from '../apps/cli/src/keys/key-file.ts';
import { serviceEntry } from '../apps/cli/src/supervisor/service-entry.ts';
import { startService } from '../apps/cli/src/supervisor/service-process.ts';

const services = {
  engine: {
    key: 'engineKey',
    keyVariable: 'SLUICE_ENGINE_KEY_FILE',
    peer: 'gateway',
    peerVariable: 'SLUICE_TRUSTED_GATEWAYS',
  },
  gateway: {
    key: 'gatewayKey',
    keyVariable: 'SLUICE_GATEWAY_KEY_FILE',
    peer: 'engine',
    peerVariable: 'SLUICE_ENGINE_DID',
  },
};

const name = process.argv[2];
const service = services[name];
if (service === undefined) throw new Error('usage: node docker/start-service.mjs engine|gateway');

const home = process.env.SLUICE_HOME ?? '/data';
const identity = process.env.SLUICE_IDENTITY ?? '/identity';

createWritableHome(home);
const keyFile = homePaths(home)[service.key];
await publishName((await loadOrCreateKey(keyFile)).did);
const env = {
  ...process.env,
  SLUICE_HOME: home,
  [service.keyVariable]: keyFile,
  [service.peerVariable]: process.env[service.peerVariable] || (await waitForName(service.peer)),
};

const child = startService({ name, entry: serviceEntry(name), env, isLogged: true });
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.stop());
try {
  const { url, claimUrl } = await child.ready;
  console.log(`The ${name} is ready${url === undefined ? '' : ` at ${url}`}`);
  if (claimUrl !== undefined) console.log(`Become its owner (this link works once): ${claimUrl}`);
  process.exitCode = (await child.ended).code ?? 1;
} catch (error) {
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
}

/** Appears whole or not at all. */
async function publishName(did) {
  const path = join(identity, `${name}.did`);
  await writeFile(`${path}.new`, did);
  await rename(`${path}.new`, path);
}

async function waitForName(peer) {
  const path = join(identity, `${peer}.did`);
  while (!existsSync(path)) await sleep(100);
  return (await readFile(path, 'utf8')).trim();
}
