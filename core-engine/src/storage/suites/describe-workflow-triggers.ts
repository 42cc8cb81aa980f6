import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WorkflowStore } from '../ports/workflow-store.ts';
import { HASH_1, HASH_2, hooks, sampleWorkflows } from './sample-workflows.ts';
import type { CreateStorageFixture, StorageFixture } from './storage-fixture.ts';

/** What every workflow store must do with what starts workflows: webhooks and schedules of active versions. */
export function describeWorkflowTriggers(createFixture: CreateStorageFixture): void {
  let fixture: StorageFixture;
  let store: WorkflowStore;
  const { create, publish, activate } = sampleWorkflows(() => store);

  beforeEach(async () => {
    fixture = await createFixture();
    store = fixture.storage.workflows;
  });
  afterEach(() => fixture.dispose());

  describe('activation', () => {
    beforeEach(async () => {
      for (const id of ['a', 'b']) {
        await create(id);
        await publish(id, HASH_1);
        await publish(id, HASH_2);
      }
    });

    it('lets webhooks find their workflow, and the next version replaces them', async () => {
      expect(await activate('a', hooks(['POST', 'orders'], ['GET', 'orders/list', 'list']))).toMatchObject({
        ok: true,
        workflow: { activeVersion: HASH_1, updatedAtMs: 3000 },
      });
      expect(await store.findWebhook('POST', 'orders')).toEqual({
        workflowId: 'a',
        workflowName: 'Workflow a',
        owner: 'did:key:owner',
        version: HASH_1,
        nodeId: 'hook',
        method: 'POST',
      });
      expect(await store.findWebhook('GET', 'orders')).toBeUndefined();
      expect(await store.webhookMethods('orders')).toEqual(['POST']);
      await activate('a', hooks(['PUT', 'orders']), HASH_2);
      expect(await store.findWebhook('POST', 'orders')).toBeUndefined();
      expect(await store.findWebhook('GET', 'orders/list')).toBeUndefined();
      expect(await store.findWebhook('PUT', 'orders')).toMatchObject({ version: HASH_2 });
      expect((await store.listVersions('a')).filter(({ active }) => active).map(({ hash }) => hash)).toEqual([HASH_2]);
    });

    it('is refused, with nothing changed, when another workflow has the path', async () => {
      await activate('a', hooks(['POST', 'orders']));
      await activate('b', hooks(['POST', 'mine']));
      const refusal = {
        ok: false,
        code: 'webhook_path_taken',
        method: 'POST',
        path: 'orders',
        workflowId: 'a',
        workflowName: 'Workflow a',
        nodeId: 'hook',
      };
      expect(await activate('b', hooks(['POST', 'free'], ['POST', 'orders']))).toEqual(refusal);
      expect(await store.findWebhook('POST', 'mine')).toMatchObject({ workflowId: 'b' });
      expect(await store.findWebhook('POST', 'free')).toBeUndefined();
      expect(await activate('b', hooks(['GET', 'orders']))).toMatchObject({ ok: true });
    });

    it('takes `*` for every method', async () => {
      await activate('a', hooks(['*', 'any'], ['POST', 'any', 'exact']));
      expect(await store.findWebhook('POST', 'any')).toMatchObject({ nodeId: 'exact', method: 'POST' });
      expect(await store.findWebhook('DELETE', 'any')).toMatchObject({ nodeId: 'hook', method: '*' });
      expect(await activate('b', hooks(['GET', 'any']))).toMatchObject({ code: 'webhook_path_taken', workflowId: 'a' });
      await activate('b', hooks(['GET', 'one']));
      expect(await activate('a', hooks(['*', 'one']))).toMatchObject({ code: 'webhook_path_taken', workflowId: 'b' });
    });

    it('is refused when two nodes of one workflow want the same path', async () => {
      expect(await activate('a', hooks(['POST', 'x', 'one'], ['POST', 'x', 'two']))).toMatchObject({
        code: 'webhook_path_taken',
        workflowId: 'a',
        workflowName: 'Workflow a',
        nodeId: 'one',
      });
    });

    it('goes to one of two workflows that want the same path at once', async () => {
      const results = await Promise.all([activate('a', hooks(['POST', 'x'])), activate('b', hooks(['POST', 'x']))]);
      expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
    });

    it('is refused for what is not there and for the archive', async () => {
      expect(await activate('x', hooks())).toEqual({ ok: false, code: 'unknown' });
      expect(await activate('a', hooks(), '9'.repeat(64))).toEqual({ ok: false, code: 'version_unknown' });
      await store.setArchived('a', true, 1);
      expect(await activate('a', hooks())).toEqual({ ok: false, code: 'archived' });
      expect(await publish('a', HASH_2, { activate: hooks() })).toEqual({ ok: false, code: 'archived' });
    });

    it('ends with deactivation and with archiving', async () => {
      await activate('a', {
        ...hooks(['POST', 'a']),
        schedules: [{ nodeId: 's', cron: '* * * * *', timeZone: 'UTC', nextAtMs: 1 }],
      });
      await activate('b', hooks(['POST', 'b']));
      expect((await store.listActive()).map(({ workflowId }) => workflowId).sort()).toEqual(['a', 'b']);
      expect(await store.deactivate('a', 4000)).toMatchObject({ activeVersion: undefined, updatedAtMs: 4000 });
      await store.setArchived('b', true, 4000);
      expect(await store.listActive()).toEqual([]);
      expect(await store.findWebhook('POST', 'a')).toBeUndefined();
      expect(await store.findWebhook('POST', 'b')).toBeUndefined();
      expect(await store.nextScheduleAt()).toBeUndefined();
      expect(await store.deactivate('x', 1)).toBeUndefined();
    });
  });

  describe('schedules', () => {
    beforeEach(async () => {
      await create('a');
      await publish('a', HASH_1);
      const schedule = (nodeId: string, nextAtMs: number) => ({ nodeId, cron: '0 * * * *', timeZone: 'Europe/Berlin', nextAtMs });
      await activate('a', { webhooks: [], schedules: [schedule('late', 300), schedule('soon', 100), schedule('next', 200)] });
    });

    it('are due in order of time', async () => {
      expect(await store.nextScheduleAt()).toBe(100);
      const due = await store.dueSchedules(250, 10);
      expect(due.map(({ nodeId }) => nodeId)).toEqual(['soon', 'next']);
      expect(due[0]).toEqual({
        workflowId: 'a',
        workflowName: 'Workflow a',
        owner: 'did:key:owner',
        version: HASH_1,
        nodeId: 'soon',
        cron: '0 * * * *',
        timeZone: 'Europe/Berlin',
        nextAtMs: 100,
      });
      expect(await store.dueSchedules(250, 1)).toHaveLength(1);
      expect(await store.dueSchedules(99, 10)).toEqual([]);
    });

    it('are advanced by one of many who saw the same tick', async () => {
      const advance = () => store.advanceSchedule({ workflowId: 'a', nodeId: 'soon', fromMs: 100, toMs: 400 });
      const won = await Promise.all([advance(), advance(), advance()]);
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await store.nextScheduleAt()).toBe(200);
    });
  });
}
