import { workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { type DraftRemains, readRemains, UnreadableRemains } from './draft-remains.ts';
import { RemainsKeeper } from './remains-keeper.ts';
import { sizeOfRemains } from './remains-size.ts';

const document = workflowDocument.parse({ format: 'sluice/1', name: 'A', nodes: { a: { type: 'core.set@1' } } });
const remainsOf = (name: string, text = ''): DraftRemains => ({
  known: { document, revision: 1 },
  batch: undefined,
  document: { ...document, name, description: text },
});

describe('what is kept of a draft', () => {
  it('is the newest, also when keeping is slower than editing', async () => {
    const kept: (string | undefined)[] = [];
    const keeper = new RemainsKeeper(async (remains) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      kept.push(remains?.document.name);
    });
    for (const name of ['1', '2', '3', '4']) keeper.keep(remainsOf(name));
    await keeper.settled();
    expect(kept).toEqual(['1', '4']);
    keeper.keep(undefined);
    await keeper.settled();
    expect(kept.at(-1)).toBeUndefined();
  });

  it('is the newest of what was done before the page is calm', async () => {
    const kept: (string | undefined)[] = [];
    const calm = Promise.withResolvers<void>();
    const keeper = new RemainsKeeper(
      async (remains) => void kept.push(remains?.document.name),
      () => calm.promise,
    );
    for (const name of ['1', '2', '3']) keeper.keep(remainsOf(name));
    expect(kept).toEqual([]);
    calm.resolve();
    await keeper.settled();
    expect(kept).toEqual(['3']);
  });

  it('is not kept when it is too large, which is said; nothing stale stays', async () => {
    const kept: unknown[] = [];
    const keeper = new RemainsKeeper(async (remains) => void kept.push(remains));
    keeper.keep(remainsOf('large', 'x'.repeat(21 * 1024 * 1024)));
    await keeper.settled();
    expect(keeper.state.getState().kind).toBe('too-large');
    expect(kept).toEqual([undefined]);
    keeper.keep(remainsOf('small'));
    await keeper.settled();
    expect(keeper.state.getState().kind).toBe('kept');
  });

  it('is said not to be kept when the browser refuses', async () => {
    const keeper = new RemainsKeeper(async () => {
      throw new Error('QuotaExceededError');
    });
    keeper.keep(remainsOf('a'));
    await keeper.settled();
    expect(keeper.state.getState().kind).toBe('failed');
  });

  it('is measured once for each object, and no further than it must', () => {
    const shared = { text: 'x'.repeat(1000) };
    expect(sizeOfRemains([shared, shared], 1e9)).toBeLessThan(1100);
    expect(sizeOfRemains([{ text: 'x'.repeat(1000) }, shared], 1e9)).toBeGreaterThan(2000);
    expect(sizeOfRemains([shared], 1e9)).toBeGreaterThanOrEqual(JSON.stringify([shared]).length - 10);
  });
});

describe('what was kept', () => {
  it('is read as it was written', () => {
    expect(readRemains('k', structuredClone(remainsOf('a')))).toEqual(remainsOf('a'));
  });

  it('of a newer format is named and given back untouched', () => {
    const newer = { ...remainsOf('a'), document: { format: 'sluice/2', steps: [] } };
    expect(() => readRemains('k', newer)).toThrow(UnreadableRemains);
    try {
      readRemains('k', newer);
    } catch (error) {
      expect(error).toMatchObject({ code: 'document_format_newer', remains: newer });
      expect(String(error)).toContain('sluice/2');
    }
  });

  it('and is damaged says where', () => {
    expect(() => readRemains('k', { known: 1 })).toThrow(/known/);
  });
});
