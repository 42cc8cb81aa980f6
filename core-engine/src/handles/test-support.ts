import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { classOf, type Json, SluiceError } from '@sluice/protocol';
import type { EffectContext } from '../gate/gated-effect.ts';
import { testContext } from '../gate/test-support.ts';
import type { Handle, HandleAnswer, HandleRequest } from './handle.ts';
import type { Blobs } from './ports.ts';

export interface TestCall {
  readonly args?: Json;
  readonly context?: Partial<EffectContext>;
  readonly signal?: AbortSignal;
  readonly key?: string;
  readonly authorize?: HandleRequest['authorize'];
}

/** Performs an effect on a handle as the gate would after it allowed it. */
export function perform(handle: Handle, verb: string, uri: string, call: TestCall = {}): Promise<HandleAnswer> {
  return handle.perform({
    verb,
    uri,
    args: call.args ?? {},
    key: call.key ?? 'k'.repeat(64),
    class: classOf(verb, uri) ?? 'once',
    context: testContext(call.context),
    step: { node: 'n', scope: '', attempt: 1, index: 0 },
    signal: call.signal ?? new AbortController().signal,
    authorize: call.authorize ?? (async () => undefined),
  });
}

export async function answeredValue(answer: Promise<HandleAnswer>): Promise<Json> {
  const got = await answer;
  if (got.kind !== 'value') throw new Error(`the handle gave ${got.kind}`);
  return got.value;
}

export async function failureOf(answer: Promise<unknown>): Promise<SluiceError> {
  try {
    await answer;
  } catch (error) {
    if (error instanceof SluiceError) return error;
    throw error;
  }
  throw new Error('it succeeded');
}

/** A blob store in memory that checks hashes, as every adapter of the port must. */
export function memoryBlobs(): Blobs & { readonly stored: Map<string, Uint8Array> } {
  const stored = new Map<string, Uint8Array>();
  const get = (sha256: string): Uint8Array => {
    const bytes = stored.get(sha256);
    if (bytes === undefined) throw new SluiceError('blob_unknown', `There is no blob ${sha256}.`);
    return bytes;
  };
  return {
    stored,
    async writeMany(blobs) {
      for (const { sha256, bytes } of blobs) {
        if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error('the hash does not fit');
        stored.set(sha256, bytes);
      }
    },
    async read(sha256) {
      return get(sha256);
    },
    async readStream(sha256, range = {}) {
      const part = get(sha256).subarray(range.start ?? 0, range.end);
      return (async function* () {
        yield part;
      })();
    },
    async stat(sha256) {
      const bytes = stored.get(sha256);
      return bytes === undefined ? undefined : { size: bytes.byteLength };
    },
  };
}

export interface TestServer extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  readonly requests: {
    readonly method: string;
    readonly url: string;
    readonly headers: IncomingMessage['headers'];
    readonly body: string;
  }[];
}

/** An HTTP server on a loopback port that remembers what it was asked. */
export async function testServer(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<TestServer> {
  const requests: TestServer['requests'] = [];
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8');
      requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      answer(request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
