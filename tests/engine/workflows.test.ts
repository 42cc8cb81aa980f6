import {
  activateWorkflow,
  archiveWorkflow,
  createWorkflow,
  deactivateWorkflow,
  getExecution,
  getExecutionDocument,
  getVersion,
  getWorkflow,
  listModules,
  listVersions,
  listWorkflows,
  publishWorkflow,
  restoreWorkflow,
  runWorkflow,
  saveDraft,
  validateDocument,
} from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { problemOf, refusalOf } from './lib/refusal.ts';
import { code, hook, manual, workflow } from './lib/workflow.ts';

let sluice: TestSluice;

beforeAll(async () => {
  sluice = await TestSluice.start();
});

afterAll(() => sluice.stop());

const saying = (word: string, path?: string) =>
  workflow({
    name: 'Says a word',
    nodes: { ...(path === undefined ? {} : { hook: hook(path) }), start: manual, say: code(`return { word: '${word}' };`) },
    chains: [['start', 'say'], ...(path === undefined ? [] : [['hook', 'say']])],
  });
const create = async (document: ReturnType<typeof workflow>) => (await sluice.call(createWorkflow, { body: { document } })).id;
const save = (id: string, document: ReturnType<typeof workflow>, revision: number) =>
  sluice.call(saveDraft, { params: { id }, body: { document, revision } });
const publish = (id: string, activate = false) =>
  sluice.call(publishWorkflow, { params: { id }, body: { message: 'a version', activate } });
const word = async (path: string) => ((await (await sluice.hook(path, {})).json()) as { word?: string; code?: string }).word;

