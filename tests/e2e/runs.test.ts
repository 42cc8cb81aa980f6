import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claim } from './lib/claim.ts';
import { chromiumPath, launchBrowser, Visitor } from './lib/editor-browser.ts';
import { importWorkflow } from './lib/import-workflow.ts';
import { SluiceProcess } from './lib/sluice-process.ts';

const example = (name: string): unknown =>
  JSON.parse(readFileSync(resolve(import.meta.dirname, `../../examples/${name}.json`), 'utf8'));
const failing = {
  format: 'sluice/1',
  name: 'Breaks',
  nodes: {
    start: { type: 'core.manual@1', name: 'Start' },
    break: {
      type: 'core.code@1',
      name: 'Break',
      params: { code: "console.log('about to break');\nthrow new Error('no such customer');" },
    },
    after: { type: 'core.set@1', params: { fields: { a: 1 } } },
  },
  edges: [
    { from: 'start.main', to: 'break.main' },
    { from: 'break.main', to: 'after.main' },
  ],
};

let browser: Browser;
let sluice: SluiceProcess;
let visitor: Visitor;

/** The link on the page that ends the wait. */
async function resumeLink(): Promise<string> {
  const link = await visitor.page.locator('code').filter({ hasText: '~resume' }).textContent();
  if (link === null) throw new Error('There is no resume link on the page.');
  return link;
}

