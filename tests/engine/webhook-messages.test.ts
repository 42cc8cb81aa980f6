import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listExecutions, putSecret } from '../../protocol/src/index.ts';
import { TestSluice } from '../support/test-sluice.ts';
import { hook, workflow } from './lib/workflow.ts';

const KEY = Buffer.from('a signing key of some length');

const listener = (path: string, respond: 'result' | 'accepted') =>
  workflow({ nodes: { hook: hook(path, respond, { protection: 'standard-webhooks', secret: 'SIGNING' }) } });

/** Standard Webhooks against real processes: each message is good once, over a crash, too. */
describe('a message of Standard Webhooks', () => {
  let sluice: TestSluice;
  beforeAll(async () => {
    sluice = await TestSluice.start();
    await sluice.call(putSecret, {
      params: { name: 'SIGNING' },
      body: { value: `whsec_${KEY.toString('base64')}`, hosts: [] },
    });
  });
  afterAll(() => sluice?.stop());

  /** Sends a message; the same id, time and body give the same bytes. */
  async function send(path: string, id: string, atS = Math.floor(Date.now() / 1000)) {
    const body = '{"event":"paid"}';
    const signature = createHmac('sha256', KEY).update(`${id}.${atS}.${body}`).digest('base64');
    const response = await fetch(`${sluice.url}/hooks/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(atS),
        'webhook-signature': `v1,${signature}`,
      },
      body,
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  }

  async function executions(workflowId: string): Promise<number> {
    return (await sluice.call(listExecutions, { query: { workflowId } })).items.length;
  }

  it('starts one execution however often it comes, at the same time and after a kill of the engine', async () => {
    const workflowId = await sluice.install(listener('paid', 'result'));
    const at = Math.floor(Date.now() / 1000);
    const answers = await Promise.all(Array.from({ length: 10 }, () => send('paid', 'msg_1', at)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 202)]);
    await sluice.killEngine();
    await sluice.startEngine();
    const again = await send('paid', 'msg_1', at);
    expect([again.status, again.json['status']]).toEqual([202, 'completed']);
    // The sender tries again with a new time and signature, since the answer was lost.
    const retried = await send('paid', 'msg_1', at + 1);
    expect([retried.status, retried.json['executionId']]).toEqual([202, again.json['executionId']]);
    expect(await executions(workflowId)).toBe(1);
    expect((await send('paid', 'msg_2', at)).status).toBe(200);
    expect(await executions(workflowId)).toBe(2);
  });

  it('is no message at all without a good signature, and does not use up the id', async () => {
    const workflowId = await sluice.install(listener('other', 'accepted'));
    const late = Math.floor(Date.now() / 1000) - 400;
    expect((await send('other', 'msg_3', late)).status).toBe(401);
    const first = await send('other', 'msg_3');
    const second = await send('other', 'msg_3');
    expect([first.status, second.status, second.json['executionId']]).toEqual([202, 202, first.json['executionId']]);
    expect(await executions(workflowId)).toBe(1);
  });
});
