import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import type { TextAnswer } from '../../core-engine/src/api/problem-answer.ts';
import { HookCalls } from '../../gateway/src/engine-client/hook-calls.ts';
import { SessionKeeper } from '../../gateway/src/engine-client/session-keeper.ts';
import { createFrameKey, type HookCall } from '../../protocol/src/channel/index.ts';
import { createCallSigner, startHandshake } from '../../protocol/src/signing/index.ts';
import { nodeSessionCrypto, verifyEd25519 } from '../../protocol/src/signing/node/index.ts';
import { type EchoEngine, startEchoEngine } from './lib/echo-engine.ts';
import { createKey, type TestKey } from './lib/keys.ts';

const ended: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

/** The gateway's end, as `EngineClient` has it, with its clock in our hands, and the real end of the engine. */
async function connect({ engine: given, gateway = createKey() }: { engine?: EchoEngine; gateway?: TestKey } = {}) {
  const engine = given ?? (await startEchoEngine(gateway.did));
  const socketPath = engine.url.slice('unix:'.length);
  const clock = { now: 0, sessions: 0 };
  const sessions = new SessionKeeper(
    async () => {
      const { hello, finish } = await startHandshake({
        gateway,
        engineDid: engine.key.did,
        verify: verifyEd25519,
        crypto: nodeSessionCrypto,
      });
      const session = finish(await postJson(socketPath, hello));
      clock.sessions += 1;
      return { sign: createCallSigner(session, nodeSessionCrypto), frameKey: createFrameKey(session) };
    },
    () => clock.now,
  );
  const hooks = new HookCalls({ address: { socketPath }, sessions, log: pino({ level: 'silent' }) });
  ended.push(
    () => engine.close(),
    () => hooks.destroy(),
  );
  const callHook = (changes: Partial<HookCall> = {}) => {
    const call: HookCall = {
      method: 'POST',
      target: '/hooks/x',
      requestId: 'r',
      actor: gateway.did,
      role: 'none',
      outcome: 'public',
      headers: {},
      body: Buffer.alloc(0),
      ...changes,
    };
    return take(hooks, call);
  };
  return { engine, hooks, callHook, clock, gateway };
}

function take(hooks: HookCalls, call: HookCall): { answer: Promise<{ status: number; text: string }>; cancel: () => void } {
  const { promise: answer, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
  const parts: Uint8Array[] = [];
  let status = 0;
  const cancel = hooks.send(call, {
    take: ({ start, bytes }, isLast) => {
      status = start?.status ?? status;
      parts.push(bytes);
      if (isLast) resolve({ status, text: Buffer.concat(parts).toString() });
    },
    fail: reject,
  });
  return { answer, cancel };
}

function postJson(socketPath: string, body: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ socketPath, method: 'POST', path: '/session' }, async (incoming) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      resolve(JSON.parse(Buffer.concat(chunks).toString()));
    });
    outgoing.on('error', reject).end(JSON.stringify(body));
  });
}

const text = (body: string): TextAnswer => ({ status: 200, headers: {}, body });
const echoBody = async ({ body }: HookCall) => text(Buffer.from(body).toString());

