import AxeBuilder from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { CanvasHands } from './lib/canvas-hands.ts';
import { claim } from './lib/claim.ts';
import { chromiumPath, launchBrowser, Visitor } from './lib/editor-browser.ts';
import { importWorkflow } from './lib/import-workflow.ts';
import { pasteText } from './lib/in-page.mjs';
import { SluiceProcess } from './lib/sluice-process.ts';

const shop = {
  format: 'sluice/1',
  name: 'Shop',
  nodes: {
    start: { type: 'core.manual@1', name: 'Start' },
    fetch: {
      type: 'core.http@1',
      name: 'Fetch',
      params: {
        url: 'https://api.example.com/orders',
        headers: { 'x-api-key': 'k3y-of-the-shop', accept: 'application/json' },
        auth: 'bearer',
        secret: 'shop-token',
      },
    },
    sum: { type: 'core.set@1', name: 'Sum', params: { fields: { n: "={{ $node('fetch').json.status }}" } } },
  },
  edges: [
    { from: 'start.main', to: 'fetch.main' },
    { from: 'fetch.main', to: 'sum.main' },
  ],
  layout: { start: { x: 0, y: 0 }, fetch: { x: 320, y: 0 }, sum: { x: 640, y: 0 } },
};
const empty = (name: string) => ({ format: 'sluice/1', name, nodes: {}, edges: [], layout: {} });

let browser: Browser;
let sluice: SluiceProcess;
let other: SluiceProcess;
let visitor: Visitor;
let hands: CanvasHands;

async function open(document: { readonly name: string }, on = visitor): Promise<void> {
  await importWorkflow(on, document);
  await on.heading(document.name).waitFor();
  await on.button('Tidy up').waitFor();
}
const notice = (text: string | RegExp) => visitor.page.getByRole('alert').filter({ hasText: text });
/** What lies on the clipboard, asked by the page with the permission that it then has. */
const clipboard = () => visitor.page.evaluate<string>('navigator.clipboard.readText()');
const paste = (text: string) => visitor.page.evaluate(pasteText, text);
const copyAll = () => hands.press('Control+a', 'Control+c');
const announced = () => visitor.page.locator('[data-announcer]').textContent();

