import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { ExampleRun } from './example-run.ts';

const NODE_WIDTH = 220;
const NODE_HEIGHT = 80;
const folder = resolve(import.meta.dirname, '../../examples');
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length));

describe.each(names)('examples/%s.json', (name) => {
  const document = workflowDocument.parse(JSON.parse(readFileSync(resolve(folder, `${name}.json`), 'utf8')));

  it('has a name and says what it does', () => {
    expect(document.name.length).toBeGreaterThan(3);
    expect(document.description).toMatch(/\.$/);
  });

  it('lies on the canvas from left to right, with no node on another', () => {
    const places = Object.keys(document.nodes).map((id) => ({ id, ...(document.layout[id] as { x: number; y: number }) }));
    const at = new Map(places.map((place) => [place.id, place]));
    // What closes a loop goes back.
    for (const { from, to } of document.edges.filter(({ to }) => !to.endsWith('.next'))) {
      const [source, target] = [at.get(from.split('.')[0] ?? ''), at.get(to.split('.')[0] ?? '')];
      expect((target?.x ?? 0) - (source?.x ?? 0), `${from} to ${to}`).toBeGreaterThanOrEqual(NODE_WIDTH);
    }
    for (const a of places) {
      const over = places.filter((b) => b !== a && Math.abs(a.x - b.x) < NODE_WIDTH && Math.abs(a.y - b.y) < NODE_HEIGHT);
      expect(over, `over ${a.id}`).toEqual([]);
    }
  });
});

describe('hello', () => {
  it('greets the world, or whoever it is given', async () => {
    const run = await ExampleRun.start('hello');
    expect(run.output).toEqual([{ name: 'world', greeting: 'Hello, world!' }]);
    const [ada] = (await ExampleRun.start('hello', { items: [{ name: 'Ada' }] })).output ?? [];
    expect(ada).toEqual({ name: 'Ada', greeting: 'Hello, Ada!' });
    expect(run.replaysExactly).toBe(true);
  });
});

describe('fan-out-join', () => {
  it('joins once, without the branch that was not taken', async () => {
    const run = await ExampleRun.start('fan-out-join');
    expect(run.output).toEqual([{ parts: ['tax', 'shipping'], extras: 22.2, total: 102.2 }]);
    expect(run.skipped).toEqual(['discount']);
    expect(run.firings('join')).toBe(1);
    expect(run.replaysExactly).toBe(true);
  });

  it('takes the third branch for members', async () => {
    const run = await ExampleRun.start('fan-out-join', { items: [{ goods: 200, weight: 1, member: true }] });
    expect(run.output).toEqual([{ parts: ['tax', 'shipping', 'discount'], extras: 23, total: 223 }]);
    expect(run.skipped).toEqual([]);
  });
});

describe('approval-wait', () => {
  const perform = async () => ({ wait: { kind: 'resume', token: 't'.repeat(32), note: 'n' } }) as const;

  it('parks until somebody decides, then goes on with the decision', async () => {
    const run = await ExampleRun.start('approval-wait', { items: [{ id: 'r-7', amount: 90 }], perform });
    expect(run.status).toBe('waiting');
    expect(run.deferred).toMatchObject([
      { verb: 'await', uri: 'workflow:resume', args: { value: { note: 'Approve 90 for request r-7?' } } },
    ]);
    await run.settle({ approved: true });
    expect(run.status).toBe('completed');
    expect(run.output).toEqual([{ id: 'r-7', status: 'approved', paid: 90 }]);
    expect(run.replaysExactly).toBe(true);
  });

  it('turns down on anything but a yes', async () => {
    const run = await ExampleRun.start('approval-wait', { perform });
    await run.settle({ approved: 'yes', reason: 'too much' });
    expect(run.output).toEqual([{ id: 'sample', status: 'rejected', reason: 'too much' }]);
    const silent = await ExampleRun.start('approval-wait', { perform });
    await silent.settle(null);
    expect(silent.output).toEqual([{ id: 'sample', status: 'rejected', reason: 'none given' }]);
  });
});
