import {
  createWorkflow,
  getVersion,
  listExecutions,
  listVersions,
  listWorkflows,
  runWorkflow,
  saveDraft,
} from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { eventually, executionsOf, whenEnded } from './lib/watch.ts';
import { code, manual, workflow } from './lib/workflow.ts';

let sluice: TestSluice;

beforeAll(async () => {
  sluice = await TestSluice.start();
});

afterAll(() => sluice.stop());

const napping = (ms: number) =>
  workflow({
    name: 'Napping',
    nodes: {
      start: manual,
      nap: { type: 'core.wait@1', params: { for: 'time', ms } },
      end: code('return { n: $json.n + 1 };'),
    },
    chains: [['start', 'nap', 'end']],
  });

/** A request under an idempotency key: as often as it is sent, signed anew each time. */
function requestOf(method: string, path: string, body: unknown, idempotencyKey: string) {
  return async () => {
    const answer = await sluice.client.call({ method, path, body: Buffer.from(JSON.stringify(body)), idempotencyKey });
    return { status: answer.status, json: JSON.parse(answer.body.toString()) };
  };
}

/** Sends it so that the gateway dies when the engine has answered, and then once more. `meanwhile` is what happens between the two. */
async function lostAndAgain(send: ReturnType<typeof requestOf>, meanwhile?: () => Promise<unknown>) {
  await sluice.killGateway();
  await sluice.startGateway({ SLUICE_KILL_POINT: 'answer-unkept:1' });
  const lost = await send().catch((error: Error) => error);
  expect(lost).toBeInstanceOf(Error);
  await sluice.gatewayEnded;
  await sluice.startGateway();
  await meanwhile?.();
  return send();
}

describe('a run whose answer was lost when the gateway died, sent again', () => {
  it.each([true, false])('is one execution, waited for: %s', async (wait) => {
    const id = await sluice.install(napping(1));
    const send = requestOf('POST', `/v1/workflows/${id}/run`, { items: [{ n: 1 }], wait }, `run-${wait}`);
    const { json } = await lostAndAgain(send);
    const [one, ...others] = await executionsOf(sluice, id);
    expect([json.executionId, others]).toEqual([one?.id, []]);
    if (wait) expect(json).toEqual({ executionId: one?.id, status: 'completed', output: [{ n: 2 }] });
    // This time it is the gateway that has kept it.
    expect((await send()).json).toEqual(json);
  });

  it('of a document is one execution', async () => {
    const document = { ...napping(1), name: 'Run once' };
    const { json } = await lostAndAgain(requestOf('POST', '/v1/run', { document, items: [{ n: 1 }], wait: true }, 'once'));
    expect(json).toMatchObject({ status: 'completed', output: [{ n: 2 }] });
    const { items } = await sluice.call(listExecutions, { query: { search: 'Run once', limit: 10 } });
    expect(items.map(({ id }) => id)).toEqual([json.executionId]);
  });

  it('waits on for one that goes on, also over a restart of the engine', async () => {
    const id = await sluice.install(napping(1500));
    const send = requestOf('POST', `/v1/workflows/${id}/run`, { items: [{ n: 5 }], wait: true }, 'long');
    const lost = send().catch((error: Error) => error);
    await eventually('the start', async () => (await executionsOf(sluice, id))[0]?.status === 'waiting');
    await sluice.killGateway();
    expect(await lost).toBeInstanceOf(Error);
    await sluice.killEngine();
    await sluice.startEngine();
    await sluice.startGateway();
    const { json } = await send();
    const executions = await executionsOf(sluice, id);
    expect(json).toEqual({ executionId: executions[0]?.id, status: 'completed', output: [{ n: 6 }] });
    expect(executions).toHaveLength(1);
  });

  it('is told that the execution waits for a person', async () => {
    const asking = workflow({
      name: 'Asks once',
      nodes: { start: manual, ask: { type: 'core.wait@1', params: { for: 'resume' } } },
      chains: [['start', 'ask']],
    });
    const { json } = await lostAndAgain(requestOf('POST', '/v1/run', { document: asking, wait: true }, 'asks'));
    expect(json).toEqual({ executionId: expect.any(String), status: 'waiting' });
    const { items } = await sluice.call(listExecutions, { query: { search: 'Asks once', limit: 10 } });
    expect(items.map(({ id }) => id)).toEqual([json.executionId]);
  });

  it('is one more execution, when an execution is to be run again', async () => {
    const id = await sluice.install(napping(1));
    const { executionId } = await sluice.call(runWorkflow, { params: { id }, body: { items: [{ n: 1 }], wait: false } });
    await whenEnded(sluice, executionId);
    await lostAndAgain(requestOf('POST', `/v1/executions/${executionId}/retry`, {}, 'retry'));
    expect(await executionsOf(sluice, id)).toHaveLength(2);
  });
});

