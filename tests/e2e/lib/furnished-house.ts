import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  addKey,
  createShare,
  createWorkflow,
  type Endpoint,
  getWorkflow,
  organizeWorkflow,
  pauseExecution,
  publishWorkflow,
  putSecret,
  type ResponseOf,
  revokeKey,
  runWorkflow,
  saveDraft,
  type WorkflowDocument,
  workflowDocument,
} from '@sluice/protocol';
import type { EndpointInput } from '../../../apps/cli/src/client/request-endpoint.ts';
import { createKey } from '../../../apps/cli/src/keys/key-file.ts';

type Call = <T extends Endpoint>(endpoint: T, input?: EndpointInput<T>) => Promise<ResponseOf<T>>;

/** What there is in a house where people work; pages are looked at with these in them. */
export interface FurnishedHouse {
  /** Published twice, active, changed since, shared by link and with a person, in a folder and under tags. */
  readonly orders: string;
  /** Stops at a step that throws. */
  readonly broken: string;
  readonly approval: string;
  /** Names a module that is not installed. */
  readonly incomplete: string;
  readonly runs: {
    readonly completed: string;
    readonly failed: string;
    readonly waiting: string;
    readonly paused: string;
  };
  /** The secret part of a link that shares `orders`. */
  readonly linkSecret: string;
}

const example = (name: string): WorkflowDocument =>
  workflowDocument.parse(JSON.parse(readFileSync(resolve(import.meta.dirname, `../../../examples/${name}.json`), 'utf8')));

const broken = workflowDocument.parse({
  format: 'sluice/1',
  name: 'Sync customers to the newsletter of the northern branch',
  description: 'Fetches what changed since yesterday and writes it to the list.',
  nodes: {
    start: { type: 'core.manual@1', name: 'Start' },
    read: {
      type: 'core.code@1',
      name: 'Read customers',
      params: { code: "console.log('12 customers');\nreturn [{ id: 1, mail: 'ada@example.com' }, { id: 2 }];" },
    },
    check: {
      type: 'core.code@1',
      name: 'Check addresses',
      params: { code: "if (!$json.mail) throw new Error('customer ' + $json.id + ' has no mail address');\nreturn $json;" },
    },
    write: { type: 'core.set@1', name: 'Add to the list', params: { fields: { list: 'news' } } },
  },
  edges: [
    { from: 'start.main', to: 'read.main' },
    { from: 'read.main', to: 'check.main' },
    { from: 'check.main', to: 'write.main' },
  ],
  layout: { start: { x: 0, y: 0 }, read: { x: 300, y: 0 }, check: { x: 600, y: 0 }, write: { x: 900, y: 0 } },
});

const incomplete = workflowDocument.parse({
  format: 'sluice/1',
  name: 'Leads',
  nodes: {
    hook: { type: 'core.webhook@1', name: 'A lead comes in', params: {} },
    crm: { type: 'acme.crm@2', params: {} },
    call: {
      type: 'core.http@1',
      name: 'Ask the CRM',
      params: { url: 'https://crm.example.com', auth: 'bearer', secret: 'CRM_TOKEN' },
    },
  },
  edges: [
    { from: 'hook.main', to: 'crm.main' },
    { from: 'crm.main', to: 'call.main' },
  ],
  layout: { hook: { x: 0, y: 0 }, crm: { x: 300, y: 0 }, call: { x: 600, y: 0 } },
});

/** Furnishes the house over the API: workflows in folders, versions, executions of each kind, shares, secrets and people. */
export async function furnish(call: Call): Promise<FurnishedHouse> {
  const make = async (document: WorkflowDocument, folder: string, tags: string[] = []) => {
    const { id } = await call(createWorkflow, { body: { document } });
    if (folder !== '' || tags.length > 0) await call(organizeWorkflow, { params: { id }, body: { folder, tags } });
    return id;
  };
  const publish = (id: string, message: string, activate = true) =>
    call(publishWorkflow, { params: { id }, body: { message, activate } });
  const run = async (id: string, item: Record<string, unknown> = {}) =>
    (await call(runWorkflow, { params: { id }, body: { items: [item as never], wait: true } })).executionId;

  const orders = await make(example('orders'), 'Shop/Europe', ['daily', 'money']);
  const approval = await make(example('approval-wait'), 'Shop', ['people']);
  const broken_ = await make(broken, 'Marketing', ['daily']);
  const incomplete_ = await make(incomplete, 'Marketing');
  await publish(await make(example('daily-report'), 'Shop'), 'First');
  await publish(await make(example('page-by-page'), ''), 'First', false);
  await make(example('parcels'), 'Shop/Europe');

  await publish(orders, 'The beginning');
  await change(call, orders, (document) => ({ ...document, description: 'POST an order to /hooks/orders.' }));
  await publish(orders, 'A shorter description');
  const gold = { type: 'core.set@1', name: 'Gold and platinum', params: { fields: { tier: 'gold', bonus: 5 } } };
  await change(call, orders, (document) =>
    workflowDocument.parse({
      ...document,
      nodes: { ...document.nodes, gold, basic: { ...document.nodes['basic'], name: 'Plain' } },
    }),
  );

  const completed = await run(orders, { id: 'A-17', lines: [{ sku: 'A1', price: 60, quantity: 2 }] });
  for (const price of [4, 80, 125]) await run(orders, { id: `A-${price}`, lines: [{ sku: 'B2', price, quantity: 1 }] });
  await run(broken_);
  const failed = await run(broken_);
  const paused = await run(approval, { id: 'R-3', amount: 90 });
  await call(pauseExecution, { params: { id: paused } });
  await run(approval, { id: 'R-4', amount: 1200 });
  const waiting = await run(approval, { id: 'R-5', amount: 250 });

  await call(putSecret, { params: { name: 'CRM_TOKEN' }, body: { value: 'nobody reads this', hosts: ['crm.example.com'] } });
  const hosts = ['api.example.com', '*.pay.example.com'];
  await call(putSecret, { params: { name: 'PAYMENT_KEY' }, body: { value: 'nor this', hosts } });

  const people = {
    'Grace Hopper': 'admin',
    'Katherine Johnson': 'builder',
    'Night watch': 'operator',
    Auditors: 'viewer',
  } as const;
  for (const [name, role] of Object.entries(people)) await call(addKey, { body: { did: (await createKey()).did, name, role } });
  const former = await createKey();
  await call(addKey, { body: { did: former.did, name: 'Old laptop', role: 'builder' } });
  await call(revokeKey, { params: { did: former.did } });

  const linkSecret = randomBytes(32).toString('base64url');
  const secretHash = createHash('sha256').update(linkSecret).digest('hex');
  const link = { to: { kind: 'link' as const, secretHash, maxUses: 5 }, rights: 'run' as const, note: 'For the warehouse' };
  await call(createShare, { params: { id: orders }, body: link });
  const person = { to: { kind: 'principal' as const, did: (await createKey()).did }, rights: 'edit' as const, note: 'Hugo' };
  await call(createShare, { params: { id: orders }, body: person });

  return {
    orders,
    broken: broken_,
    approval,
    incomplete: incomplete_,
    runs: { completed, failed, waiting, paused },
    linkSecret,
  };
}

async function change(call: Call, id: string, edit: (document: WorkflowDocument) => WorkflowDocument): Promise<void> {
  const { document, revision } = await call(getWorkflow, { params: { id } });
  await call(saveDraft, { params: { id }, body: { document: edit(document), revision } });
}
