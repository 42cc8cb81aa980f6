import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Endpoint, ResponseOf, WorkflowDocument } from '@sluice/protocol';
import { createWorkflow, publishWorkflow } from '@sluice/protocol';
import { GatewayClient } from '../../apps/cli/src/client/gateway-client.ts';
import { type EndpointInput, requestEndpoint } from '../../apps/cli/src/client/request-endpoint.ts';
import { createHome, homePaths } from '../../apps/cli/src/keys/home.ts';
import { loadOrCreateKey } from '../../apps/cli/src/keys/key-file.ts';
import { findFreePort } from '../../apps/cli/src/supervisor/free-port.ts';
import { serviceEntry } from '../../apps/cli/src/supervisor/service-entry.ts';
import { type ServiceProcess, startService } from '../../apps/cli/src/supervisor/service-process.ts';

/** A bundle that grows stale while tests run is stale for the next. */
const entries = { engine: serviceEntry('engine'), gateway: serviceEntry('gateway') };

export interface TestSluiceOptions {
  /** An existing home to start on again; by default a new one that `stop` deletes. */
  readonly home?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Further addresses under which a browser reaches it, e.g. through a proxy. */
  readonly origins?: readonly string[];
}

/** Gateway and engine as real processes on a home of their own, with the engine in our hands: it can be killed and started again. */
export class TestSluice {
  readonly home: string;
  readonly url: string;
  readonly client: GatewayClient;
  readonly #engineEnv: Record<string, string>;
  readonly #gatewayEnv: Record<string, string>;
  readonly #isOwnHome: boolean;
  #engine: ServiceProcess;
  #gateway: ServiceProcess;

  private constructor(parts: {
    home: string;
    isOwnHome: boolean;
    url: string;
    client: GatewayClient;
    engineEnv: Record<string, string>;
    gatewayEnv: Record<string, string>;
    engine: ServiceProcess;
    gateway: ServiceProcess;
  }) {
    this.home = parts.home;
    this.url = parts.url;
    this.client = parts.client;
    this.#isOwnHome = parts.isOwnHome;
    this.#engineEnv = parts.engineEnv;
    this.#gatewayEnv = parts.gatewayEnv;
    this.#engine = parts.engine;
    this.#gateway = parts.gateway;
  }

  static async start({ home: givenHome, env = {}, origins = [] }: TestSluiceOptions = {}): Promise<TestSluice> {
    const home = givenHome ?? mkdtempSync(join(tmpdir(), 'sluice-test-'));
    createHome(home);
    const paths = homePaths(home);
    const [engineKey, gatewayKey, cliKey] = await Promise.all([
      loadOrCreateKey(paths.engineKey),
      loadOrCreateKey(paths.gatewayKey),
      loadOrCreateKey(paths.cliKey),
    ]);
    const port = await findFreePort();
    // What the tests' own shell has set must not leak into the processes.
    const base = {
      // As `npm start` does; a process that is started hundreds of times should not compile its sources each time.
      NODE_COMPILE_CACHE: fileURLToPath(new URL('../../node_modules/.cache/compile', import.meta.url)),
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      SLUICE_HOME: home,
      SLUICE_LOG: 'warn',
      ...env,
    };
    const engineEnv = {
      ...base,
      SLUICE_ENGINE_LISTEN: `unix:${paths.engineSocket}`,
      SLUICE_ENGINE_KEY_FILE: paths.engineKey,
      SLUICE_TRUSTED_GATEWAYS: gatewayKey.did,
    };
    const gatewayEnv = {
      ...base,
      SLUICE_PORT: String(port),
      ...(origins.length === 0 ? {} : { SLUICE_PUBLIC_URL: [`http://127.0.0.1:${port}`, ...origins].join(',') }),
      SLUICE_GATEWAY_KEY_FILE: paths.gatewayKey,
      SLUICE_ENGINE_URL: `unix:${paths.engineSocket}`,
      SLUICE_ENGINE_DID: engineKey.did,
      SLUICE_LOCAL_KEYS: `${cliKey.did}:owner`,
    };
    const engine = startService({
      name: 'engine',
      entry: entries.engine,
      env: engineEnv,
      isLogged: env['SLUICE_LOG'] !== undefined,
    });
    const gateway = startService({
      name: 'gateway',
      entry: entries.gateway,
      env: gatewayEnv,
      isLogged: env['SLUICE_LOG'] !== undefined,
    });
    await Promise.all([engine.ready, gateway.ready]);
    const url = `http://127.0.0.1:${port}`;
    return new TestSluice({
      home,
      isOwnHome: givenHome === undefined,
      url,
      client: new GatewayClient(url, cliKey),
      engineEnv,
      gatewayEnv,
      engine,
      gateway,
    });
  }

  call<T extends Endpoint>(endpoint: T, input: EndpointInput<T> = {}): Promise<ResponseOf<T>> {
    return requestEndpoint(this.client, endpoint, input);
  }

  /** Makes, publishes and activates a workflow; resolves to its id. */
  async install(document: WorkflowDocument): Promise<string> {
    const { id } = await this.call(createWorkflow, { body: { document } });
    await this.call(publishWorkflow, { params: { id }, body: { message: 'test', activate: true } });
    return id;
  }

  hook(path: string, body: unknown, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.url}/hooks/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      ...init,
    });
  }

  get enginePid(): number {
    return this.#engine.pid ?? 0;
  }

  /** Resolves when the engine's process has ended, however. */
  get engineEnded(): Promise<unknown> {
    return this.#engine.ended;
  }

  /** `kill -9`, then waits until it is gone. */
  async killEngine(): Promise<void> {
    process.kill(this.enginePid, 'SIGKILL');
    await this.#engine.ended;
  }

  /** Starts the engine again; resolves when it is ready. */
  async startEngine(env: Readonly<Record<string, string>> = {}): Promise<void> {
    this.#engine = startService({
      name: 'engine',
      entry: entries.engine,
      env: { ...this.#engineEnv, ...env },
      isLogged: this.#engineEnv['SLUICE_LOG'] !== 'warn',
    });
    await this.#engine.ready;
  }

  /** `kill -9` of the gateway, then waits until it is gone. */
  async killGateway(): Promise<void> {
    process.kill(this.#gateway.pid ?? 0, 'SIGKILL');
    await this.#gateway.ended;
  }

  /** Resolves when the gateway's process has ended, however. */
  get gatewayEnded(): Promise<unknown> {
    return this.#gateway.ended;
  }

  /** Starts the gateway again at the same address; resolves when it is ready. */
  async startGateway(env: Readonly<Record<string, string>> = {}): Promise<void> {
    this.#gateway = startService({
      name: 'gateway',
      entry: entries.gateway,
      env: { ...this.#gatewayEnv, ...env },
      isLogged: this.#gatewayEnv['SLUICE_LOG'] !== 'warn',
    });
    await this.#gateway.ready;
  }

  async stopEngine(): Promise<void> {
    await this.#engine.stop();
  }

  async stop(): Promise<void> {
    this.client.close();
    await this.#gateway.stop();
    await this.#engine.stop();
    if (this.#isOwnHome) rmSync(this.home, { recursive: true, force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}
