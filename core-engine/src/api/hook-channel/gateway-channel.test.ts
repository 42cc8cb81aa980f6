import { randomBytes } from 'node:crypto';
import { type Duplex, duplexPair } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import {
  type AnswerPiece,
  createFrameKey,
  decodeAnswers,
  encodeCalls,
  type FrameKey,
  FrameReader,
  FrameWriter,
  type HookCall,
  MAX_CALLS_IN_FLIGHT,
} from '@sluice/protocol/channel';
import { pino } from 'pino';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TextAnswer } from '../problem-answer.ts';
import { GatewayChannel } from './gateway-channel.ts';

const GATEWAY = 'did:key:gateway';
const createKey = (gateway = GATEWAY): FrameKey =>
  createFrameKey({ id: randomBytes(16).toString('base64url'), gateway, engine: 'e', key: new Uint8Array(randomBytes(32)) });
const call: HookCall = {
  method: 'POST',
  target: '/hooks/x',
  requestId: 'r',
  actor: GATEWAY,
  role: 'none',
  outcome: 'public',
  headers: {},
  body: Buffer.alloc(0),
};
const ok = (body: string): TextAnswer => ({ status: 200, headers: {}, body });

/** A channel with this test as its gateway. */
function openChannel({ answer = async ({ target }: HookCall) => ok(target) } = {}) {
  const channelId = randomBytes(32);
  const keys = [createKey(), createKey()] as const;
  const known = new Map([...keys, createKey('did:key:another')].map((key) => [key.session.id, key]));
  const proven: string[] = [];
  const logged: { code?: string }[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(JSON.parse(line) as { code?: string }) });
  const [near, far]: [Duplex, Duplex] = duplexPair();
  const sessions = { frameKey: (id: string) => known.get(id), prove: (id: string) => void proven.push(id) };
  const channel = new GatewayChannel({ socket: far, channelId, gateway: GATEWAY, sessions, answer, log });
  const writer = new FrameWriter({ direction: 'to-engine', channelId });
  const frames: AnswerPiece[][] = [];
  const under: string[] = [];
  const reader = new FrameReader({ direction: 'to-gateway', channelId, keyOf: (id) => known.get(id.toString('base64url')) });
  near.on('data', (chunk: Buffer) =>
    reader.read(chunk, (payload, { session }) => {
      under.push(session.id);
      frames.push(payload.length === 0 ? [] : decodeAnswers(payload));
    }),
  );
  const beat = (key = keys[0]) => near.write(writer.write(key, []));
  const send = (calls: readonly [number, Partial<HookCall>?][], cancelled: number[] = [], key = keys[0]) =>
    near.write(
      writer.write(key, encodeCalls({ calls: calls.map(([id, changes]) => ({ id, call: { ...call, ...changes } })), cancelled })),
    );
  const ended = new Promise<string | undefined>((resolve) => far.once('close', () => resolve(logged.at(-1)?.code)));
  const textOf = (id: number) =>
    Buffer.concat(
      frames
        .flat()
        .filter((piece) => piece.id === id)
        .map(({ bytes }) => bytes),
    ).toString();
  return { channel, near, known, keys, beat, send, frames, under, proven, ended, logged, textOf };
}

afterEach(() => void vi.useRealTimers());

