import { generateKeyPairSync } from 'node:crypto';
import { addKey, createShare, createWorkflow, putSecret, type WorkflowDocument } from '@sluice/protocol';
import { didKeyOf } from '@sluice/protocol/signing';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestSluice } from '../support/test-sluice.ts';
import { chromiumPath, launchBrowser, type Visitor } from './lib/editor-browser.ts';
import { scrollToEnd } from './lib/in-page.mjs';
import { arrive, startSluice } from './lib/people.ts';

/** How many there are of everything; thousands on request: `SLUICE_TEST_ENTRIES=2000`. More than any page of the API holds. */
const ENTRIES = Number(process.env['SLUICE_TEST_ENTRIES'] ?? 420);
/** The most rows of one list that may be there at a time. */
const MOST_ROWS = 80;

const quick: WorkflowDocument = {
  format: 'sluice/1',
  name: 'Quick',
  nodes: { hook: { type: 'core.webhook@1', params: { path: 'quick', respond: 'accepted' } } },
  edges: [],
  settings: {},
  layout: {},
};
const numbered = Array.from({ length: ENTRIES }, (_, at) => String(at).padStart(5, '0'));
const last = numbered.at(-1) ?? '';

let browser: Browser;
let sluice: TestSluice;
let visitor: Visitor;
let shared: string;

/** Does it for every number, some at a time. */
async function forAll(act: (number: string) => Promise<unknown>): Promise<void> {
  const waiting = numbered.values();
  await Promise.all(
    Array.from({ length: 12 }, async () => {
      for (const number of waiting) await act(number);
    }),
  );
}
const newDid = () => didKeyOf(generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' }).subarray(-32));
const go = (path: string) => visitor.page.goto(new URL(path, sluice.url).href);
const list = (name: string) => visitor.page.getByRole('list', { name });
/** Scrolls until a text is there; what comes page after page comes on the way. */
async function scrollTo(rows: Locator, text: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await rows.last().evaluate(scrollToEnd);
        return rows.filter({ hasText: text }).count();
      },
      { timeout: 60_000, interval: 100 },
    )
    .toBeGreaterThan(0);
}

