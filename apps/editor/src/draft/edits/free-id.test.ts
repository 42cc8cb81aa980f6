import type { WorkflowDocument } from '@sluice/protocol';
import { afterEach, expect, it } from 'vitest';
import { shareIds } from './first-number.ts';
import { freeId } from './free-id.ts';
import { freeIds } from './free-ids.ts';

const node = { type: 'core.set@1', params: {} };
const document: WorkflowDocument = {
  format: 'sluice/1',
  name: '',
  nodes: { set: node, set2: node },
  edges: [],
  layout: { note: { kind: 'note', x: 0, y: 0 } },
  settings: {},
};
let end = () => {};
afterEach(() => end());

it('gives the base, else the next number', () => {
  expect(freeId(document, 'http')).toBe('http');
  expect(freeId(document, 'set')).toBe('set3');
  expect(freeId(document, 'note')).toBe('note2');
  expect(Object.fromEntries(freeIds(document, ['set', 'a']))).toEqual({ set: 'set3', a: 'a' });
});

it('gives a number of its own while somebody else gives ids too', () => {
  let isShared = true;
  end = shareIds(() => isShared);
  const ids = Array.from({ length: 20 }, () => freeId(document, 'http'));
  for (const id of ids) expect(id).toMatch(/^http\d{4}$/);
  expect(new Set(ids).size).toBeGreaterThan(10);
  const pasted = freeIds(document, ['a', 'b1']);
  expect([...pasted.values()]).toEqual([expect.stringMatching(/^a\d{4}$/), expect.stringMatching(/^b\d{4}$/)]);
  isShared = false;
  expect(freeId(document, 'http')).toBe('http');
});