describe.skipIf(chromiumPath === undefined)('row 6: copy and paste, in a real browser', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    [browser, sluice, other] = await Promise.all([launchBrowser(), SluiceProcess.start(), SluiceProcess.start()]);
    visitor = await Visitor.open(browser);
    hands = new CanvasHands(visitor);
    await claim(visitor, sluice);
  });
  beforeEach(() => {
    onTestFailed(() => visitor.screenshot('clipboard-failed'));
  });
  afterAll(async () => {
    await visitor?.[Symbol.asyncDispose]();
    await browser?.close();
    await sluice?.[Symbol.asyncDispose]();
    await other?.[Symbol.asyncDispose]();
  });

  it('copies a selection as text without its secrets, says what is missing, and pastes it into another engine', async () => {
    await open(shop);
    await hands.node('sum').waitFor();
    await hands.press('Escape', 'Escape');
    await copyAll();
    await notice('Not in the copied text: Fetch: headers.x-api-key, Fetch: secret.').waitFor();
    expect(await announced()).toBe('Copied 3 nodes');
    await visitor.screenshot('clipboard-copied');
    await visitor.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const text = await clipboard();
    expect(JSON.parse(text)).toMatchObject({ format: 'sluice/1', nodes: { fetch: { params: { auth: 'bearer' } } } });
    expect(text).not.toMatch(/k3y-of-the-shop|shop-token/);

    await using stranger = await Visitor.open(browser);
    const theirs = new CanvasHands(stranger);
    await claim(stranger, other);
    await open(empty('Elsewhere'), stranger);
    await stranger.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await stranger.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
    await theirs.press('Control+v');
    await expect.poll(() => theirs.wires()).toEqual(['fetch.main>sum.main', 'start.main>fetch.main']);
    await expect.poll(() => theirs.selected()).toEqual(['fetch', 'start', 'sum']);
    await stranger.screenshot('clipboard-elsewhere');
    expect(stranger.complaints).toEqual([]);
    expect(visitor.complaints).toEqual([]);
  });

  it('pastes a copy under the pointer with ids and references of its own, in one entry of undo, and keeps the secret at home', async () => {
    const place = await hands.bare(0.5, 0.75);
    await visitor.page.mouse.move(place.x, place.y);
    await hands.press('Control+v');
    await expect.poll(() => hands.ids()).toEqual(['fetch', 'fetch2', 'start', 'start2', 'sum', 'sum2']);
    await expect.poll(() => hands.wires()).toContain('fetch2.main>sum2.main');
    expect(await announced()).toBe('Done: Paste 3 nodes');
    const middle = await hands.middleOf(hands.node('fetch2'));
    expect(Math.abs(middle.x - place.x)).toBeLessThan(30);
    await hands.press('Escape', 'Escape');
    await hands.node('fetch2').click();
    await expect.poll(() => visitor.page.locator('[data-param="secret"] input').first().inputValue()).toBe('shop-token');
    await hands.press('Escape');
    await hands.press('Control+z');
    await expect.poll(() => hands.ids()).toEqual(['fetch', 'start', 'sum']);
    expect(visitor.complaints).toEqual([]);
  });

  it('cuts, heals the wire, and pastes what was cut under its old name', async () => {
    await hands.select('fetch');
    await hands.press('Control+x');
    await expect.poll(() => hands.wires()).toEqual(['start.main>sum.main']);
    await hands.press('Control+v');
    await expect.poll(() => hands.ids()).toEqual(['fetch', 'start', 'sum']);
    await hands.press('Control+z', 'Control+z');
    await expect.poll(() => hands.wires()).toEqual(['fetch.main>sum.main', 'start.main>fetch.main']);
    expect(visitor.complaints).toEqual([]);
  });

  it('makes a request of a curl command, with a secret in place of its token', async () => {
    await open(empty('Other things'));
    await paste(
      `curl -X POST 'https://api.example.com/v1/orders?draft=1' -H 'Authorization: Bearer sk-live-1234' -H 'Content-Type: application/json' -d '{"sku":"A1"}'`,
    );
    await hands.node('http').waitFor();
    await notice('keep it as the secret “api.example.com”').waitFor();
    await hands.node('http').getByText('POST api.example.com/v1/orders').waitFor();
    await hands.node('http').click();
    await expect
      .poll(() => visitor.page.locator('[data-param="url"] input').first().inputValue())
      .toBe('https://api.example.com/v1/orders?draft=1');
    await visitor.screenshot('clipboard-curl');
    expect(await visitor.page.content()).not.toContain('sk-live-1234');
    await hands.press('Escape', 'Escape');
  });

  it('makes nodes of data and tables, and a note of a text', async () => {
    await paste('[{"a":1},{"a":2}]');
    await hands.node('data').waitFor();
    await paste('name\tage\nAda\t36\nAlan\t41');
    await hands.node('table').waitFor();
    await paste('Remember: **prices** are in cents');
    await hands.node('note').getByText('prices').waitFor();
    await visitor.screenshot('clipboard-things');
    await hands.press('Control+z', 'Control+z', 'Control+z');
    await expect.poll(() => hands.ids()).toEqual(['http']);
    expect(visitor.complaints).toEqual([]);
  });

  it('refuses what it cannot take, at once and in words, and stays usable', async () => {
    await paste(JSON.stringify({ format: 'sluice/2', nodes: {} }));
    await notice('its format is sluice/2').waitFor();
    await paste(JSON.stringify({ nodes: [], connections: {} }));
    await notice('This is a workflow of n8n').waitFor();
    const before = Date.now();
    await visitor.page.evaluate(pasteText, { repeat: '{"a":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"},', times: 500_000 });
    await notice('This is a text of 20.5 MB').waitFor();
    expect(Date.now() - before).toBeLessThan(3000);
    await visitor.screenshot('clipboard-refused');
    await hands.press('a');
    await hands.picker.waitFor();
    await hands.press('Escape');
    expect(await hands.ids()).toEqual(['http']);
    expect(visitor.complaints).toEqual([]);
  });

  it('does the same from the palette, and says what to do where the browser refuses', async () => {
    const palette = visitor.page.getByRole('combobox', { name: /^Go to a page/ });
    await hands.select('http');
    await hands.press('Control+k');
    await palette.fill('copy');
    await hands.press('Enter');
    await expect.poll(clipboard).toContain('api.example.com/v1/orders');
    await hands.press('Control+k');
    await palette.fill('paste');
    await hands.press('Enter');
    await expect.poll(() => hands.ids()).toEqual(['http', 'http2']);
    await visitor.page.context().clearPermissions();
    await hands.press('Control+k');
    await palette.fill('paste');
    await hands.press('Enter');
    await notice('press Ctrl+V on the canvas').waitFor();
    const { violations } = await new AxeBuilder({ page: visitor.page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    expect(visitor.complaints).toEqual([]);
  });
});
