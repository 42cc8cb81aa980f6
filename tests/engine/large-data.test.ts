import { createWorkflow, getExecution, getStepItems, runWorkflow } from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { FarSide } from './lib/far-side.ts';
import { code, manual, workflow } from './lib/workflow.ts';

const MIB = 1024 * 1024;
const LARGE = 100 * MIB;

let far: FarSide;
let sluice: TestSluice;

beforeAll(async () => {
  far = await FarSide.start((_, response) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    const chunk = Buffer.alloc(MIB, 'a');
    for (let part = 0; part < LARGE / MIB; part += 1) response.write(chunk);
    response.end();
  });
  sluice = await TestSluice.start({ env: { SLUICE_EGRESS_ALLOW: `127.0.0.1:${far.port}` } });
});

afterAll(async () => {
  await sluice.stop();
  await far.stop();
});

async function run(nodes: Parameters<typeof workflow>[0]['nodes']): Promise<string> {
  const document = workflow({ nodes: { start: manual, ...nodes }, chains: [['start', ...Object.keys(nodes)]] });
  const { id } = await sluice.call(createWorkflow, { body: { document } });
  const { executionId, status, error } = await sluice.call(runWorkflow, { params: { id }, body: { wait: true } });
  expect({ status, error }).toEqual({ status: 'completed', error: undefined });
  return executionId;
}
const itemsOf = (executionId: string, node: string, query: { offset?: number; limit?: number; maxBytes?: number }) =>
  sluice.call(getStepItems, { params: { id: executionId }, query: { node, side: 'out', port: 'main', ...query } });

describe('large data', () => {
  it('of 100 MB is looked at by ranges, and had whole by as many as it takes', async () => {
    const fetching = code(
      `const answer = await effect('get', '${far.url}/large', { responseType: 'bytes', maxBytes: ${LARGE} });
       return { json: { status: answer.status }, blobs: { file: answer.blob } };`,
    );
    const executionId = await run({ fetching });
    const { items } = await itemsOf(executionId, 'fetching', {});
    const file = items[0]?.blobs?.['file'];
    expect(file).toMatchObject({ size: LARGE });
    const part = (offset: number, length: number) =>
      sluice.client.call({
        method: 'GET',
        path: `/v1/blobs/${file?.sha256}?offset=${offset}&length=${length}`,
        body: Buffer.alloc(0),
      });
    expect((await part(0, 1000)).body.toString()).toBe('a'.repeat(1000));
    expect((await part(LARGE - 10, 1000)).body).toHaveLength(10);
    expect((await part(LARGE, 10)).body).toHaveLength(0);
    expect((await part(50 * MIB, 16 * MIB)).body).toHaveLength(16 * MIB);
    expect((await part(0, 17 * MIB)).status).toBe(400);
  });

  it('comes in pages of as many items as fit, and of one that does not fit its beginning', async () => {
    const many = await run({ rows: code("return Array.from({ length: 2000 }, (_, n) => ({ n, text: 'x'.repeat(1000) }));") });
    const page = await itemsOf(many, 'rows', { offset: 500, limit: 1000, maxBytes: 100_000 });
    expect([page.total, page.items.length, page.items[0]?.json]).toEqual([2000, 98, { n: 500, text: 'x'.repeat(1000) }]);
    const { output, outputCount } = await sluice.call(getExecution, { params: { id: many }, query: { maxOutputBytes: 10_000 } });
    expect([output?.length, outputCount]).toEqual([9, 2000]);
    const large = await run({ one: code("return { text: 'y'.repeat(3000000), n: 1 };") });
    const { items } = await itemsOf(large, 'one', { limit: 1, maxBytes: 10_000 });
    expect(items[0]?.cut).toBeGreaterThan(3_000_000);
    expect(JSON.stringify(items).length).toBeLessThan(10_500);
    const whole = await itemsOf(large, 'one', { limit: 1, maxBytes: 16 * MIB });
    expect(whole.items[0]).toMatchObject({ json: { n: 1, text: 'y'.repeat(3_000_000) } });
    expect(whole.items[0]).not.toHaveProperty('cut');
  });
});
