import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ExecutionQuery, ExecutionRow } from '../storage/ports/execution-store.ts';
import type { LoadedPlan } from '../workflows/plan-store.ts';
import { Admission, type Candidate } from './admission.ts';

let begun: string[];
let stored: Pick<ExecutionRow, 'id' | 'version'>[];
let lists: ExecutionQuery[];
let begin: (id: string) => Promise<void>;
let admission: Admission;

beforeEach(() => {
  begun = [];
  stored = [];
  lists = [];
  begin = async () => undefined;
  admission = new Admission({
    store: {
      list: async (query) => {
        lists.push(query);
        const first = Number(query.cursor ?? 0);
        const items = stored.slice(first, first + query.limit) as ExecutionRow[]; // the two columns that are read
        return { items, nextCursor: first + query.limit < stored.length ? String(first + query.limit) : null };
      },
    },
    // The key of a test's execution is what stands before the colon in its id.
    keys: { of: async ({ owner }) => owner, ofStored: async ({ id }) => (id.includes(':') ? (id.split(':')[0] ?? '') : '') },
    begin: async (id) => {
      begun.push(id);
      await begin(id);
    },
    log: pino({ level: 'silent' }),
  });
});

function candidate(executionId: string, limit: number | 'none' = 2, workflowId = 'workflow', version = 'v'): Candidate {
  const settings = limit === 'none' ? {} : { concurrency: { limit } };
  return { executionId, workflowId, owner: '', loaded: { key: version, plan: { settings } } as unknown as LoadedPlan }; // what is read of it
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const enter = (id: string) => admission.enter(candidate(id));
const enqueue = (id: string) => admission.enqueue(candidate(id));
const endOf = ({ executionId, workflowId, loaded }: Candidate) => ({ executionId, workflowId, version: loaded.key });
const leave = async (id: string) => {
  admission.leave(endOf(candidate(id)));
  await settle();
};

describe('a workflow with a limit', () => {
  it('lets so many begin, and the others when places come free, in the order of their coming', async () => {
    expect([await enter('a'), await enter('b'), await enter('c')]).toEqual([true, true, false]);
    for (const id of ['c', 'd', 'e']) await enqueue(id);
    expect([begun, admission.queuedIds()]).toEqual([[], ['c', 'd', 'e']]);
    await leave('b');
    expect([begun, admission.queuedIds()]).toEqual([['c'], ['d', 'e']]);
    await leave('a');
    await leave('c');
    expect(begun).toEqual(['c', 'd', 'e']);
    expect(await enter('f')).toBe(false);
  });

  it('lets one begin at once that is queued after a place has come free', async () => {
    await enter('a');
    await enter('b');
    expect(await enter('c')).toBe(false);
    await leave('a');
    await enqueue('c');
    expect(begun).toEqual(['c']);
  });

  it('counts who was under way before, page by page', async () => {
    stored = Array.from({ length: 1200 }, (_, n) => ({ id: `old${n}`, version: 'another' }));
    expect(await admission.enter(candidate('a', 1200))).toBe(false);
    expect(await admission.enter(candidate('a', 1201))).toBe(true);
    expect(lists).toHaveLength(3);
    expect(lists[0]?.statuses).toEqual(['running', 'waiting', 'in-doubt']);
  });

  it('gives on the places of those, too, also when their version had no limit', async () => {
    stored = [
      { id: 'old1', version: 'v' },
      { id: 'old2', version: 'v' },
    ];
    await enqueue('a');
    expect(begun).toEqual([]);
    admission.leave(endOf(candidate('old1', 'none')));
    await settle();
    expect(begun).toEqual(['a']);
  });

  it('gives nobody two places, however often it is asked', async () => {
    for (let n = 0; n < 5; n += 1) expect(await enter('a')).toBe(true);
    await enqueue('a');
    expect(await enter('b')).toBe(true);
    await enqueue('c');
    await enqueue('c');
    await leave('a');
    await leave('b');
    expect(begun).toEqual(['a', 'c']);
  });

  it('gives no place on when one goes that only waited, or that nobody knows', async () => {
    await enter('a');
    await enter('b');
    await enqueue('c');
    await enqueue('d');
    await leave('c');
    await leave('nobody');
    expect([begun, admission.queuedIds()]).toEqual([[], ['d']]);
    await leave('a');
    expect(begun).toEqual(['d']);
  });

  it('keeps the place of one that could not begin, for the sweep that brings it again', async () => {
    await enter('a');
    await enter('b');
    await enqueue('c');
    begin = () => Promise.reject(new Error('overloaded'));
    await leave('a');
    expect(begun).toEqual(['c']);
    expect(await enter('d')).toBe(false);
    begin = async () => undefined;
    await enqueue('c');
    expect(begun).toEqual(['c', 'c']);
  });

  it('is never exceeded by many who come at once', async () => {
    const entered = await Promise.all(Array.from({ length: 50 }, (_, n) => enter(`e${n}`)));
    expect(entered.filter(Boolean)).toHaveLength(2);
    expect(lists).toHaveLength(1);
  });

  it('has places of its own', async () => {
    expect(await admission.enter(candidate('a', 1, 'one'))).toBe(true);
    expect(await admission.enter(candidate('b', 1, 'two'))).toBe(true);
    expect(await admission.enter(candidate('c', 1, 'one'))).toBe(false);
  });
});

describe('a limit with a key', () => {
  const keyed = (executionId: string): Candidate => {
    const [key = ''] = executionId.split(':');
    const settings = { concurrency: { limit: 1, key: '={{ $trigger.json.key }}' } };
    const loaded = { key: 'v', plan: { settings } } as unknown as LoadedPlan; // what is read of it
    return { executionId, workflowId: 'workflow', owner: key, loaded, items: { items: [] } };
  };

  it('is for each key by itself', async () => {
    expect(await Promise.all(['x:1', 'y:1', 'x:2'].map((id) => admission.enter(keyed(id))))).toEqual([true, true, false]);
    for (const id of ['x:2', 'y:2', 'x:3']) await admission.enqueue(keyed(id));
    admission.leave(endOf(keyed('y:1')));
    await settle();
    expect(begun).toEqual(['y:2']);
    admission.leave(endOf(keyed('x:1')));
    await settle();
    expect(begun).toEqual(['y:2', 'x:2']);
  });

  it('counts who was under way before under its key', async () => {
    stored = [{ id: 'x:0', version: 'v' }];
    expect(await admission.enter(keyed('x:1'))).toBe(false);
    expect(await admission.enter(keyed('y:1'))).toBe(true);
    await admission.enqueue(keyed('x:1'));
    admission.leave(endOf(keyed('x:0')));
    await settle();
    expect(begun).toEqual(['x:1']);
  });
});

it('a workflow without a limit is not counted', async () => {
  for (let n = 0; n < 10; n += 1) expect(await admission.enter(candidate(`e${n}`, 'none'))).toBe(true);
  await admission.enqueue(candidate('q', 'none'));
  expect([begun, lists]).toEqual([['q'], []]);
});

it('documents that are not kept share nothing but their workflow id', async () => {
  stored = [{ id: 'other', version: 'y' }];
  expect(await admission.enter(candidate('a', 1, 'ad-hoc', 'x'))).toBe(true);
  expect(await admission.enter(candidate('b', 1, 'ad-hoc', 'y'))).toBe(false);
});
