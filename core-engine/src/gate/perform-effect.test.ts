import { effectVerbs, type Json, SluiceError } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import type { Handle, HandleRequest } from '../handles/handle.ts';
import { createHandleRegistry } from '../handles/handle-registry.ts';
import { createGate } from './gate.ts';
import { createPerformEffect, type PerformOptions } from './perform-effect.ts';
import type { Policy } from './policy.ts';
import { testContext, testPending } from './test-support.ts';

type Perform = Handle['perform'];

/** Every scheme served by the same function, behind one policy. */
function performer(
  perform: Perform,
  policy: Policy = { name: 'none', check: () => undefined },
  changes: Partial<PerformOptions> = {},
) {
  const handles = createHandleRegistry(Object.keys(effectVerbs).map((scheme) => ({ scheme, perform })));
  return createPerformEffect({
    gate: createGate([policy]),
    handles,
    blobs: { read: async () => new Uint8Array() },
    onFault: () => undefined,
    ...changes,
  });
}

const never = new AbortController().signal;
const answer =
  (value: Json): Perform =>
  async () => ({ kind: 'value', value });

describe('performEffect', () => {
  it('asks the gate and then the handle, and gives its value', async () => {
    const seen: HandleRequest[] = [];
    const perform = performer(async (request) => {
      seen.push(request);
      return { kind: 'value', value: 7 };
    });
    const pending = { ...testPending('get', 'kv:x', { a: 1 }), scope: 'loop#2', index: 3 };
    expect(await perform({ pending, context: testContext() }, never)).toEqual({
      kind: 'settled',
      result: { ok: true, value: 7 },
      decision: { kind: 'allow', policy: 'every policy' },
    });
    expect(seen[0]).toMatchObject({
      verb: 'get',
      uri: 'kv:x',
      args: { a: 1 },
      key: 'k'.repeat(64),
      class: 'read',
      step: { node: 'n', scope: 'loop#2', attempt: 1, index: 3 },
    });
  });

  it('never reaches a handle with an effect that the gate refuses', async () => {
    let calls = 0;
    const perform = performer(
      async () => {
        calls += 1;
        return { kind: 'value', value: null };
      },
      { name: 'no', check: async () => ({ code: 'effect_denied', detail: 'Not today.', hint: 'Tomorrow.' }) },
    );
    expect(await perform({ pending: testPending('post', 'https://x.example/'), context: testContext() }, never)).toEqual({
      kind: 'settled',
      result: { ok: false, error: { code: 'effect_denied', message: 'Not today.', hint: 'Tomorrow.', nodeId: 'n' } },
      decision: { kind: 'deny', policy: 'no', code: 'effect_denied', detail: 'Not today.', hint: 'Tomorrow.' },
    });
    expect(calls).toBe(0);
  });

  it('passes a deferral on', async () => {
    const perform = performer(async () => ({ kind: 'deferred', wait: { kind: 'time', dueAt: 5 } }));
    const got = await perform({ pending: testPending('sleep', 'time:'), context: testContext() }, never);
    expect(got).toMatchObject({ kind: 'deferred', wait: { kind: 'time', dueAt: 5 } });
  });

  it('turns an expected failure into code, message, hint and place', async () => {
    const perform = performer(async () => {
      throw new SluiceError('http_failed', 'nobody home', { place: { param: 'url' } });
    });
    const pending = { ...testPending('get', 'https://x.example/'), scope: 'loop#0' };
    expect(await perform({ pending, context: testContext() }, never)).toMatchObject({
      result: {
        ok: false,
        error: {
          code: 'http_failed',
          message: 'nobody home',
          hint: 'Check the address and that the far side is up.',
          nodeId: 'n',
          scope: 'loop#0',
          param: 'url',
        },
      },
    });
  });

  it('keeps the message of a fault of ours from the guest and tells the operator', async () => {
    const faults: unknown[] = [];
    const bug = new TypeError("Cannot read '/var/lib/sluice/secret.key'");
    const perform = performer(
      async () => {
        throw bug;
      },
      undefined,
      { onFault: (fault) => faults.push(fault) },
    );
    const got = await perform({ pending: testPending('get', 'https://x.example/?token=t'), context: testContext() }, never);
    expect(got).toMatchObject({ result: { ok: false, error: { code: 'effect_failed', nodeId: 'n' } } });
    expect(JSON.stringify(got)).not.toContain('secret.key');
    expect(faults).toEqual([
      { error: bug, executionId: testContext().executionId, nodeId: 'n', effect: 'get https://x.example/' },
    ]);
  });

  it('rejects, and so records nothing, when it was aborted', async () => {
    const abort = new AbortController();
    const perform = performer(
      (request) =>
        new Promise((_, reject) =>
          request.signal.addEventListener('abort', () => reject(new SluiceError('http_failed', 'cut off'))),
        ),
    );
    const running = perform({ pending: testPending('post', 'https://x.example/'), context: testContext() }, abort.signal);
    abort.abort(new Error('the engine stops'));
    await expect(running).rejects.toThrow('the engine stops');
    await expect(perform({ pending: testPending('get', 'kv:x'), context: testContext() }, abort.signal)).rejects.toThrow(
      'the engine stops',
    );
  });

  it('shows gate and handle the arguments that the journal keeps as a blob', async () => {
    const seen: Json[] = [];
    const read = async (sha256: string) => Buffer.from(JSON.stringify({ of: sha256 }));
    const policy: Policy = {
      name: 'look',
      check: ({ args }) => {
        seen.push(args);
        return undefined;
      },
    };
    const perform = performer(async ({ args }) => ({ kind: 'value', value: args }), policy, { blobs: { read } });
    const pending = { ...testPending('get', 'kv:x'), args: { blob: { sha256: 'ab', size: 9 } } };
    expect(await perform({ pending, context: testContext() }, never)).toMatchObject({
      result: { ok: true, value: { of: 'ab' } },
    });
    expect(seen).toEqual([{ of: 'ab' }]);
  });

  it('asks the gate again for a place that an effect leads to', async () => {
    const policy: Policy = {
      name: 'p',
      check: ({ uri }) => (uri.includes('b.example') ? { code: 'effect_not_in_workflow', detail: uri } : undefined),
    };
    const perform = performer(async (request) => {
      await request.authorize({ uri: 'https://a.example/2', args: {} });
      await request.authorize({ uri: 'https://b.example/', args: {} });
      return { kind: 'value', value: null };
    }, policy);
    expect(await perform({ pending: testPending('get', 'https://a.example/'), context: testContext() }, never)).toMatchObject({
      result: { ok: false, error: { code: 'effect_not_in_workflow', message: 'https://b.example/' } },
    });
  });
});

describe('createHandleRegistry', () => {
  it('refuses a missing, double or foreign handle', () => {
    const all = Object.keys(effectVerbs).map((scheme) => ({ scheme, perform: answer(null) }));
    expect(createHandleRegistry(all).size).toBe(all.length);
    expect(() => createHandleRegistry(all.slice(1))).toThrow();
    expect(() => createHandleRegistry([...all, ...all.slice(0, 1)])).toThrow();
    expect(() => createHandleRegistry([...all.slice(1), { scheme: 'ftp', perform: answer(null) }])).toThrow();
  });
});
