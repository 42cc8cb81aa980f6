import { SluiceError } from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEgressAllow } from '../../core-engine/src/gate/egress/egress-allow.ts';
import { createEgressGuard } from '../../core-engine/src/gate/egress/egress-guard.ts';
import { createGuardedAgent } from '../../core-engine/src/handles/http/guarded-agent.ts';
import { createHttpHandle } from '../../core-engine/src/handles/http-handle.ts';
import { memoryBlobs, perform, type TestServer, testServer } from '../../core-engine/src/handles/test-support.ts';
import { ExampleRun, type Perform } from './example-run.ts';

/** A flaky service: `/fails/2` answers 503 twice and then 200, each path counted by itself. */
let service: TestServer;
const agent = createGuardedAgent({ guard: createEgressGuard(parseEgressAllow('127.0.0.1')) });
const handle = createHttpHandle({ agent, secrets: { reveal: async () => undefined }, blobs: memoryBlobs() });

const overHttp: Perform = async ({ verb, uri, arguments: args }) => {
  try {
    const answer = await perform(handle, verb, uri, { args });
    return answer.kind === 'value' ? { value: answer.value } : { wait: answer.wait };
  } catch (error) {
    if (!(error instanceof SluiceError)) throw error;
    return { error: { code: error.code, message: error.detail } };
  }
};

beforeAll(async () => {
  const calls = new Map<string, number>();
  service = await testServer((request, response) => {
    const path = request.url ?? '';
    const count = (calls.get(path) ?? 0) + 1;
    calls.set(path, count);
    const isDown = count <= Number(path.split('/').at(-1));
    response.writeHead(isDown ? 503 : 200, { 'content-type': 'application/json' }).end(JSON.stringify({ path, count }));
  });
});

afterAll(async () => {
  await agent.destroy();
  await service[Symbol.asyncDispose]();
});

describe('retry-and-route', () => {
  it('gets the answer in the third attempt', async () => {
    const run = await ExampleRun.start('retry-and-route', { items: [{ url: `${service.url}/fails/2` }], perform: overHttp });
    expect(run.output).toEqual([{ ok: true, status: 200, body: { path: '/fails/2', count: 3 } }]);
    expect(run.attempts('call')).toBe(3);
    expect(run.events.filter((event) => event.type === 'retry-scheduled')).toHaveLength(2);
    expect(run.replaysExactly).toBe(true);
  });

  it('reports what still fails after three attempts, and completes', async () => {
    const url = `${service.url}/fails/9`;
    const run = await ExampleRun.start('retry-and-route', { items: [{ url }], perform: overHttp });
    expect(run.status).toBe('completed');
    expect(run.output).toEqual([{ ok: false, url, code: 'http_status', reason: expect.stringContaining('503') }]);
    expect(run.skipped).toEqual(['good']);
    expect(run.attempts('call')).toBe(3);
    expect(service.requests.filter((request) => request.url === '/fails/9')).toHaveLength(3);
  });

  it('sends each of several calls its own way', async () => {
    const items = [{ url: `${service.url}/fails/0` }, { url: 'http://127.0.0.1:1/' }];
    const run = await ExampleRun.start('retry-and-route', { items, perform: overHttp });
    expect(run.output).toMatchObject([
      { ok: false, code: 'http_failed' },
      { ok: true, status: 200 },
    ]);
  });
});
