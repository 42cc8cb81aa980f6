import { describe, expect, it } from 'vitest';
import { isPinned, PIN_LIMIT_BYTES, pinsOf } from './node-pin.ts';

const nodes = { a: { type: 'core.set@1', params: {} }, b: { type: 'core.set@1', params: {} } };

describe('pinsOf', () => {
  it('gives what is pinned to nodes that there are', () => {
    const pin = { outputs: { main: [{ n: 1 }] } };
    const layout = { a: { x: 1, y: 2, pin }, b: { x: 1, y: 2 }, gone: { pin } };
    expect(pinsOf({ nodes, layout })).toEqual({ a: pin });
    expect([isPinned({ layout }, 'a'), isPinned({ layout }, 'b')]).toEqual([true, false]);
  });

  it('refuses what is no pin, and names the node', () => {
    const refusal = expect.objectContaining({ code: 'pin_invalid', place: expect.objectContaining({ nodeId: 'b' }) });
    expect(() => pinsOf({ nodes, layout: { b: { pin: [1] } } })).toThrow(refusal);
  });

  it('refuses what is too large, by its bytes', () => {
    const pinOf = (text: string) => ({ nodes, layout: { a: { pin: { outputs: { main: [text] } } } } });
    expect(() => pinsOf(pinOf('ü'.repeat(PIN_LIMIT_BYTES / 2)))).toThrow(expect.objectContaining({ code: 'pin_too_large' }));
    expect(pinsOf(pinOf('u'.repeat(PIN_LIMIT_BYTES / 2)))).toHaveProperty('a');
  });
});
