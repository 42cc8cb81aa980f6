import {
  createWorkflow,
  getEngineSettings,
  getGatewaySettings,
  getWorkflow,
  listFolders,
  listSecretUses,
  listWorkflows,
  moveFolder,
  organizeWorkflow,
  publishWorkflow,
  putSecret,
  validateDocument,
} from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { refusalOf } from './lib/refusal.ts';
import { code, http, manual, workflow } from './lib/workflow.ts';

let sluice: TestSluice;

beforeAll(async () => {
  sluice = await TestSluice.start({ env: { SLUICE_RETENTION_DAYS: '7' } });
});

afterAll(() => sluice.stop());

const document = workflow({ name: 'Filed', nodes: { start: manual, work: code('return 1;') }, chains: [['start', 'work']] });

describe('folders and tags', () => {
  it('file a workflow without touching its draft, its revision or its version', async () => {
    const made = await sluice.call(createWorkflow, { body: { document, folder: 'Sales', tags: ['eu'] } });
    const { version } = await sluice.call(publishWorkflow, { params: { id: made.id }, body: {} });
    const filed = await sluice.call(organizeWorkflow, {
      params: { id: made.id },
      body: { folder: 'Sales/Europe', tags: ['eu', 'Daily run'] },
    });
    expect(filed).toMatchObject({ folder: 'Sales/Europe', tags: ['eu', 'Daily run'], revision: made.revision });
    expect((await sluice.call(getWorkflow, { params: { id: made.id } })).document).toEqual(made.document);
    expect((await sluice.call(validateDocument, { body: { document } })).version).toBe(version);

    const list = async (query: Record<string, string>) => (await sluice.call(listWorkflows, { query })).items.map(({ id }) => id);
    expect(await list({ folder: 'Sales' })).toEqual([made.id]);
    expect(await list({ tag: 'Daily run' })).toEqual([made.id]);
    expect(await list({ folder: 'Other' })).toEqual([]);
    expect(await sluice.call(moveFolder, { body: { from: 'Sales', to: 'Archive/Sales' } })).toEqual({ moved: 1 });
    expect(await sluice.call(listFolders)).toMatchObject({ folders: [{ path: 'Archive/Sales/Europe', count: 1 }], total: 1 });
  });

  it('refuse names that cannot be told apart or seen', async () => {
    const { id } = await sluice.call(createWorkflow, { body: { document } });
    for (const body of [
      { folder: '/Sales' },
      { folder: 'Sales//Europe' },
      { folder: 'Sales / Europe' },
      { folder: 'Sales/' },
      { folder: 'x'.repeat(201) },
      { tags: ['eu', 'EU'] },
      { tags: [' eu'] },
      { tags: ['a,b'] },
      { tags: [''] },
    ])
      expect(await refusalOf(sluice.call(organizeWorkflow, { params: { id }, body }))).toMatchObject({ code: 'request_invalid' });
    expect(await refusalOf(sluice.call(moveFolder, { body: { from: 'A', to: 'A/B' } }))).toMatchObject({
      code: 'request_invalid',
    });
    expect(await refusalOf(sluice.call(organizeWorkflow, { params: { id: 'nope' }, body: {} }))).toMatchObject({
      code: 'workflow_unknown',
    });
  });
});

describe('the uses of a secret', () => {
  it('name the workflows whose draft or active version would miss it', async () => {
    const calling = (name: string, secret: string) =>
      workflow({
        name,
        nodes: { start: manual, call: http({ url: 'https://example.com', auth: 'bearer', secret }) },
        chains: [['start', 'call']],
      });
    await sluice.call(putSecret, { params: { name: 'API_KEY' }, body: { value: 'v', hosts: ['example.com'] } });
    await sluice.call(createWorkflow, { body: { document: calling('By draft', 'API_KEY') } });
    await sluice.install(calling('By version', 'API_KEY'));
    await sluice.call(createWorkflow, { body: { document: calling('Other', 'API_KEY_2') } });
    const { items } = await sluice.call(listSecretUses, { params: { name: 'API_KEY' } });
    expect(items).toMatchObject([
      { workflowName: 'By draft', isActive: false, nodes: ['call'] },
      { workflowName: 'By version', isActive: true, nodes: ['call'] },
    ]);
    expect(JSON.stringify(items)).not.toContain('"v"');
  });
});

describe('the settings', () => {
  it('are shown with where they come from, engine and gateway alike', async () => {
    const engine = await sluice.call(getEngineSettings);
    expect(engine.settings).toContainEqual({ name: 'SLUICE_RETENTION_DAYS', value: '7', source: 'environment' });
    expect(engine.settings).toContainEqual({ name: 'SLUICE_MAX_LIVE', value: '20000', source: 'default' });
    expect(engine.limits).toContainEqual({ name: 'retention', value: 7 * 86_400_000, unit: 'ms' });
    const gateway = await sluice.call(getGatewaySettings);
    expect(gateway.settings.find(({ name }) => name === 'SLUICE_HOST')).toMatchObject({ value: '127.0.0.1' });
  });
});