describe.skipIf(chromiumPath === undefined)(
  'runs on the canvas, in a real browser against the real thing',
  { timeout: 120_000 },
  () => {
    beforeAll(async () => {
      [browser, sluice] = await Promise.all([launchBrowser(), SluiceProcess.start()]);
      visitor = await Visitor.open(browser);
      await claim(visitor, sluice);
    });
    afterAll(async () => {
      await visitor?.[Symbol.asyncDispose]();
      await browser?.close();
      await sluice?.[Symbol.asyncDispose]();
    });

    it('shows branches that were taken and those that were not', async () => {
      await importWorkflow(visitor, example('orders'));
      await visitor.node('answer').waitFor();
      await visitor.button('Run').click();
      await visitor.jsonString('gold').waitFor();
      expect(await visitor.nodeStatus('gold')).toBe('completed');
      expect(await visitor.nodeStatus('basic')).toBe('skipped');
      expect(await visitor.nodeStatus('hook')).toBe('skipped');
      const states = await visitor.page
        .locator('path[data-state]')
        .evaluateAll((paths) => paths.map((path) => path.getAttribute('data-state')));
      expect(states.filter((state) => state === 'live')).toHaveLength(6);
      expect(states.filter((state) => state === 'dead')).toHaveLength(4);
      await visitor.screenshot('08-branches');
    });

    it('shows the result of a run that ended between two of its questions', async () => {
      const { page } = visitor;
      // The execution is asked for while it runs, its state when it has ended.
      const answered = Promise.withResolvers<void>();
      await page.route(
        /\/v1\/executions\/[^/?]+(\?|$)/,
        async (route) => {
          const response = await route.fetch();
          const running = { ...(await response.json()), status: 'running', endedAt: null, output: null };
          await route.fulfill({ response, json: running });
          answered.resolve();
        },
        { times: 1 },
      );
      await page.route(
        '**/v1/executions/*/state*',
        async (route) => {
          await answered.promise;
          await route.continue();
        },
        { times: 1 },
      );
      await visitor.button('Run').click();
      await answered.promise;
      await page.getByRole('region', { name: 'Run' }).getByText('Completed').waitFor();
      await page
        .getByRole('region', { name: 'Run' })
        .getByText(/\d (m?s)$/)
        .waitFor();
      await visitor.jsonString('gold').waitFor();
    });

    it('runs with the input that is given, and refuses what is not JSON', async () => {
      await visitor.button('Run with an input').click();
      const input = visitor.page.getByRole('textbox', { name: 'Input' });
      await input.fill('{ "lines": [ ');
      await visitor.text(/Line 1, column/).waitFor();
      expect(await visitor.page.getByRole('dialog').getByRole('button', { name: 'Run' }).isDisabled()).toBe(true);
      await input.fill('{ "lines": [{ "price": 5, "quantity": 2 }] }');
      await visitor.screenshot('09-input');
      await visitor.page.getByRole('dialog').getByRole('button', { name: 'Run' }).click();
      await visitor.jsonString('basic').waitFor();
      expect(await visitor.nodeStatus('gold')).toBe('skipped');
    });

    it('activates a webhook, and the runs that it starts appear by themselves', async () => {
      await visitor.button('Publish').click();
      await visitor.button('Publish and activate').click();
      await visitor.text('/hooks/orders').first().waitFor();
      await visitor.link('Executions').click();
      await visitor.heading('Executions').waitFor();
      await visitor
        .link(/^Orders Completed By hand/)
        .first()
        .waitFor();
      const before = await visitor.page.getByRole('list', { name: 'Executions' }).getByRole('listitem').count();
      const body = JSON.stringify({ id: 1, lines: [{ price: 60, quantity: 2 }] });
      const answer = await fetch(`${sluice.url}/hooks/orders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      expect(await answer.json()).toMatchObject({ ok: true, total: 120, tier: 'gold' });
      await expect
        .poll(() => visitor.page.getByRole('list', { name: 'Executions' }).getByRole('listitem').count())
        .toBe(before + 1);
      await visitor.link(/^Orders Completed By trigger/).waitFor();
      await visitor.screenshot('10-executions');
    });

    it('names the node, the cause and the fix of a failed run, and leads to the node', async () => {
      await importWorkflow(visitor, failing);
      await visitor.node('break').waitFor();
      await visitor.button('Run').click();
      const alert = visitor.page.getByRole('alert');
      await alert.getByText('Break failed').waitFor();
      await alert.getByText('no such customer').waitFor();
      await alert.getByText(/code_failed/).waitFor();
      await alert.getByText(/line 2/).waitFor();
      expect(await visitor.nodeStatus('break')).toBe('failed');
      await visitor.button('Show Break').click();
      await visitor.page.getByRole('tab', { name: 'Logs (1)' }).click();
      await visitor.text('about to break').waitFor();
      await visitor.screenshot('11-failed');
      await visitor.page.getByRole('tab', { name: 'Parameters' }).click();
      await visitor.text('throw new Error').waitFor();
      await visitor.button('Close the step').click();
    });

    it('parks on a resume link, says so, and goes on live when somebody opens it', async () => {
      await importWorkflow(visitor, example('approval-wait'));
      await visitor.node('ask').waitFor();
      await visitor.button('Run').click();
      await visitor.text('Approve 250 for request sample?').waitFor();
      expect(await visitor.nodeStatus('ask')).toBe('waiting');
      await visitor.screenshot('12-waiting');
      const link = await resumeLink();
      await fetch(link, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"approved":true}' });
      await visitor.jsonString('approved').waitFor();
      expect(await visitor.nodeStatus('approved')).toBe('completed');
      expect(await visitor.nodeStatus('rejected')).toBe('skipped');
    });

    it('pauses, resumes and cancels', async () => {
      await visitor.button('Run').click();
      await visitor.button('Pause').click();
      await visitor.text('Paused by a person. Resume it to go on.').waitFor();
      await visitor.button('Resume').click();
      await visitor.button('Pause').waitFor();
      await visitor.button('Cancel').click();
      await visitor.button('Cancel it').click();
      await visitor.text(/It was cancelled/).waitFor();
    });

    it('catches up by itself after a restart of the server, without a reload', async () => {
      await visitor.button('Run').click();
      const link = await resumeLink();
      await sluice.stop();
      await visitor.text('Live updates are away; reconnecting…').waitFor();
      await visitor.screenshot('13-reconnecting');
      await sluice.startAgain();
      await fetch(link, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"approved":false}' });
      await visitor.jsonString('rejected').waitFor({ timeout: 30_000 });
      expect(await visitor.nodeStatus('rejected')).toBe('completed');
      await expect.poll(() => visitor.text('Live updates are away; reconnecting…').count()).toBe(0);
    });

    it('keeps a node where it was dragged', async () => {
      const node = visitor.node('start');
      const box = await node.boundingBox();
      if (box === null) throw new Error('The node is not in sight.');
      await visitor.page.mouse.move(box.x + 60, box.y + 12);
      await visitor.page.mouse.down();
      await visitor.page.mouse.move(box.x + 60, box.y + 92, { steps: 8 });
      const saved = visitor.page.waitForResponse((response) => response.url().endsWith('/changes'));
      await visitor.page.mouse.up();
      expect((await saved).status()).toBe(200);
      const place = () => node.evaluate((element) => element.style.transform);
      const before = await place();
      await visitor.page.reload();
      await node.waitFor();
      expect(await place()).toBe(before);
    });

    it('row 9: keeps the counts of what a run of a part left alone, muted, until it runs again', async () => {
      const step = (a: number) => ({ type: 'core.set@1', params: { fields: { a } } });
      await importWorkflow(visitor, {
        format: 'sluice/1',
        name: 'In parts',
        nodes: { start: { type: 'core.manual@1' }, one: step(1), two: step(2), side: step(3) },
        edges: ['start.main>one.main', 'one.main>two.main', 'start.main>side.main'].map((wire) => ({
          from: wire.split('>')[0],
          to: wire.split('>')[1],
        })),
        layout: { start: { x: 0, y: 0 }, one: { x: 320, y: 0 }, two: { x: 640, y: 0 }, side: { x: 320, y: 160 } },
      });
      const wires = () =>
        visitor.page
          .locator('path[data-wire] + path')
          .evaluateAll((paths) =>
            paths.map((path) => `${path.getAttribute('data-state')}${path.hasAttribute('data-earlier') ? ' earlier' : ''}`),
          );
      await visitor.node('two').waitFor();
      await visitor.button('Run').click();
      await expect.poll(() => visitor.nodeStatus('side')).toBe('completed');
      await expect.poll(wires).toEqual(['live', 'live', 'live']);
      await visitor.node('two').click();
      await visitor.page.keyboard.press('Shift+Enter');
      await expect.poll(wires).toEqual(['live earlier', 'live earlier', 'live earlier']);
      const counts = visitor.page.locator('[title="1 item passed here in an earlier run"]');
      await expect.poll(() => counts.count()).toBe(3);
      await visitor.screenshot('run-in-parts');
      await visitor.node('side').click();
      await visitor.page.keyboard.press('Shift+Enter');
      await expect.poll(wires).toEqual(['live', 'live earlier', 'live']);
      await visitor.button('Close the step').click();
      await visitor.button('Run').click();
      await expect.poll(wires).toEqual(['live', 'live', 'live']);
    });

    it('shows a draft that cannot run with its problems, and leads to each', async () => {
      await importWorkflow(visitor, {
        ...failing,
        name: 'Incomplete',
        nodes: { ...failing.nodes, stub: { type: 'acme.crm@2', params: {} }, hook: { type: 'core.webhook@1', params: {} } },
      });
      await visitor.button('Run').click();
      await visitor
        .text(/No installed module provides "acme.crm@2"/)
        .first()
        .waitFor();
      await visitor.button('stub').click();
      await visitor.page.getByRole('complementary', { name: 'Step stub' }).waitFor();
      await visitor.screenshot('14-problems');
    });

    it('left no complaint in the console, and none at the server', () => {
      expect(visitor.complaints).toEqual([]);
      expect(sluice.faults).toEqual([]);
    });
  },
);