describe('two keys, two principals, two bodies', () => {
  it('are two executions', async () => {
    const id = await sluice.install(napping(1));
    const path = `/v1/workflows/${id}/run`;
    const sent = await Promise.all([
      requestOf('POST', path, { items: [{ n: 1 }], wait: false }, 'a')(),
      requestOf('POST', path, { items: [{ n: 1 }], wait: false }, 'b')(),
      requestOf('POST', '/v1/run', { document: napping(1), wait: false }, 'c')(),
    ]);
    expect(new Set(sent.map(({ json }) => json.executionId)).size).toBe(3);
    expect(await executionsOf(sluice, id)).toHaveLength(2);
  });
});

describe('a change whose answer was lost when the gateway died, sent again', () => {
  it('makes one workflow', async () => {
    const name = 'Made once';
    const { json } = await lostAndAgain(requestOf('POST', '/v1/workflows', { document: { ...napping(1), name } }, 'create'));
    const { items } = await sluice.call(listWorkflows, { query: { search: name, limit: 10 } });
    expect(items.map(({ id }) => id)).toEqual([json.id]);
  });

  it('is no conflict with itself, when a draft is saved', async () => {
    const { id, revision } = await sluice.call(createWorkflow, { body: { document: napping(1) } });
    const changed = { ...napping(2), name: 'Changed' };
    const { status, json } = await lostAndAgain(requestOf('PUT', `/v1/workflows/${id}`, { document: changed, revision }, 'save'));
    expect([status, json.revision, json.name]).toEqual([200, revision + 1, 'Changed']);
    const other = requestOf('PUT', `/v1/workflows/${id}`, { document: napping(3), revision }, 'other');
    expect(await other()).toMatchObject({ status: 409, json: { code: 'conflict' } });
  });

  it('makes one version, when a draft is published', async () => {
    const { id } = await sluice.call(createWorkflow, { body: { document: napping(1) } });
    await lostAndAgain(requestOf('POST', `/v1/workflows/${id}/publish`, { message: 'first', activate: true }, 'publish'));
    expect((await sluice.call(listVersions, { params: { id } })).items).toMatchObject([{ number: 1, message: 'first' }]);
  });

  it.each([true, false])(
    'publishes nothing that somebody saved after the first attempt; names its revision: %s',
    async (names) => {
      const { id, revision } = await sluice.call(createWorkflow, { body: { document: napping(1) } });
      const body = { message: 'mine', activate: false, ...(names ? { revision } : {}) };
      const send = requestOf('POST', `/v1/workflows/${id}/publish`, body, `publish-${names}`);
      const { json } = await lostAndAgain(send, () =>
        sluice.call(saveDraft, { params: { id }, body: { document: napping(2), revision } }),
      );
      expect(json).toMatchObject({ number: 1, message: 'mine' });
      expect((await sluice.call(listVersions, { params: { id } })).items).toMatchObject([{ number: 1, message: 'mine' }]);
      const { document } = await sluice.call(getVersion, { params: { id, version: json.version } });
      expect(document.nodes['nap']?.params['ms']).toBe(1);
      expect((await send()).json).toEqual(json);
    },
  );
});
