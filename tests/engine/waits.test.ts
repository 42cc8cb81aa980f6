import { setTimeout as sleep } from 'node:timers/promises';
import { getExecution, listExecutions, replayExecution, runDocument } from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { answerJson, FarSide } from './lib/far-side.ts';
import { eventually, journalOf, whenStatus } from './lib/watch.ts';
import { code, example, hook, http, manual, workflow } from './lib/workflow.ts';

let sluice: TestSluice;
let far: FarSide;

beforeAll(async () => {
  // `/slow` answers after 700 ms, everything else at once.
  far = await FarSide.start(
    ({ url }, response) => void setTimeout(() => answerJson(response, 200, { done: true }), url === '/slow' ? 700 : 0),
  );
  sluice = await TestSluice.start({ env: { SLUICE_EGRESS_ALLOW: `127.0.0.1:${far.port}` } });
});

afterAll(async () => {
  await sluice.stop();
  await far.stop();
});

const nap = (ms: number) => ({ type: 'core.wait@1', params: { for: 'time', ms } });
const ask = (params: Record<string, string | number> = {}) => ({ type: 'core.wait@1', params: { for: 'resume', ...params } });
const start = async (document: ReturnType<typeof workflow>, items: { [key: string]: string | number }[] = [{}]) =>
  (await sluice.call(runDocument, { body: { document, items, wait: false } })).executionId;

/** The token of the link that an execution waits for. */
const tokenOf = (id: string) =>
  eventually(`a resume link of ${id}`, async () => {
    const { waits } = await sluice.call(getExecution, { params: { id } });
    return waits.flatMap(({ wait }) => (wait.kind === 'resume' ? [wait.token] : []))[0];
  });

describe('a wait for a time', () => {
  it('shows its end, outlives a kill -9 of the engine, and goes on', async () => {
    const document = workflow({
      nodes: { start: manual, nap: nap(1500), after: code('return { n: $json.n + 1, waited: $now.getTime() > 0 };') },
      chains: [['start', 'nap', 'after']],
    });
    const before = Date.now();
    const id = await start(document, [{ n: 1 }]);
    const { waits } = await whenStatus(sluice, id, 'waiting');
    const wait = { kind: 'time', dueAt: expect.any(Number) };
    expect(waits).toEqual([{ node: 'nap', nodeName: 'Wait', scope: '', index: 0, wait }]);
    await sluice.killEngine();
    await sluice.startEngine();
    expect((await sluice.call(getExecution, { params: { id } })).status).toBe('waiting');
    const ended = await whenStatus(sluice, id, 'completed');
    expect(ended.output).toEqual([{ n: 2, waited: true }]);
    expect(Date.parse(ended.endedAt ?? '') - before).toBeGreaterThanOrEqual(1500);
    expect(await sluice.call(replayExecution, { params: { id } })).toMatchObject({ identical: true });
  });

  it('goes on at once after a restart when its time ran out meanwhile', async () => {
    const id = await start(workflow({ nodes: { start: manual, nap: nap(300) }, chains: [['start', 'nap']] }));
    await whenStatus(sluice, id, 'waiting');
    await sluice.killEngine();
    await sleep(400);
    await sluice.startEngine();
    await whenStatus(sluice, id, 'completed');
  });

  it('keeps the caller of a hook waiting for a short while, and lets it go when it takes long', async () => {
    const answering = (path: string, ms: number) =>
      workflow({
        name: path,
        nodes: { hook: hook(path), nap: nap(ms), end: code('return { done: true };') },
        chains: [['hook', 'nap', 'end']],
      });
    await sluice.install(answering('short-nap', 200));
    await sluice.install(answering('long-nap', 3_600_000));
    const short = await sluice.hook('short-nap', {});
    expect([short.status, await short.json()]).toEqual([200, { done: true }]);
    const long = await sluice.hook('long-nap', {});
    expect([long.status, await long.json()]).toEqual([202, { executionId: expect.any(String), status: 'waiting' }]);
  });
});

