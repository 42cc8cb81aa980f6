import { expect, it } from 'vitest';
import { nodeInNeed } from './node-in-need.ts';
import type { NodeRun, RunView } from './run-view.ts';

const viewOf = (status: RunView['status'], nodes: Readonly<Record<string, NodeRun['status']>>) => ({
  status,
  nodes: new Map(Object.entries(nodes).map(([id, own]) => [id, { status: own } as NodeRun])),
});

it('is where a run failed or waits, a doubt before other waits, and nothing of one that went well', () => {
  expect(nodeInNeed(viewOf('failed', { a: 'completed', b: 'failed', c: 'skipped' }))).toBe('b');
  expect(nodeInNeed(viewOf('waiting', { a: 'waiting', b: 'in-doubt' }))).toBe('b');
  expect(nodeInNeed(viewOf('waiting', { a: 'completed', b: 'waiting' }))).toBe('b');
  expect(nodeInNeed(viewOf('completed', { a: 'completed', b: 'failed' }))).toBeUndefined();
});
