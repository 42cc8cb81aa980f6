import {
  addKey,
  createProblem,
  getEngineInfo,
  getStepItems,
  getWorkflow,
  listWorkflows,
  resumeExecution,
  revokeKey,
} from '@sluice/protocol';
import { describe, expect, it, vi } from 'vitest';
import { ApiError } from './api-error.ts';
import { createApi, type SignHeaders } from './create-api.ts';
import { ServerClock } from './server-clock.ts';

const info = { version: '1', nodeVersion: '24', storage: 'sqlite', workers: 1, executions: {}, uptimeMs: 1 };
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
const did = 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK';

function setUp(...answers: (() => Response | Promise<Response>)[]) {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => answers.shift()?.() ?? json(info));
  const sign = vi.fn<SignHeaders>(async (request, { nowMs }) => ({ 'x-signed': `${request.method} ${request.target} ${nowMs}` }));
  const clock = new ServerClock(() => 1000);
  return { api: createApi({ getSigner: () => sign, clock, fetch }), fetch, sign, clock };
}

describe('the API client', () => {
  it('signs each request and gives the checked answer', async () => {
    const { api, fetch } = setUp();
    expect(await api(getEngineInfo)).toEqual(info);
    expect(fetch.mock.calls[0]?.[1]?.headers).toEqual({ 'x-signed': 'GET /v1/engine 1000' });
  });

  it('fills in the path and leaves out absent query members', async () => {
    const { api, fetch } = setUp(
      () => json({ items: [], total: 0 }),
      () => json({ items: [], nextCursor: null }),
    );
    await api(getStepItems, { params: { id: 'a/b' }, query: { node: 'n', side: 'out', port: 'main' } });
    await api(listWorkflows, { query: { search: undefined, cursor: 'x y' } });
    expect(fetch.mock.calls.map(([target]) => target)).toEqual([
      '/v1/executions/a%2Fb/items?node=n&side=out&port=main',
      '/v1/workflows?cursor=x+y',
    ]);
  });

  it('leaves the colons of a did:key as they are', async () => {
    const { api, fetch } = setUp(() => new Response(null, { status: 204 }));
    expect(await api(revokeKey, { params: { did } })).toBeUndefined();
    expect(fetch.mock.calls[0]?.[0]).toBe(`/v1/keys/${did}`);
  });

  it('sends a body as JSON bytes, the same ones that are signed', async () => {
    const { api, fetch, sign } = setUp(() => json(createProblem('key_invalid', 'no'), 400));
    await expect(api(addKey, { body: { did, role: 'viewer', name: 'N' } })).rejects.toThrow('key_invalid');
    expect(new TextDecoder().decode(fetch.mock.calls[0]?.[1]?.body as Uint8Array)).toBe(
      JSON.stringify({ did, role: 'viewer', name: 'N' }),
    );
    expect(sign.mock.calls[0]?.[0].body).toBe(fetch.mock.calls[0]?.[1]?.body);
  });

  it('throws the problem document of a refusal', async () => {
    const { api } = setUp(() => json(createProblem('role_insufficient', 'viewers may not', { requestId: 'r1' }), 403));
    const error = await api(resumeExecution, { params: { id: 'e' } }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect((error as ApiError).problem).toMatchObject({ code: 'role_insufficient', detail: 'viewers may not', requestId: 'r1' });
  });

  it("signs again with the server's time when the clock is off, under the same idempotency key", async () => {
    const { api, sign, clock } = setUp(() =>
      json(createProblem('signature_expired', 'too old', { serverTime: '2026-11-20T12:00:00.000Z' }), 401),
    );
    expect(await api(getEngineInfo)).toEqual(info);
    expect(sign).toHaveBeenCalledTimes(2);
    expect(sign.mock.calls[1]?.[1].nowMs).toBe(Date.parse('2026-11-20T12:00:00Z'));
    expect(sign.mock.calls[1]?.[1].idempotencyKey).toBe(sign.mock.calls[0]?.[1].idempotencyKey);
    expect(clock.now()).toBe(Date.parse('2026-11-20T12:00:00Z'));
  });

  it('signs again what the browser has sent twice by itself: the first may have arrived, and its key answers for it', async () => {
    const replayed = () => json(createProblem('signature_replayed', 'The nonce was used before.'), 401);
    const { api, sign } = setUp(replayed, replayed);
    expect(await api(getEngineInfo)).toEqual(info);
    expect(sign).toHaveBeenCalledTimes(3);
    expect(new Set(sign.mock.calls.map(([, { idempotencyKey }]) => idempotencyKey)).size).toBe(1);
    const endless = setUp(...Array.from({ length: 20 }, () => replayed));
    await expect(endless.api(getEngineInfo)).rejects.toThrow('engine_unreachable');
  });

  it('takes an answer that breaks off as none', async () => {
    const broken = () =>
      new Response(
        new ReadableStream({
          start: (controller) => {
            controller.enqueue(new TextEncoder().encode('{"engi'));
            controller.error(new TypeError('network error'));
          },
        }),
      );
    const { api } = setUp(broken);
    const error = await api(getEngineInfo).catch((thrown: unknown) => thrown);
    expect((error as ApiError).problem.code).toBe('engine_unreachable');
  });

  it('names the format of a document that is newer than this editor', async () => {
    const { api } = setUp(() => json({ id: 'w', document: { format: 'sluice/2', steps: [] } }));
    const error = await api(getWorkflow, { params: { id: 'w' } }).catch((thrown: unknown) => thrown);
    expect((error as ApiError).problem).toMatchObject({
      code: 'document_format_newer',
      detail: expect.stringContaining('sluice/2'),
    });
  });

  it('signs again once only', async () => {
    const late = () => json(createProblem('signature_expired', 'too old', { serverTime: '2026-11-20T12:00:00.000Z' }), 401);
    const { api, fetch } = setUp(late, late, late);
    await expect(api(getEngineInfo)).rejects.toThrow('signature_expired');
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('does not repeat other refusals', async () => {
    const { api, fetch } = setUp(() => json(createProblem('key_unknown', 'who?'), 401));
    await expect(api(getEngineInfo)).rejects.toThrow('key_unknown');
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('says engine_unreachable when there is no answer, and internal for an answer that is no problem document', async () => {
    const { api } = setUp(
      () => Promise.reject(new TypeError('fetch failed')),
      () => new Response('<html>', { status: 502, statusText: 'Bad Gateway' }),
    );
    await expect(api(getEngineInfo)).rejects.toThrow('engine_unreachable');
    await expect(api(getEngineInfo)).rejects.toThrow('internal: The server answered 502 Bad Gateway');
  });

  it('says that nothing was sent where the browser has no line', async () => {
    vi.stubGlobal('navigator', { onLine: false });
    const { api } = setUp(() => Promise.reject(new TypeError('fetch failed')));
    await expect(api(getEngineInfo)).rejects.toThrow('offline: Nothing was sent');
    vi.unstubAllGlobals();
  });

  it('refuses an answer that does not fit the contract, and names the place', async () => {
    const { api } = setUp(() => json({ ...info, workers: 'two' }));
    await expect(api(getEngineInfo)).rejects.toThrow(/getEngineInfo does not fit the contract at workers/);
  });
});
