import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../apps/cli/src/run-cli.ts';
import { createTestContext } from '../../apps/cli/src/testing/create-test-context.ts';
import { TestSluice } from '../support/test-sluice.ts';

/** What a person does to workflows and executions by `sluice`, against the real gateway and engine. */
let sluice: TestSluice;
beforeAll(async () => {
  sluice = await TestSluice.start();
}, 60_000);
afterAll(() => sluice?.stop());

/** Runs it as the owner of this home; gives its exit code and what it wrote. */
async function cli(...argv: string[]) {
  const context = createTestContext({ env: { SLUICE_HOME: sluice.home } });
  const code = await runCli([...argv, '--url', sluice.url], context);
  return { code, output: context.output(), errors: context.errors() };
}
/** The same with `--json`, which must be one document. */
async function cliJson(...argv: string[]) {
  const { code, output, errors } = await cli(...argv, '--json');
  return { code, errors, json: JSON.parse(output) };
}

const document = (name: string, nodes: Record<string, unknown> = {}) => ({
  format: 'sluice/1' as const,
  name,
  nodes: { start: { type: 'core.manual@1' }, ...nodes },
  edges: Object.keys(nodes).map((id) => ({ from: 'start.main', to: `${id}.main` })),
});

async function imported(name: string, nodes?: Record<string, unknown>): Promise<string> {
  const context = createTestContext({ env: { SLUICE_HOME: sluice.home } });
  writeFileSync(join(context.cwd, 'workflow.json'), JSON.stringify(document(name, nodes)));
  expect(await runCli(['workflows', 'import', 'workflow.json', '--publish', '--json', '--url', sluice.url], context)).toBe(0);
  return JSON.parse(context.output()).items[0].id;
}

describe('sluice workflows', () => {
  it('files, lists by folder and tag, moves folders, archives and restores', async () => {
    const [a, b] = [await imported('A'), await imported('B')];
    expect((await cli('workflows', 'file', a, b, '--folder', 'Sales/EU', '--tag', 'daily')).code).toBe(0);
    expect((await cliJson('workflows', 'file', b, '--untag', 'DAILY', '--tag', 'night shift')).json).toEqual({
      items: [{ id: b, folder: 'Sales/EU', tags: ['night shift'] }],
    });
    expect((await cli('workflows', 'folders')).output).toBe('folder\tSales/EU\t2\ntag\tdaily\t1\ntag\tnight shift\t1\n');
    expect((await cli('workflows', 'move-folder', 'Sales', 'Ops')).output).toBe('2 workflows moved from Sales to Ops\n');
    const ids = async (...options: string[]) =>
      (await cliJson('workflows', 'list', ...options)).json.items.map(({ id }: { id: string }) => id).sort();
    expect(await ids('--folder', 'Ops')).toEqual([a, b].sort());
    expect(await ids('--tag', 'daily')).toEqual([a]);
    const refused = await cliJson('workflows', 'archive', a, 'no-such-one');
    expect(refused.code).toBe(4);
    expect(refused.errors).toMatch(/^workflow_unknown: /);
    expect(refused.json.items).toMatchObject([
      { id: a, status: 'archived' },
      { id: 'no-such-one', error: { code: 'workflow_unknown' } },
    ]);
    expect(await ids('--folder', 'Ops')).toEqual([b]);
    expect((await cli('workflows', 'restore', a)).output).toBe(`${a}\trestored\n`);
    expect(await ids('--folder', 'Ops')).toEqual([a, b].sort());
    expect((await cliJson('workflows', 'versions', a)).json.items).toMatchObject([{ number: 1, active: false }]);
    expect((await cli('workflows', 'activate', a)).code).toBe(0);
    expect((await cli('workflows', 'deactivate', a)).output).toBe(`${a}\tinactive\n`);
    expect((await cliJson('workflows', 'versions', a)).json.items).toMatchObject([{ active: false }]);
  });

  it('runs one that the engine keeps, with input, as `sluice run` does', async () => {
    const id = await imported('Doubles', { twice: { type: 'core.code@1', params: { code: 'return { n: $json.n * 2 };' } } });
    const context = createTestContext({ env: { SLUICE_HOME: sluice.home } });
    writeFileSync(join(context.cwd, 'items.json'), '[{"n":1},{"n":2}]');
    expect(await runCli(['workflows', 'run', id, '--input', 'items.json', '--json', '--url', sluice.url], context)).toBe(0);
    expect(JSON.parse(context.output())).toMatchObject({ status: 'completed', output: [{ n: 2 }, { n: 4 }] });
  });
});

describe('sluice executions', () => {
  it('are found by text and time, run again, paused, resumed, cancelled and deleted', async () => {
    const id = await imported('Waits', { wait: { type: 'core.wait@1', params: { for: 'resume' } } });
    const context = createTestContext({ env: { SLUICE_HOME: sluice.home }, stdin: '{"fruit":"kumquat"}' });
    expect(await runCli(['workflows', 'run', id, '--input', '-', '--json', '--url', sluice.url], context)).toBe(0);
    const { executionId } = JSON.parse(context.output());
    const found = await cliJson('executions', 'list', '--search', 'kumquat', '--since', '1h', '--all');
    expect(found.json.items.map((each: { id: string }) => each.id)).toEqual([executionId]);
    expect((await cliJson('executions', 'list', '--search', 'kumquat', '--until', '1h')).json.items).toEqual([]);
    const early = await cli('executions', 'delete', executionId);
    expect([early.code, early.errors.split(':')[0]]).toEqual([4, 'execution_not_final']);
    const again = (await cliJson('executions', 'retry', executionId)).json.items[0].executionId;
    expect(again).not.toBe(executionId);
    expect((await cli('executions', 'pause', executionId)).code).toBe(0);
    expect((await cli('executions', 'resume', executionId)).code).toBe(0);
    const doubt = await cli('executions', 'resolve', executionId, 'retry');
    expect([doubt.code, doubt.errors.split(':')[0]]).toEqual([4, 'conflict']);
    for (const each of [executionId, again]) {
      expect((await cli('executions', 'cancel', each)).code).toBe(0);
      await expect.poll(async () => (await cliJson('executions', 'show', each)).json.status).toBe('cancelled');
    }
    expect((await cli('executions', 'delete', executionId, again)).output).toBe(`${executionId}\tdeleted\n${again}\tdeleted\n`);
    expect((await cliJson('executions', 'list', '--workflow', id)).json.items).toEqual([]);
  });
});
