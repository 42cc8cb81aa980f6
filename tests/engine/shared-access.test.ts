import {
  activateWorkflow,
  addKey,
  createShare,
  createWorkflow,
  type Endpoint,
  endpoints,
  getExecutionEvents,
  getWorkflow,
  listExecutions,
  listPeople,
  listWorkflows,
  publishWorkflow,
  runWorkflow,
  type ShareRight,
  saveDraft,
} from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOf } from '../../apps/cli/src/client/request-endpoint.ts';
import { TestSluice } from '../support/test-sluice.ts';
import { createLinkSecret, TestPrincipal } from './lib/principal.ts';
import { whenStatus } from './lib/watch.ts';
import { manual, workflow } from './lib/workflow.ts';

/** What a guest is tried with: a workflow that is not shared with it, and one for each right; each with a parked execution of the owner's. */
const columns = ['none', 'view', 'run', 'edit'] as const;
type Column = (typeof columns)[number];

interface Fixture {
  readonly id: string;
  readonly version: string;
  readonly executionId: string;
  readonly blob: string;
}
interface Request {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
}
/** For each column `ok`, or the code of the refusal. */
interface Decision {
  readonly ask?: (fixture: Fixture) => Request;
  readonly expect: readonly [none: string, view: string, run: string, edit: string];
}

const document = (name: string) =>
  workflow({
    name,
    nodes: { start: manual, ask: { type: 'core.wait@1', params: { for: 'resume' } } },
    chains: [['start', 'ask']],
  });
const secret = createLinkSecret();

const atWorkflow = (body?: unknown) => (fixture: Fixture) => ({
  params: { id: fixture.id },
  ...(body === undefined ? {} : { body }),
});
const atExecution = (query?: string) => (fixture: Fixture) => ({
  params: { id: fixture.executionId },
  ...(query === undefined ? {} : { query }),
});
const same = (code: string): Decision['expect'] => [code, code, code, code];
const from = (right: ShareRight): Decision['expect'] =>
  columns.map((column) =>
    column === 'none' ? 'not_shared' : columns.indexOf(column) >= columns.indexOf(right) ? 'ok' : 'share_insufficient',
  ) as unknown as Decision['expect']; // one for each of four columns
const never = (ask?: Decision['ask']): Decision => ({ ...(ask === undefined ? {} : { ask }), expect: same('role_insufficient') });
const workflowNever = (body?: unknown) => never(atWorkflow(body));