describe('calls over the channel', () => {
  it('each get their own answer, over one connection', async () => {
    const { engine, callHook } = await connect();
    engine.answerHook = async (call) => {
      await sleep(Math.random() * 20);
      return echoBody(call);
    };
    const bodies = Array.from({ length: 500 }, (_, index) => `call ${index} ${'.'.repeat((index * 37) % 3000)}`);
    const answers = await Promise.all(bodies.map((body) => callHook({ body: Buffer.from(body) }).answer));
    expect(answers.map((answer) => answer.text)).toEqual(bodies);
    expect(engine.channels).toBe(1);
  });

  it('wait for nobody: one that takes long does not hold up the others', async () => {
    const { engine, callHook } = await connect();
    const slow = Promise.withResolvers<TextAnswer>();
    engine.answerHook = (call) => (call.target === '/hooks/slow' ? slow.promise : echoBody(call));
    let isSlowAnswered = false;
    const waiting = callHook({ target: '/hooks/slow' }).answer.then((answer) => {
      isSlowAnswered = true;
      return answer;
    });
    for (let round = 0; round < 20; round += 1) await callHook().answer;
    expect(isSlowAnswered).toBe(false);
    slow.resolve(text('slow'));
    expect((await waiting).text).toBe('slow');
  });

  it('carry the largest body, while small ones go on', async () => {
    const { engine, callHook } = await connect();
    engine.answerHook = async ({ body }) => text(String(body.length));
    const sizes = [16 * 1024 * 1024, 1, 16 * 1024 * 1024, 0, 300_000];
    const answers = await Promise.all(sizes.map((size) => callHook({ body: Buffer.alloc(size) }).answer));
    expect(answers.map((answer) => Number(answer.text))).toEqual(sizes);
  });

  it('that were sent fail when the channel breaks, and are not sent again; later ones go over the next', async () => {
    const { engine, callHook } = await connect();
    const arrived = Promise.withResolvers<void>();
    engine.answerHook = async (call) => {
      if (call.target !== '/hooks/doubtful') return echoBody(call);
      arrived.resolve();
      return new Promise<TextAnswer>(() => undefined);
    };
    const doubtful = callHook({ target: '/hooks/doubtful' });
    await arrived.promise;
    engine.breakChannels();
    await expect(doubtful.answer).rejects.toMatchObject({ code: 'engine_unreachable' });
    expect((await callHook().answer).status).toBe(200);
    expect(engine.channels).toBe(2);
    expect(engine.hookCalls.filter(({ target }) => target === '/hooks/doubtful')).toHaveLength(1);
  });

  it('find the way to an engine that was started anew and knows no session', async () => {
    const { engine, callHook, clock } = await connect();
    await callHook().answer;
    engine.forgetSessions();
    await expect.poll(async () => (await callHook().answer.catch(() => undefined))?.status).toBe(200);
    expect(clock.sessions).toBe(2);
  });

  it('fail while the engine is away, none of them late, and succeed when it is back', async () => {
    const { engine, callHook, gateway, hooks } = await connect();
    await callHook().answer;
    await engine.close();
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const startedAt = performance.now();
      await expect(callHook().answer).rejects.toMatchObject({ code: 'engine_unreachable' });
      expect(performance.now() - startedAt).toBeLessThan(2000);
    }
    const again = await startEchoEngine(gateway.did, engine.key, engine.url.slice('unix:'.length));
    ended.push(() => again.close());
    expect((await callHook().answer).status).toBe(200);
    hooks.destroy();
    await expect(callHook().answer).rejects.toMatchObject({ code: 'shutting_down' });
  });

  it('that are cancelled get no answer and free their place; what was not sent is never sent', async () => {
    const { engine, callHook } = await connect();
    const first = Promise.withResolvers<TextAnswer>();
    engine.answerHook = (call) => (call.target === '/hooks/first' ? first.promise : echoBody(call));
    const cancelled = callHook({ target: '/hooks/first' });
    await expect.poll(() => engine.hookCalls.length).toBe(1);
    cancelled.cancel();
    const unsent = callHook({ target: '/hooks/never' });
    unsent.cancel();
    await callHook().answer;
    first.resolve(text('too late'));
    await callHook().answer;
    expect(engine.hookCalls.map(({ target }) => target)).toEqual(['/hooks/first', '/hooks/x', '/hooks/x']);
    expect(await Promise.race([cancelled.answer, unsent.answer, sleep(50, 'nothing')])).toBe('nothing');
  });

  it('go on while the session is replaced, those that are under way too', async () => {
    const { engine, callHook, clock } = await connect();
    const slow = Promise.withResolvers<TextAnswer>();
    engine.answerHook = (call) => (call.target === '/hooks/slow' ? slow.promise : echoBody(call));
    const waiting = callHook({ target: '/hooks/slow' }).answer;
    await callHook().answer;
    for (clock.now = 0; clock.now < 1_800_000; clock.now += 15_000) await callHook().answer;
    expect(clock.sessions).toBe(4);
    slow.resolve(text('half an hour later'));
    expect((await waiting).text).toBe('half an hour later');
    expect(engine.channels).toBe(1);
  });

  it('wait for a new session when the old one is over', async () => {
    const { callHook, clock } = await connect();
    await callHook().answer;
    clock.now = 600_000;
    expect((await callHook().answer).status).toBe(200);
    expect(clock.sessions).toBe(2);
  });

  it('of one channel are no more than the bound, and the rest follow', async () => {
    const { engine, callHook } = await connect();
    const gate = Promise.withResolvers<void>();
    engine.answerHook = async (call) => {
      await gate.promise;
      return echoBody(call);
    };
    const answers = Array.from({ length: 4200 }, () => callHook().answer);
    await expect.poll(() => engine.hookCalls.length).toBe(4096);
    await sleep(50);
    expect(engine.hookCalls).toHaveLength(4096);
    gate.resolve();
    expect(new Set((await Promise.all(answers)).map(({ status }) => status))).toEqual(new Set([200]));
    expect([engine.hookCalls.length, engine.channels]).toEqual([4200, 1]);
  });
});

describe('an engine that cannot be trusted', () => {
  it('is sent no call before it has proven that it has the key', async () => {
    const { startFakeEngine } = await import('./lib/fake-engine.ts');
    const gateway = createKey();
    const real = await startEchoEngine(gateway.did);
    const fake = await startFakeEngine(real.url.slice('unix:'.length));
    ended.push(
      () => real.close(),
      () => fake.close(),
    );
    const { callHook } = await connect({
      gateway,
      engine: { ...real, url: `unix:${fake.socketPath}`, close: async () => undefined },
    });
    await expect(callHook({ body: Buffer.from('secret') }).answer).rejects.toMatchObject({ code: 'channel_invalid' });
    expect(fake.received.toString('latin1')).not.toContain('secret');
  });
});