describe('a draft', () => {
  it('is saved against its revision: who comes second is told, and nothing is lost', async () => {
    const id = await create(saying('one'));
    const { revision } = await sluice.call(getWorkflow, { params: { id } });
    const [mine, theirs] = await Promise.allSettled([save(id, saying('mine'), revision), save(id, saying('theirs'), revision)]);
    const [won, lost] = mine.status === 'fulfilled' ? [mine, theirs] : [theirs, mine];
    expect(won).toMatchObject({ status: 'fulfilled', value: { revision: revision + 1 } });
    expect(lost).toMatchObject({ status: 'rejected', reason: { code: 'conflict' } });
    expect((lost as PromiseRejectedResult).reason.message).toContain(String(revision + 1));
    const { document } = await sluice.call(getWorkflow, { params: { id } });
    expect(document).toEqual(saying(mine.status === 'fulfilled' ? 'mine' : 'theirs'));
  });

  it('is published as the revision that is named, or not at all', async () => {
    const id = await create(saying('one'));
    const { revision } = await sluice.call(getWorkflow, { params: { id } });
    await save(id, saying('two'), revision);
    const publishing = (of: number, message: string) =>
      sluice.call(publishWorkflow, { params: { id }, body: { message, activate: false, revision: of } });
    const stale = JSON.stringify({ message: 'stale', activate: true, revision });
    expect(await problemOf(sluice, 'POST', `/v1/workflows/${id}/publish`, stale)).toMatchObject({
      status: 409,
      code: 'draft_changed',
      detail: `You publish revision ${revision} of the draft; the newest is ${revision + 1}.`,
      hint: expect.stringContaining('Nothing was published'),
    });
    expect((await sluice.call(listVersions, { params: { id } })).items).toEqual([]);
    await publishing(revision + 1, 'seen');
    expect((await sluice.call(listVersions, { params: { id } })).items).toMatchObject([{ number: 1, message: 'seen' }]);
    expect((await refusalOf(publishing(revision + 9, 'of tomorrow'))).code).toBe('draft_changed');
  });

  it('can be run as it stands, and so can every version, by name', async () => {
    const id = await create(saying('first'));
    const { version } = await publish(id);
    const { revision } = await sluice.call(getWorkflow, { params: { id } });
    await save(id, saying('second'), revision);
    const run = (which: string | undefined) =>
      sluice.call(runWorkflow, {
        params: { id },
        body: { wait: true, ...(which === undefined ? {} : { version: which as 'draft' }) },
      });
    expect((await run('draft')).output).toEqual([{ word: 'second' }]);
    expect((await run(version)).output).toEqual([{ word: 'first' }]);
    const { executionId, output } = await run(undefined);
    expect(output).toEqual([{ word: 'first' }]);
    expect(await sluice.call(getExecution, { params: { id: executionId } })).toMatchObject({
      version,
      workflowId: id,
      mode: 'manual',
    });
    expect((await refusalOf(run('0'.repeat(64)))).code).toBe('not_found');
    const { version: foreign } = await publish(await create(saying('of another workflow')));
    expect((await refusalOf(run(foreign))).code).toBe('not_found');
  });

  it('is run when there is no version yet', async () => {
    const id = await create(saying('unpublished'));
    const { executionId, output } = await sluice.call(runWorkflow, { params: { id }, body: { wait: true } });
    expect(output).toEqual([{ word: 'unpublished' }]);
    expect((await sluice.call(getExecutionDocument, { params: { id: executionId } })).document).toEqual(saying('unpublished'));
  });

  it('is listed with its last execution, and found by a part of its name', async () => {
    const id = await create({ ...saying('x'), name: 'Peculiar Zebra' });
    const { executionId } = await sluice.call(runWorkflow, { params: { id }, body: { wait: true } });
    const { items } = await sluice.call(listWorkflows, { query: { search: 'ZEBRA' } });
    expect(items).toEqual([
      expect.objectContaining({
        id,
        name: 'Peculiar Zebra',
        lastExecution: { id: executionId, status: 'completed', startedAt: expect.any(String) },
        publishedVersion: null,
        triggers: [{ nodeId: 'start', type: 'core.manual@1' }],
      }),
    ]);
  });

  it('that is not there is unknown, at every address', async () => {
    for (const [method, path, body] of [
      ['GET', '', ''],
      ['PUT', '', JSON.stringify({ document: saying('x'), revision: 1 })],
      ['DELETE', '', ''],
      ['POST', '/restore', ''],
      ['POST', '/publish', '{}'],
      ['POST', '/activate', '{}'],
      ['POST', '/deactivate', ''],
      ['POST', '/run', '{}'],
      ['GET', '/versions', ''],
    ] as const)
      expect(await problemOf(sluice, method, `/v1/workflows/no-such-workflow${path}`, body), `${method} ${path}`).toMatchObject({
        code: 'workflow_unknown',
        status: 404,
      });
  });
});