/** Every endpoint of the contract has its line; one without is an error: decide what a share opens of it. */
const decisions: Readonly<Record<string, Decision>> = {
  // Workflows: looked at, run and changed by their own right; made, published, activated, archived and shared by role alone.
  listWorkflows: { expect: same('ok') },
  createWorkflow: never(() => ({ body: { document: document('Of a guest') } })),
  getWorkflow: { ask: atWorkflow(), expect: from('view') },
  saveDraft: { ask: atWorkflow({ document: document('Changed'), revision: 1 }), expect: from('edit') },
  changeDraft: {
    ask: atWorkflow({ changes: [{ path: ['name'], value: 'Changed' }], revision: 1, batch: 'a-batch-of-changes' }),
    expect: from('edit'),
  },
  archiveWorkflow: workflowNever(),
  restoreWorkflow: workflowNever(),
  publishWorkflow: workflowNever({ message: 'of a guest' }),
  listVersions: { ask: atWorkflow(), expect: from('view') },
  getVersion: { ask: ({ id, version }) => ({ params: { id, version } }), expect: from('view') },
  organizeWorkflow: workflowNever({ folder: 'Mine' }),
  listFolders: never(),
  moveFolder: never(() => ({ body: { from: 'a', to: 'b' } })),
  activateWorkflow: workflowNever({}),
  deactivateWorkflow: workflowNever(),
  // By an `edit` share of any workflow, which this guest has.
  validateDocument: { ask: () => ({ body: { document: document('To check') } }), expect: same('ok') },
  runWorkflow: { ask: atWorkflow({ wait: false }), expect: from('run') },
  runDocument: never(() => ({ body: { document: document('Of a guest'), wait: false } })),

  // Shares.
  createShare: workflowNever({ to: { kind: 'link', secretHash: secret.secretHash }, rights: 'edit' }),
  listShares: workflowNever(),
  revokeShare: never(({ id }) => ({ params: { id, shareId: 'any' } })),
  listSharedWithMe: { expect: same('ok') },
  redeemShareLink: { ask: () => ({ body: { secret: secret.secret, name: 'Guest' } }), expect: same('share_link_invalid') },

  // Executions: all of a shared workflow's are seen; of those that somebody else started nothing is changed.
  listExecutions: { expect: same('ok') },
  getExecution: { ask: atExecution(), expect: from('view') },
  getExecutionEvents: { ask: atExecution(), expect: from('view') },
  getExecutionState: { ask: atExecution(), expect: from('view') },
  getStepItems: { ask: atExecution('node=start&side=out&port=main'), expect: from('view') },
  getExecutionDocument: { ask: atExecution(), expect: from('view') },
  cancelExecution: {
    ask: (fixture) => ({ ...atExecution()(fixture), body: {} }),
    expect: ['not_shared', 'share_insufficient', 'share_insufficient', 'share_insufficient'],
  },
  pauseExecution: never(atExecution()),
  resumeExecution: never(atExecution()),
  resolveDoubt: never((fixture) => ({ ...atExecution()(fixture), body: { node: 'ask', index: 0, decision: 'fail' } })),
  retryExecution: { ask: (fixture) => ({ ...atExecution()(fixture), body: {} }), expect: from('run') },
  deleteExecution: never(atExecution()),
  replayExecution: { ask: atExecution(), expect: from('view') },
  readBlob: { ask: ({ blob }) => ({ params: { sha256: blob } }), expect: ['not_shared', 'ok', 'ok', 'ok'] },

  // The engine: what is needed to draw a workflow, and nothing of what else goes on.
  listModules: { expect: same('ok') },
  getDescriptor: { expect: same('ok') },
  listTemplates: never(),
  getEngineInfo: never(),
  getEngineSettings: never(),
  getGatewaySettings: never(),
  listSecretUses: never(() => ({ params: { name: 'token' } })),
  listSecrets: never(),
  putSecret: never(() => ({ params: { name: 'token' }, body: { value: 'x', hosts: [] } })),
  deleteSecret: never(() => ({ params: { name: 'token' } })),

  // Keys: one's own.
  getMe: { expect: same('ok') },
  // An empty body: the access is there, the request is not.
  rotateKey: { ask: () => ({ body: {} }), expect: same('request_invalid') },
  claimOwnership: { ask: () => ({ body: { token: 'x', name: 'Guest' } }), expect: same('claim_invalid') },
  getClaimState: { expect: same('ok') },
  listKeys: never(),
  // Of those alone who appear in what is shared; see below.
  listPeople: { ask: () => ({ query: `dids=${guest.did}` }), expect: same('ok') },
  findPeopleInSight: { expect: same('not_found') },
  handOverShares: { expect: same('not_found') },
  addKey: never(() => ({ body: { did: 'did:key:x', role: 'guest', name: 'Guest' } })),
  updateKey: never(() => ({ params: { did: 'x' }, body: { role: 'owner' } })),
  revokeKey: never(() => ({ params: { did: 'x' } })),
  createTicket: { expect: same('ok') },
};

let sluice: TestSluice;
let guest: TestPrincipal;
const fixtures = new Map<Column, Fixture>();

async function createFixture(column: Column): Promise<Fixture> {
  const { id } = await sluice.call(createWorkflow, { body: { document: document(`Shared to ${column}`) } });
  const { version } = await sluice.call(publishWorkflow, { params: { id }, body: { message: '' } });
  const { executionId } = await sluice.call(runWorkflow, {
    params: { id },
    body: { wait: false, items: [{ text: column.repeat(20_000) }] },
  });
  await whenStatus(sluice, executionId, 'waiting');
  const { events } = await sluice.call(getExecutionEvents, { params: { id: executionId } });
  const { items } = events[0] as unknown as { items: { blob: { sha256: string } } };
  if (column !== 'none')
    await sluice.call(createShare, { params: { id }, body: { to: { kind: 'principal', did: guest.did }, rights: column } });
  return { id, version, executionId, blob: items.blob.sha256 };
}

