import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type RunningGateway, startGateway } from '../../../gateway/src/gateway.ts';
import type { Settings } from '../../../gateway/src/settings.ts';
import type { Role } from '../../../protocol/src/index.ts';
import { createNonce, signRequest } from '../../../protocol/src/signing/index.ts';
import { type EchoEngine, startEchoEngine } from './echo-engine.ts';
import { createKey, type TestKey } from './keys.ts';
import { type Answer, send } from './send.ts';

export interface SignedCall {
  readonly key: TestKey;
  readonly method?: string;
  readonly target: string;
  /** Sent as JSON; text and bytes as they are. */
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly nonce?: string;
  /** Sent beside those that are signed. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestGateway {
  /** The gateway's own key. */
  readonly key: TestKey;
  readonly engine: EchoEngine;
  /** `owner` is claimed through the claim link; `local` is a key of the machine, an admin. */
  readonly owner: TestKey;
  readonly local: TestKey;
  readonly gatewayDid: string;
  readonly origin: string;
  readonly authority: string;
  readonly claimUrl: string | undefined;
  /** The gateway's clock; by default the machine's. */
  now: () => number;
  call(call: SignedCall): Promise<Answer>;
  addKey(role: Role): Promise<TestKey>;
  /** Stops the gateway and starts it again on the same SLUICE_HOME and port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** After `stop`, on the same SLUICE_HOME and port. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** The real gateway over HTTP, in this process, with an engine that echoes. */
export async function startTestGateway(options: { claims?: boolean; settings?: Partial<Settings> } = {}): Promise<TestGateway> {
  const home = mkdtempSync(join(tmpdir(), 'sluice-gateway-'));
  const gatewayKey = createKey();
  const owner = createKey();
  const local = createKey();
  const engine = await startEchoEngine(gatewayKey.did);
  const settings: Settings = {
    given: [],
    home,
    host: '127.0.0.1',
    port: 0,
    publicOrigins: [],
    engine: { socketPath: engine.url.slice('unix:'.length) },
    engineDid: engine.key.did,
    gatewayKey,
    localKeys: new Map([[local.did, 'admin']]),
    logLevel: 'silent',
    editorFolder: join(home, 'editor'),
    hookRate: 0,
    ...options.settings,
  };
  const start = (port: number) => {
    return startGateway({
      settings: { ...settings, port },
      version: '0.0.0',
      log: pino({ level: 'silent' }),
      now: () => gateway.now(),
    });
  };
  let running: RunningGateway;

  const gateway: TestGateway = {
    key: gatewayKey,
    engine,
    owner,
    local,
    gatewayDid: gatewayKey.did,
    now: Date.now,
    get origin() {
      return `http://127.0.0.1:${running.port}`;
    },
    get authority() {
      return `127.0.0.1:${running.port}`;
    },
    get claimUrl() {
      return running.claimUrl;
    },
    call: async ({ key, method = 'GET', target, body, idempotencyKey, nonce, headers: more }) => {
      const bytes = bytesOf(body);
      const [path = '', query] = target.split('?', 2);
      const headers = await signRequest({
        method,
        authority: gateway.authority,
        path,
        ...(query === undefined ? {} : { query }),
        body: bytes,
        idempotencyKey: idempotencyKey ?? createNonce(crypto.getRandomValues(new Uint8Array(16))),
        keyid: key.did,
        sign: key.sign,
        now: gateway.now(),
        nonce: nonce ?? createNonce(crypto.getRandomValues(new Uint8Array(16))),
      });
      return send(gateway.origin, {
        method,
        target,
        headers: { ...headers, ...more },
        ...(body === undefined ? {} : { body: bytes }),
      });
    },
    addKey: async (role) => {
      const key = createKey();
      const answer = await gateway.call({
        key: owner,
        method: 'POST',
        target: '/v1/keys',
        body: { did: key.did, role, name: role },
      });
      if (answer.status !== 201) throw new Error(`The key was not added: ${answer.text}`);
      return key;
    },
    restart: async () => {
      await gateway.stop();
      await gateway.start();
    },
    stop: () => running.close(),
    start: async () => {
      running = await start(running.port);
    },
    close: async () => {
      await running.close();
      await engine.close();
      rmSync(home, { recursive: true, force: true });
    },
  };

  running = await start(settings.port);
  if (options.claims !== false) await claim(gateway);
  return gateway;
}

async function claim(gateway: TestGateway): Promise<void> {
  const token = new URL(gateway.claimUrl ?? '').hash.slice(1);
  const answer = await gateway.call({ key: gateway.owner, method: 'POST', target: '/v1/claim', body: { token, name: 'Owner' } });
  if (answer.status !== 201) throw new Error(`The claim was refused: ${answer.text}`);
}

function bytesOf(body: unknown): Uint8Array {
  if (body === undefined) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
}
