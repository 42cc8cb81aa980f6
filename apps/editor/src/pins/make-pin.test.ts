import { describe, expect, it } from 'vitest';
import type { ItemView } from '../queries/use-step-items.ts';
import { checkPin, makePin } from './make-pin.ts';

const item = (json: ItemView['json'], more: Partial<ItemView> = {}): ItemView => ({ json, origin: [], ...more });

describe('makePin', () => {
  it('keeps the json of the items of every port that has some', () => {
    expect(makePin({ true: [item({ n: 1 }), item(2)], false: [] })).toEqual({ pin: { outputs: { true: [{ n: 1 }, 2] } } });
  });

  it('does not pin nothing, files, items that failed, or too much', () => {
    expect(makePin({ main: [] })).toEqual({ problem: { kind: 'none' } });
    expect(makePin({ main: [item(1, { blobs: { file: { sha256: 'a', size: 1 } } })] })).toEqual({ problem: { kind: 'files' } });
    expect(makePin({ main: [item(1, { error: { code: 'x', message: 'y' } })] })).toEqual({ problem: { kind: 'failed' } });
    expect(makePin({ main: [item('x'.repeat(300_000))] })).toMatchObject({ problem: { kind: 'large', size: 300_025 } });
  });
});

it('checkPin takes an empty output for one: the node then gives nothing out', () => {
  expect(checkPin({ main: [] })).toEqual({ pin: { outputs: {} } });
});
