import { createFrameKey } from '@sluice/protocol/channel';
import { describe, expect, it } from 'vitest';
import { type EngineSession, SessionKeeper } from './session-keeper.ts';

const names = { gateway: 'g', engine: 'e', key: new Uint8Array(32) };

function createKeeper() {
  const state = { now: 0, connects: 0, fails: false };
  const keeper = new SessionKeeper(
    async () => {
      state.connects += 1;
      if (state.fails) throw new Error('down');
      const id = String(state.connects);
      return { sign: () => ({ signatureInput: id, signature: '' }), frameKey: createFrameKey({ ...names, id }) };
    },
    () => state.now,
  );
  const nameOf = (session: EngineSession | undefined) => session?.frameKey.session.id;
  return { state, keeper, nameOf };
}

describe('SessionKeeper', () => {
  it('shakes hands once for many callers at the same time', async () => {
    const { state, keeper, nameOf } = createKeeper();
    expect(keeper.peek()).toBeUndefined();
    const sessions = await Promise.all([keeper.get(), keeper.get(), keeper.get()]);
    expect(sessions.map(nameOf)).toEqual(['1', '1', '1']);
    expect(state.connects).toBe(1);
    expect(nameOf(keeper.peek())).toBe('1');
  });

  it('renews in the background before the ten minutes are over', async () => {
    const { state, keeper, nameOf } = createKeeper();
    await keeper.get();
    state.now = 569_999;
    expect(nameOf(await keeper.get())).toBe('1');
    expect(state.connects).toBe(1);
    state.now = 570_000;
    expect(nameOf(keeper.peek())).toBe('1');
    await new Promise(setImmediate);
    expect(nameOf(keeper.peek())).toBe('2');
  });

  it('uses the old session until its end while renewing fails, and none after it', async () => {
    const { state, keeper, nameOf } = createKeeper();
    await keeper.get();
    Object.assign(state, { now: 599_999, fails: true });
    expect(nameOf(keeper.peek())).toBe('1');
    await new Promise(setImmediate);
    expect(nameOf(keeper.peek())).toBe('1');
    await new Promise(setImmediate);
    state.now = 600_000;
    expect(keeper.peek()).toBeUndefined();
    await expect(keeper.get()).rejects.toThrow('down');
  });

  it('drops a session that the engine does not know, but not a newer one', async () => {
    const { keeper, nameOf } = createKeeper();
    const first = await keeper.get();
    keeper.drop(first);
    const second = await keeper.get();
    keeper.drop(first);
    expect(nameOf(second)).toBe('2');
    expect(keeper.peek()).toBe(second);
  });
});
