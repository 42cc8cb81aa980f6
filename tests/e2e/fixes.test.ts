import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWorkflow, getWorkflow, putSecret, workflowDocument } from '@sluice/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestSluice } from '../support/test-sluice.ts';
import { chromiumPath, launchBrowser, type Visitor } from './lib/editor-browser.ts';
import { arrive, openWorkflow, startSluice } from './lib/people.ts';

/** A far side that is always out of order. */
let far: Server;
let address = '';
let browser: Browser;
let sluice: TestSluice;
let visitor: Visitor;

interface Failing {
  readonly node: object;
  readonly settings?: object;
  /** What the step's error has to say. */
  readonly cause: RegExp;
}
const failing = ({ node, settings = {} }: Failing, name: string) =>
  workflowDocument.parse({
    ...{ format: 'sluice/1', name, settings },
    nodes: { start: { type: 'core.manual@1' }, bad: { name: 'Bad', ...node } },
    edges: [{ from: 'start.main', to: 'bad.main' }],
    layout: { start: { x: 0, y: 0 }, bad: { x: 320, y: 0 } },
  });
const http = (params: object, more: object = {}) => ({ type: 'core.http@1', params: { failOnStatus: true, ...params }, ...more });
const alert = () => visitor.page.getByRole('complementary', { name: 'Step Bad' }).getByRole('alert');
const documentOf = async (id: string) => (await sluice.call(getWorkflow, { params: { id } })).document;

/** Runs it, goes to the step that failed, and checks what is said of it; gives the workflow's id. */
async function fail(failure: Failing, name: string): Promise<string> {
  const document = failing(failure, name);
  const { id } = await sluice.call(createWorkflow, { body: { document } });
  await openWorkflow(visitor, id, document);
  await visitor.button('Run').click();
  await visitor.node('bad').locator('[data-status=failed]').first().waitFor({ timeout: 30_000 });
  if ((await visitor.page.getByRole('complementary').count()) === 0) await visitor.node('bad').click();
  await alert().getByText(failure.cause).first().waitFor();
  const link = alert().getByRole('link', { name: 'Look at the run' });
  expect(await link.getAttribute('href')).toMatch(/^\/executions\/[0-9a-f-]{36}\?node=bad$/);
  return id;
}
const fix = (name: string | RegExp) => alert().getByRole('button', { name, exact: typeof name === 'string' });

describe.skipIf(chromiumPath === undefined)(
  'row 20: an error names node and cause and has one button that helps, in a real browser',
  { timeout: 120_000 },
  () => {
    beforeAll(async () => {
      far = createServer((_, response) => response.writeHead(500).end('out of order'));
      await new Promise<void>((done) => far.listen(0, '127.0.0.1', done));
      address = `127.0.0.1:${(far.address() as AddressInfo).port}`;
      [browser, sluice] = await Promise.all([launchBrowser(), startSluice({ env: { SLUICE_EGRESS_ALLOW: address } })]);
      visitor = await arrive(browser, sluice, { name: 'Ada Lovelace', role: 'owner' });
    });
    afterAll(async () => {
      await visitor?.[Symbol.asyncDispose]();
      await browser?.close();
      await sluice?.stop();
      far?.close();
    });

    it('has the step tried again, and once it is, offers to run again', async () => {
      const id = await fail({ node: http({ url: `http://${address}/` }), cause: /500/ }, 'Retry');
      await fix('Try up to 3 times').click();
      await visitor
        .text(/Done: Try up to 3 times/)
        .first()
        .waitFor();
      await fix('Run again').waitFor();
      await expect.poll(async () => (await documentOf(id)).nodes['bad']?.retry?.attempts).toBe(3);
      await visitor.page.keyboard.press('Control+z');
      await fix('Try up to 3 times').waitFor();
      await expect.poll(async () => (await documentOf(id)).nodes['bad']?.retry).toBeUndefined();
      const before = visitor.page.url();
      await fix('Try up to 3 times').click();
      await fix('Run again').click();
      await expect.poll(() => visitor.page.url()).not.toBe(before);
    });

    it('gives the step twice the time', async () => {
      const node = { type: 'core.code@1', params: { code: 'for (;;);' }, timeoutMs: 500 };
      const id = await fail({ node, cause: /step_timeout/ }, 'Time');
      await fix('Allow 1 s').click();
      await expect.poll(async () => (await documentOf(id)).nodes['bad']?.timeoutMs).toBe(1000);
    });

    it('sends items that fail out by a port of their own', async () => {
      const id = await fail({ node: { type: 'core.split-out@1', params: { field: 'lines' } }, cause: /not a list/ }, 'Route');
      await fix('Send failed items out by the port “error”').click();
      await expect.poll(async () => (await documentOf(id)).nodes['bad']?.onError).toBe('route');
      await visitor.node('bad').locator('[data-port="error"]').waitFor({ state: 'attached' });
    });

    it('adds what is needed to the workflow’s own allow-list', async () => {
      const id = await fail(
        {
          node: http({ url: `http://${address}/` }),
          settings: { effects: ['get https://example.com'] },
          cause: /effect_not_in_workflow/,
        },
        'Allow',
      );
      await fix(/^Allow get http/).click();
      await expect.poll(async () => (await documentOf(id)).settings.effects?.length).toBe(2);
      await visitor.button('Run').click();
      await alert().getByText(/500/).first().waitFor();
    });

    it('copies the setting that lets the engine reach an address', async () => {
      await visitor.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await fail({ node: http({ url: 'http://10.1.2.3/' }), cause: /egress_private/ }, 'Copy');
      await fix('Copy the setting that allows it').click();
      await visitor.text(/Copied: SLUICE_EGRESS_ALLOW=10\.1\.2\.3/).waitFor();
      expect(await visitor.page.evaluate('navigator.clipboard.readText()')).toMatch(/^SLUICE_EGRESS_ALLOW=10\.1\.2\.3/);
    });

    it('goes to the field at fault', async () => {
      const node = { type: 'core.code@1', params: { code: "throw new Error('no such customer');" } };
      await fail({ node, cause: /no such customer/ }, 'Field');
      await fix(/^Open “/).click();
      await visitor.page.locator('[data-param="code"] .cm-content:focus').waitFor();
    });

    it('goes to the field that names a secret which is not there, and to the secrets when one is for other hosts', async () => {
      const asked = { url: `http://${address}/`, auth: 'bearer', secret: 'SHOP' };
      await fail({ node: http(asked), cause: /secret_unknown/ }, 'Secret');
      await fix(/^Open “Secret/).click();
      await visitor.page.locator('[data-param="secret"]').waitFor();
      await sluice.call(putSecret, { params: { name: 'SHOP' }, body: { value: 'let me in', hosts: ['api.example.com'] } });
      await fail({ node: http(asked), cause: /secret_not_bound/ }, 'Bound');
      await alert().getByRole('link', { name: 'Open the secrets' }).click();
      await visitor.heading('Secrets').waitFor();
    });

    it('says so where nothing is to be mended', async () => {
      await fail({ node: { type: 'core.stop@1', params: { message: 'No stock' } }, cause: /No stock/ }, 'Stop');
      await alert().getByText('The workflow ended itself here on purpose.').waitFor();
      expect(await alert().getByRole('button').count()).toBe(0);
      expect(visitor.complaints).toEqual([]);
    });
  },
);