describe.skipIf(chromiumPath === undefined)(`lists of ${ENTRIES}, in a real browser`, { timeout: 240_000 }, () => {
  beforeAll(async () => {
    [browser, sluice] = await Promise.all([launchBrowser(), startSluice()]);
    visitor = await arrive(browser, sluice, { name: 'Ada', role: 'owner' });
    shared = await sluice.install(quick);
    const document = (number: string) => ({
      format: 'sluice/1' as const,
      name: `Flow ${number}`,
      nodes: {},
      edges: [],
      settings: {},
      layout: {},
    });
    await forAll(async (number) => {
      await sluice.call(createWorkflow, {
        body: { document: document(number), folder: `Folder ${number}`, tags: [`tag-${number}`] },
      });
      await sluice.call(putSecret, { params: { name: `S${number}` }, body: { value: 'x', hosts: ['example.com'] } });
      await sluice.call(addKey, { body: { did: newDid(), role: 'viewer', name: `Person ${number}` } });
      const body = { to: { kind: 'principal' as const, did: newDid() }, rights: 'view' as const, note: `Guest ${number}` };
      await sluice.call(createShare, { params: { id: shared }, body });
      await sluice.hook('quick', { number });
    });
  }, 600_000);
  afterAll(async () => {
    await visitor?.[Symbol.asyncDispose]();
    await browser?.close();
    await sluice?.stop();
  });

  it('of folders and tags have the rows in sight alone, go by keys to the last and come back to the one that is open', async () => {
    await go('/workflows');
    const rows = list('Folders and tags').getByRole('listitem');
    await rows.first().waitFor();
    expect(await rows.count()).toBeLessThan(MOST_ROWS);
    expect(await rows.first().getAttribute('aria-setsize')).toBe(String(1 + 2 * ENTRIES));
    await rows.first().getByRole('link').focus();
    await visitor.page.keyboard.press('End');
    const end = rows.filter({ hasText: `tag-${last}` });
    await end.getByRole('link', { name: `tag-${last}` }).waitFor();
    await expect.poll(() => end.getByRole('link').evaluate((link) => link.matches(':focus'))).toBe(true);
    await visitor.page.keyboard.press('ArrowUp');
    await visitor.page.keyboard.press('Enter');
    await list('Workflows')
      .getByText(`Flow ${numbered.at(-2)}`)
      .waitFor();
    // What stood there before leaves no empty room behind.
    await expect.poll(async () => (await list('Workflows').boundingBox())?.height).toBe(65);
    await visitor.screenshot('long-folders');
    await go(`/workflows?folder=${encodeURIComponent(`Folder ${last}`)}`);
    await rows
      .filter({ hasText: `Folder ${last}` })
      .first()
      .waitFor();
    await list('Workflows').getByText(`Flow ${last}`).waitFor();
    await visitor.page.setViewportSize({ width: 390, height: 844 });
    await go(`/workflows?tag=tag-${last}`);
    await rows.filter({ hasText: `tag-${last}` }).waitFor();
    expect(await rows.count()).toBeLessThan(MOST_ROWS);
    await visitor.screenshot('long-folders-phone');
    await visitor.page.setViewportSize({ width: 1280, height: 720 });
  });

  it('of secrets and keys have the rows in sight alone', async () => {
    for (const [path, name, first, end] of [
      ['/secrets', 'Secrets', 'S00000', `S${last}`],
      ['/settings/keys', 'Keys', 'Person', `Person ${last}`],
    ] as const) {
      await go(path);
      const rows = list(name).getByRole('listitem');
      await rows.filter({ hasText: first }).first().waitFor();
      expect(await rows.count()).toBeLessThan(MOST_ROWS);
      await scrollTo(rows, end);
      expect(await rows.count()).toBeLessThan(MOST_ROWS);
      await visitor.screenshot(`long-${name.toLowerCase()}`);
    }
  });

  it('of shares have the rows in sight alone, and fetch the next as the end comes near', async () => {
    await go(`/workflows/${shared}`);
    await visitor.node('hook').waitFor();
    await visitor.button('Share').click();
    const rows = list('Shared with').getByRole('listitem');
    await rows.filter({ hasText: 'Guest' }).first().waitFor();
    expect(await rows.count()).toBeLessThan(MOST_ROWS);
    await scrollTo(rows, 'Guest 00000');
    expect(await rows.count()).toBeLessThan(MOST_ROWS);
    await visitor.screenshot('long-shares');
  });

  it('of executions are ticked with all that fit, however many, and named before they go', async () => {
    await go('/executions?status=completed');
    await list('Executions').getByRole('listitem').first().waitFor();
    await visitor.page.getByRole('checkbox', { name: 'Select all that are listed' }).check();
    await visitor.text(/^1\d\d selected$/).waitFor();
    await visitor.button('Select all that fit').click();
    const count = ENTRIES.toLocaleString('en-US');
    await visitor.text(`${count} selected: all that fit`).waitFor({ timeout: 60_000 });
    await visitor.screenshot('long-executions');
    await visitor.button(`Delete ${count}`).click();
    const dialog = visitor.page.getByRole('dialog');
    await dialog.getByText(`Delete ${count} executions?`).waitFor();
    await dialog.getByText(`Quick (${ENTRIES})`).waitFor();
    await dialog.getByRole('button', { name: `Delete ${count} executions` }).click();
    await visitor.heading('No execution fits').waitFor({ timeout: 200_000 });
  });

  it('that are long to find are found no further when told so', async () => {
    await go('/workflows');
    await list('Workflows').getByRole('listitem').first().waitFor();
    await visitor.page.route('**/v1/workflows?**', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue();
    });
    await visitor.page.getByRole('checkbox', { name: 'Select all that are listed' }).check();
    await visitor.button('Select all that fit').click();
    await visitor.text(/^Looking for all that fit: \d+ so far$/).waitFor();
    await visitor.button('Stop').click();
    await visitor.text(/^1\d\d selected$/).waitFor();
    await visitor.page.unroute('**/v1/workflows?**');
    await visitor.button('Select all that fit').click();
    await visitor.text(`${(ENTRIES + 1).toLocaleString('en-US')} selected: all that fit`).waitFor({ timeout: 60_000 });
  });

  it('left no complaint in the console', () => {
    expect(visitor.complaints).toEqual([]);
  });
});