describe('a resume link', () => {
  const document = workflow({
    nodes: { start: manual, ask: ask({ note: 'Go on?' }), end: code('return $json.resume;') },
    chains: [['start', 'ask', 'end']],
  });

  it('ends the wait with the data that is posted to it, once', async () => {
    const id = await start(document);
    const token = await tokenOf(id);
    const first = await sluice.hook(`~resume/${token}`, { answer: 42 });
    expect([first.status, await first.json()]).toEqual([200, { resumed: true, executionId: id, status: expect.any(String) }]);
    expect((await whenStatus(sluice, id, 'completed')).output).toEqual([{ answer: 42 }]);
    const second = await sluice.hook(`~resume/${token}`, { answer: 43 });
    expect([second.status, await second.json()]).toEqual([
      409,
      expect.objectContaining({ code: 'execution_not_waiting', executionId: id }),
    ]);
  });

  it('is refused a second time while the execution waits for something else', async () => {
    const twice = workflow({ nodes: { start: manual, first: ask(), second: ask() }, chains: [['start', 'first', 'second']] });
    const id = await start(twice);
    const token = await tokenOf(id);
    expect((await sluice.hook(`~resume/${token}`, {})).status).toBe(200);
    const other = await eventually('the second link', async () => {
      const found = await tokenOf(id);
      return found === token ? undefined : found;
    });
    const again = await sluice.hook(`~resume/${token}`, {});
    expect([again.status, await again.json()]).toEqual([409, expect.objectContaining({ code: 'execution_not_waiting' })]);
    expect((await sluice.hook(`~resume/${other}`, {})).status).toBe(200);
    await whenStatus(sluice, id, 'completed');
  });

  describe('that is followed from a mail', () => {
    const linkOf = async (id: string, query = '') => `${sluice.url}/hooks/~resume/${await tokenOf(id)}${query}`;
    const html = { accept: 'text/html,application/xhtml+xml' };
    const post = (link: string, fields: Record<string, string>) =>
      fetch(link, { method: 'POST', headers: html, body: new URLSearchParams(fields) });

    it('by scanners and previews changes nothing, however often', async () => {
      const id = await start(document);
      const link = await linkOf(id);
      for (const [method, headers] of [
        ['GET', html],
        ['HEAD', html],
        ['GET', { accept: '*/*' }],
        ['GET', html],
      ] as const)
        expect((await fetch(link, { method, headers })).status).toBe(200);
      expect(await (await fetch(link)).json()).toMatchObject({ resumed: false, executionId: id, note: 'Go on?' });
      expect((await sluice.call(getExecution, { params: { id } })).status).toBe('waiting');
    });

    it('shows a page that asks, with what the workflow says as text and nothing else', async () => {
      const noted = workflow({
        name: 'A & B',
        nodes: { start: manual, ask: ask({ note: '<b>Pay</b> "now"?' }) },
        chains: [['start', 'ask']],
      });
      const response = await fetch(await linkOf(await start(noted)), { headers: html });
      const page = await response.text();
      expect(page).toContain('<h1>&lt;b&gt;Pay&lt;/b&gt; &quot;now&quot;?</h1>');
      expect(page).toContain('A &amp; B waits');
      expect(page).not.toMatch(/<script|<b>| on[a-z]+=/);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('content-security-policy')).toMatch(/^sandbox/);
      expect([response.headers.get('cache-control'), response.headers.get('referrer-policy')]).toEqual([
        'no-store',
        'no-referrer',
      ]);
    });

    it.each([
      [{ approved: 'true', reason: '' }, { approved: true }, 'Approved'],
      [{ approved: 'false', reason: ' too dear ' }, { approved: false, reason: 'too dear' }, 'Rejected'],
    ])('gives the wait what is said on the page: %j', async (fields, answer, title) => {
      const id = await start(document);
      const response = await post(await linkOf(id), { 'sluice-form': 'answer', ...fields });
      expect([response.status, await response.text()]).toEqual([200, expect.stringContaining(`<h1>${title}</h1>`)]);
      expect((await whenStatus(sluice, id, 'completed')).output).toEqual([answer]);
    });

    it('with data in its query asks for a click, and gives the wait that data', async () => {
      const id = await start(document);
      const link = await linkOf(id, '?approved=yes&by=a%26b');
      const page = await (await fetch(link, { headers: html })).text();
      expect(page).toContain('<dt>by</dt><dd>a&amp;b</dd>');
      await post(link, { 'sluice-form': 'continue' });
      expect((await whenStatus(sluice, id, 'completed')).output).toEqual([{ approved: 'yes', by: 'a&b' }]);
    });

    it('says on a page that it was used, is unknown, or was said nothing', async () => {
      const id = await start(document);
      const link = await linkOf(id);
      const refused = await post(link, { 'sluice-form': 'answer', approved: 'perhaps' });
      expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('This did not work')]);
      await post(link, { 'sluice-form': 'answer', approved: 'true' });
      await whenStatus(sluice, id, 'completed');
      for (const used of [await fetch(link, { headers: html }), await post(link, { 'sluice-form': 'answer', approved: 'true' })])
        expect([used.status, await used.text()]).toEqual([409, expect.stringContaining('This link was used, or is over')]);
      const unknown = await fetch(`${sluice.url}/hooks/~resume/nonsense`, { headers: html });
      expect([unknown.status, await unknown.text()]).toEqual([404, expect.stringContaining('This link leads nowhere')]);
      const wrong = `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`;
      expect((await fetch(wrong, { headers: html })).status).toBe(409);
      expect((await fetch(link, { method: 'DELETE' })).status).toBe(405);
    });

    it('takes the form of a program as it always has', async () => {
      const id = await start(document);
      const response = await fetch(await linkOf(id), { method: 'POST', body: new URLSearchParams({ approved: 'true' }) });
      expect(await response.json()).toMatchObject({ resumed: true });
      expect((await whenStatus(sluice, id, 'completed')).output).toEqual([{ approved: 'true' }]);
    });
  });

  it('does not work with another token, which changes nothing', async () => {
    const id = await start(document);
    const token = await tokenOf(id);
    const wrong = `${id}.${'A'.repeat(43)}`;
    const events = await journalOf(sluice, id);
    expect((await sluice.hook(`~resume/${wrong}`, { answer: 1 })).status).toBe(409);
    expect((await sluice.hook('~resume/nonsense', { answer: 1 })).status).toBe(404);
    const gone = `01900000-0000-7000-8000-000000000000.${'A'.repeat(43)}`;
    expect((await sluice.hook(`~resume/${gone}`, { answer: 1 })).status).toBe(404);
    expect(await journalOf(sluice, id)).toEqual(events);
    expect((await sluice.hook(`~resume/${token}`, { answer: 2 })).status).toBe(200);
    expect((await whenStatus(sluice, id, 'completed')).output).toEqual([{ answer: 2 }]);
  });

  it('survives a restart, and takes the data of one of four callers at once', async () => {
    const id = await start(document);
    const token = await tokenOf(id);
    await sluice.killEngine();
    await sluice.startEngine();
    const answers = await Promise.all([1, 2, 3, 4].map((answer) => sluice.hook(`~resume/${token}`, { answer })));
    const won = answers.flatMap(({ status }, index) => (status === 200 ? [{ answer: index + 1 }] : []));
    expect(won).toHaveLength(1);
    expect((await whenStatus(sluice, id, 'completed')).output).toEqual(won);
    expect((await journalOf(sluice, id)).filter(({ type }) => type === 'effect-settled')).toHaveLength(1);
  });

  it('takes data larger than the journal holds', async () => {
    const id = await start(document);
    const text = 'x'.repeat(100_000);
    expect((await sluice.hook(`~resume/${await tokenOf(id)}`, { text })).status).toBe(200);
    expect((await whenStatus(sluice, id, 'completed')).output).toEqual([{ text }]);
    const [settled] = (await journalOf(sluice, id)).filter(({ type }) => type === 'effect-settled');
    expect(JSON.stringify(settled).length).toBeLessThan(1000);
    expect(await sluice.call(replayExecution, { params: { id } })).toMatchObject({ identical: true });
  });

  it('gives null when nobody follows it in time', async () => {
    const limited = workflow({
      nodes: { start: manual, ask: ask({ timeoutMs: 200, gives: 'data' }) },
      chains: [['start', 'ask']],
    });
    const id = await start(limited);
    const token = await tokenOf(id);
    expect((await whenStatus(sluice, id, 'completed')).output).toEqual([null]);
    expect((await sluice.hook(`~resume/${token}`, {})).status).toBe(409);
  });

  it('works while another branch is still under way', async () => {
    const branches = workflow({
      nodes: { start: manual, ask: ask({ gives: 'data' }), call: http({ url: `${far.url}/slow`, gives: 'body' }) },
      chains: [
        ['start', 'ask'],
        ['start', 'call'],
      ],
    });
    const id = await start(branches);
    const token = await tokenOf(id);
    expect((await sluice.call(getExecution, { params: { id } })).status).toBe('running');
    expect((await sluice.hook(`~resume/${token}`, { early: true })).status).toBe(200);
    expect((await whenStatus(sluice, id, 'completed')).output).toEqual(expect.arrayContaining([{ early: true }, { done: true }]));
  });

  it('is what the approval example parks on, also when it says no', async () => {
    const id = await start(example('approval-wait'), [{ id: 'r-1', amount: 5 }]);
    await sluice.hook(`~resume/${await tokenOf(id)}`, { approved: false, reason: 'too much' });
    const { output } = await whenStatus(sluice, id, 'completed');
    expect(output).toEqual([{ id: 'r-1', status: 'rejected', reason: 'too much' }]);
  });
});

it('lists what waits, with the reason', async () => {
  const id = await start(
    workflow({ name: 'Listed', nodes: { start: manual, ask: ask({ note: 'Well?' }) }, chains: [['start', 'ask']] }),
  );
  await tokenOf(id);
  const { items } = await sluice.call(listExecutions, { query: { status: 'waiting', limit: 200 } });
  expect(items.find((execution) => execution.id === id)?.waits).toEqual([
    { node: 'ask', nodeName: 'Wait', scope: '', index: 0, wait: { kind: 'resume', token: expect.any(String), note: 'Well?' } },
  ]);
});