describe('a published version', () => {
  it('never changes, whatever becomes of the draft', async () => {
    const id = await create(saying('kept'));
    const { version, number } = await publish(id);
    expect(number).toBe(1);
    const { revision } = await sluice.call(getWorkflow, { params: { id } });
    await save(id, saying('changed'), revision);
    const kept = await sluice.call(getVersion, { params: { id, version } });
    expect(kept).toMatchObject({
      version,
      number: 1,
      message: 'a version',
      createdBy: sluice.client.did,
      document: saying('kept'),
    });
    const next = await publish(id);
    expect([next.number, next.version === version]).toEqual([2, false]);
    const { items } = await sluice.call(listVersions, { params: { id } });
    expect(items.map((one) => one.number)).toEqual([2, 1]);
  });

  it('is the same for the same document, wherever its nodes lie on the canvas', async () => {
    const id = await create(saying('same'));
    const { version } = await publish(id);
    const { revision } = await sluice.call(getWorkflow, { params: { id } });
    await save(id, { ...saying('same'), layout: { say: { x: 500, y: 40 } } }, revision);
    const again = await publish(id);
    expect(again).toMatchObject({ version, number: 1 });
    expect((await sluice.call(validateDocument, { body: { document: saying('same') } })).version).toBe(version);
  });

  it('answers its hook only while it is active, and another can be activated in its place', async () => {
    const id = await create(saying('old', 'speak'));
    const { version: old } = await publish(id);
    expect(await word('speak')).toBeUndefined();
    await sluice.call(activateWorkflow, { params: { id }, body: {} });
    expect(await word('speak')).toBe('old');
    const { revision } = await sluice.call(getWorkflow, { params: { id } });
    await save(id, saying('new', 'speak'), revision);
    expect(await word('speak')).toBe('old');
    const { version: fresh } = await publish(id, true);
    expect(await word('speak')).toBe('new');
    await sluice.call(activateWorkflow, { params: { id }, body: { version: old } });
    expect(await word('speak')).toBe('old');
    const { items } = await sluice.call(listVersions, { params: { id } });
    expect(items.map((one) => [one.version, one.active])).toEqual([
      [fresh, false],
      [old, true],
    ]);
    await sluice.call(deactivateWorkflow, { params: { id } });
    expect((await sluice.hook('speak', {})).status).toBe(404);
    const unpublished = await create(saying('x'));
    expect((await refusalOf(sluice.call(activateWorkflow, { params: { id: unpublished }, body: {} }))).code).toBe(
      'workflow_not_published',
    );
    expect((await refusalOf(sluice.call(activateWorkflow, { params: { id: unpublished }, body: { version: old } }))).code).toBe(
      'not_found',
    );
  });

  it('stays active across a restart', async () => {
    await sluice.install(saying('still here', 'lasting'));
    await sluice.killEngine();
    await sluice.startEngine();
    expect(await word('lasting')).toBe('still here');
  });

  it('is not activated while another active workflow has its path, and the publish is not half done', async () => {
    const first = await sluice.install({ ...saying('first', 'contested'), name: 'First' });
    const second = await create({ ...saying('second', 'contested'), name: 'Second' });
    const refused = await refusalOf(publish(second, true));
    expect(refused).toMatchObject({
      code: 'webhook_path_taken',
      message: expect.stringMatching(/POST \/hooks\/contested.*First/),
    });
    expect((await sluice.call(listVersions, { params: { id: second } })).items).toEqual([]);
    await publish(second);
    expect((await refusalOf(sluice.call(activateWorkflow, { params: { id: second }, body: {} }))).code).toBe(
      'webhook_path_taken',
    );
    expect(await word('contested')).toBe('first');
    await sluice.call(deactivateWorkflow, { params: { id: first } });
    await sluice.call(activateWorkflow, { params: { id: second }, body: {} });
    expect(await word('contested')).toBe('second');
  });
});

describe('an archived workflow', () => {
  it('is deactivated and hidden, keeps its executions, and comes back when it is restored', async () => {
    const id = await sluice.install({ ...saying('archived', 'archive-me'), name: 'To the archive' });
    expect(await word('archive-me')).toBe('archived');
    await sluice.call(archiveWorkflow, { params: { id } });
    expect((await sluice.hook('archive-me', {})).status).toBe(404);
    const listed = async (archived: boolean) =>
      (await sluice.call(listWorkflows, { query: { search: 'To the archive', archived: String(archived) } })).items.map(
        (one) => one.id,
      );
    expect([await listed(false), await listed(true)]).toEqual([[], [id]]);
    const { lastExecution } = await sluice.call(getWorkflow, { params: { id } });
    expect((await sluice.call(getExecution, { params: { id: lastExecution?.id ?? '' } })).status).toBe('completed');
    const refused = await refusalOf(sluice.call(activateWorkflow, { params: { id }, body: {} }));
    expect(refused).toMatchObject({ code: 'conflict', message: expect.stringContaining('archived') });
    const restored = await sluice.call(restoreWorkflow, { params: { id } });
    expect(restored).toMatchObject({ archived: false, activeVersion: null });
    expect(await listed(false)).toEqual([id]);
    await sluice.call(activateWorkflow, { params: { id }, body: {} });
    expect(await word('archive-me')).toBe('archived');
  });
});

it('lists the modules with their node types', async () => {
  const { modules } = await sluice.call(listModules);
  const types = modules.flatMap(({ nodes }) => nodes.map(({ type }) => type));
  expect(types).toEqual(expect.arrayContaining(['core.manual@1', 'core.http@1', 'core.for-each@1']));
});