/** `ok`, or the code of the refusal. */
async function outcomeOf(endpoint: Endpoint, { params = {}, query, body }: Request): Promise<string> {
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const answer = await guest.client.call({
    method: endpoint.method,
    path: query === undefined ? path : `${path}?${query}`,
    ...(body === undefined ? {} : { body: Buffer.from(JSON.stringify(body)) }),
  });
  if (answer.status < 400) return 'ok';
  const { code, hint } = refusalOf(answer);
  expect(hint, `${endpoint.name} says what to ask for`).not.toBe('');
  return code;
}

beforeAll(async () => {
  sluice = await TestSluice.start();
  guest = new TestPrincipal(sluice);
  for (const column of columns) fixtures.set(column, await createFixture(column));
});

afterAll(() => sluice.stop());

describe('what a guest may do with what is shared', () => {
  it('is decided for every endpoint of the contract', () => {
    expect(Object.keys(decisions).sort()).toEqual(endpoints.map(({ name }) => name).sort());
  });

  for (const endpoint of endpoints) {
    const decision = decisions[endpoint.name];
    if (decision === undefined) continue;
    it(`is, by ${endpoint.name}: ${[...new Set(decision.expect)].join(', ')}`, async () => {
      const outcomes = [];
      for (const column of columns)
        outcomes.push(await outcomeOf(endpoint, decision.ask?.(fixtures.get(column) as Fixture) ?? {}));
      expect(outcomes).toEqual(decision.expect);
    });
  }

  it('is to see the names of those who appear in what is shared, and of nobody else', async () => {
    const [builder, publisher, stranger] = [0, 1, 2].map(() => new TestPrincipal(sluice));
    if (builder === undefined || publisher === undefined || stranger === undefined) throw new Error('there are three');
    for (const [principal, name] of [
      [builder, 'Who runs it'],
      [publisher, 'Who publishes it'],
      [stranger, 'Who has nothing to do with it'],
    ] as const)
      await sluice.call(addKey, { body: { did: principal.did, role: 'builder', name } });
    const { id } = fixtures.get('view') ?? { id: '' };
    const { id: unshared } = fixtures.get('none') ?? { id: '' };
    const { version } = await sluice.call(publishWorkflow, { params: { id: unshared }, body: {} });
    const { revision } = await sluice.call(getWorkflow, { params: { id } });
    await sluice.call(saveDraft, { params: { id }, body: { document: document('Published anew'), revision } });
    await builder.call(runWorkflow, { params: { id }, body: { wait: false } });
    await publisher.call(publishWorkflow, { params: { id }, body: { message: 'by another' } });
    await stranger.call(activateWorkflow, { params: { id: unshared }, body: { version } });
    await stranger.call(runWorkflow, { params: { id: unshared }, body: { wait: false } });

    const dids = [builder.did, publisher.did, stranger.did, guest.did].join(',');
    const named = (items: readonly { did: string; name: string }[]) => items.map(({ name }) => name).sort();
    const seen = await guest.call(listPeople, { query: { dids } });
    expect(named(seen.items)).toEqual(['Guest', 'Who publishes it', 'Who runs it'].sort());
    expect(Object.keys(seen.items[0] ?? {}).sort()).toEqual(['did', 'name']);
    const all = await stranger.call(listPeople, { query: { dids } });
    expect(named(all.items)).toEqual(['Guest', 'Who has nothing to do with it', 'Who publishes it', 'Who runs it'].sort());
  });

  it('is seen in lists that hold what is shared, and nothing else', async () => {
    const shared = columns.filter((column) => column !== 'none').map((column) => fixtures.get(column)?.id ?? '');
    const workflows = await guest.call(listWorkflows);
    expect(workflows.items.map(({ id }) => id).sort()).toEqual([...shared].sort());
    const executions = await guest.call(listExecutions, { query: { limit: 200 } });
    expect(executions.items.length).toBeGreaterThan(0);
    expect(executions.items.filter(({ workflowId }) => !shared.includes(workflowId))).toEqual([]);
    const { id = '', executionId = '' } = fixtures.get('none') ?? {};
    expect((await guest.call(listExecutions, { query: { workflowId: id } })).items).toEqual([]);
    expect((await guest.call(listExecutions, { query: { search: executionId } })).items).toEqual([]);
    expect((await sluice.call(listExecutions, { query: { search: executionId } })).items).toHaveLength(1);
  });
});