describe('the engine end of a channel', () => {
  it('answers an empty frame with one, and so proves that it has the key', async () => {
    const { beat, frames, proven, keys } = openChannel();
    beat();
    await expect.poll(() => frames).toEqual([[]]);
    expect(proven).toEqual([keys[0].session.id]);
  });

  it('sends the answers that are ready in one turn in one frame, and each as soon as it is ready', async () => {
    const slow = Promise.withResolvers<TextAnswer>();
    const { beat, send, frames } = openChannel({
      answer: async ({ target }) => (target === '/hooks/slow' ? slow.promise : ok(target)),
    });
    beat();
    send([
      [1, { target: '/hooks/slow' }],
      [2, { target: '/hooks/a' }],
      [3, { target: '/hooks/b' }],
    ]);
    await expect.poll(() => frames.length).toBe(2);
    expect(frames[1]?.map(({ id, bytes }) => [id, bytes.toString()])).toEqual([
      [2, '/hooks/a'],
      [3, '/hooks/b'],
    ]);
    slow.resolve(ok('at last'));
    await expect.poll(() => frames[2]?.map(({ id }) => id)).toEqual([1]);
  });

  it('lets small answers pass a large one, and no more than a gateway takes', async () => {
    const large = 'x'.repeat(4 * 1024 * 1024);
    const { beat, send, frames, near, textOf } = openChannel({
      answer: async ({ target }) => ok(target === '/hooks/large' ? large : 'small'),
    });
    beat();
    await expect.poll(() => frames.length).toBe(1);
    near.pause();
    send([[1, { target: '/hooks/large' }], [2]]);
    for (let turns = 0; turns < 20; turns += 1) await turn();
    near.resume();
    await expect.poll(() => textOf(1).length).toBe(large.length);
    expect(textOf(2)).toBe('small');
    const order = frames.slice(1).map((pieces) => pieces.map(({ id }) => id));
    expect(order.length).toBeGreaterThan(10);
    expect(order.findIndex((ids) => ids.includes(2))).toBeLessThan(3);
  });

  it('forgets what is cancelled: its answer is not sent, its number is free', async () => {
    const first = Promise.withResolvers<TextAnswer>();
    let calls = 0;
    const { beat, send, textOf } = openChannel({ answer: async () => (calls++ === 0 ? first.promise : ok('second')) });
    beat();
    send([[1]]);
    send([[2]], [1, 99]);
    first.resolve(ok('first'));
    send([[3]]);
    await expect.poll(() => [textOf(2), textOf(3)]).toEqual(['second', 'second']);
    expect(textOf(1)).toBe('');
  });

  it('follows the gateway to a new session, answers of old calls included', async () => {
    const slow = Promise.withResolvers<TextAnswer>();
    const { beat, send, under, keys, textOf } = openChannel({ answer: () => slow.promise });
    beat();
    send([[1]]);
    beat(keys[1]);
    slow.resolve(ok('done'));
    await expect.poll(() => textOf(1)).toBe('done');
    expect(under).toEqual([keys[0], keys[1], keys[1]].map(({ session }) => session.id));
  });

  it('goes no longer than its session: a frame under an ended one closes it', async () => {
    const { beat, known, keys, ended } = openChannel();
    beat();
    await turn();
    known.delete(keys[0].session.id);
    beat();
    expect(await ended).toBe('session_unknown');
  });

  it.each<[string, Partial<HookCall>]>([
    ['the gateway as a signer', { outcome: 'verified' }],
    ['somebody who did not sign', { actor: 'did:key:user' }],
    ['a role without a signature', { role: 'owner' }],
    ['somebody whose signature was refused', { actor: 'did:key:user', outcome: 'signature_expired' }],
  ])('does not let a gateway speak for %s', async (_what, changes) => {
    const answered: string[] = [];
    const { beat, send, ended } = openChannel({
      answer: async ({ requestId }) => {
        answered.push(requestId);
        return ok('');
      },
    });
    beat();
    send([[1, changes]]);
    expect(await ended).toBe('session_invalid');
    expect(answered).toEqual([]);
  });

  it('takes signers of any role', async () => {
    const { beat, send, textOf } = openChannel({ answer: async ({ actor, role }) => ok(`${actor} ${role}`) });
    beat();
    send([
      [1, { outcome: 'verified', actor: 'did:key:user', role: 'none' }],
      [2, { outcome: 'verified', actor: 'did:key:user', role: 'owner' }],
    ]);
    await expect.poll(() => [textOf(1), textOf(2)]).toEqual(['did:key:user none', 'did:key:user owner']);
  });

  it('is closed by the session of another gateway, noise, a number in use, and too many calls, with the code in the log', async () => {
    const other = openChannel();
    other.beat([...other.known.values()][2]);
    expect(await other.ended).toBe('session_unknown');
    const noise = openChannel();
    noise.beat();
    noise.near.write(Buffer.alloc(500, 0xff)); // at random, it could begin as a long frame does
    expect(await noise.ended).toBe('channel_invalid');
    const never = () => new Promise<TextAnswer>(() => undefined);
    const twice = openChannel({ answer: never });
    twice.beat();
    twice.send([[1], [1]]);
    expect(await twice.ended).toBe('channel_invalid');
    const many = openChannel({ answer: never });
    many.beat();
    many.send(Array.from({ length: MAX_CALLS_IN_FLIGHT }, (_, index) => [index + 1]));
    many.send([[MAX_CALLS_IN_FLIGHT + 1]], [1]);
    await turn();
    many.send([[MAX_CALLS_IN_FLIGHT + 2]]);
    expect(await many.ended).toBe('channel_invalid');
  });

  it('gives up a gateway that says nothing any more, though never one that beats', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { beat, ended, logged } = openChannel();
    for (let beats = 0; beats < 10; beats += 1) {
      beat();
      await turn();
      vi.advanceTimersByTime(15_000);
    }
    await turn();
    expect(logged).toEqual([]);
    vi.advanceTimersByTime(75_000);
    expect(await ended).toBe('channel_invalid');
  });

  it('sends what is ready when it is closed', async () => {
    const slow = Promise.withResolvers<TextAnswer>();
    const { beat, send, channel, textOf, near } = openChannel({ answer: () => slow.promise });
    beat();
    send([[1]]);
    await turn();
    slow.resolve(ok('last words'));
    await Promise.resolve().then(() => undefined);
    channel.close();
    await new Promise((resolve) => near.once('end', resolve));
    expect(textOf(1)).toBe('last words');
  });
});
