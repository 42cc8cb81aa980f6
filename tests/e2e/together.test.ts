import { readFileSync } from 'node:fs';
import { createProblem, getWorkflow, listKeys, updateKey, workflowDocument } from '@sluice/protocol';
import Database from 'better-sqlite3';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { homePaths } from '../../apps/cli/src/keys/home.ts';
import { findFreePort } from '../../apps/cli/src/supervisor/free-port.ts';
import { FaultProxy } from '../support/fault-proxy.ts';
import type { TestSluice } from '../support/test-sluice.ts';
import { keepRemains, pasteLarge, readRemains } from './lib/drafts-in-page.mjs';
import { chromiumPath, launchBrowser, type Visitor } from './lib/editor-browser.ts';
import { flawsOf } from './lib/flaws.ts';
import { letGo } from './lib/in-page.mjs';
import { arrive, openTogether, startSluice } from './lib/people.ts';
import { askForDraft, draftNow, randomEdits } from './lib/random-edits.mjs';
import { silentControls } from './lib/silent-controls.mjs';

const mails = workflowDocument.parse({
  format: 'sluice/1',
  name: 'Send mails',
  nodes: {
    start: { type: 'core.manual@1', name: 'Start' },
    fetch: { type: 'core.http@1', name: 'Fetch orders', params: { url: 'https://a.example/orders' } },
    mail: { type: 'core.text@1', name: 'Write mail', params: { text: 'Dear customer', as: 'mail' } },
  },
  edges: [
    { from: 'start.main', to: 'fetch.main' },
    { from: 'fetch.main', to: 'mail.main' },
  ],
  layout: { start: { x: 0, y: 0 }, fetch: { x: 320, y: 0 }, mail: { x: 640, y: 0 } },
});

let browser: Browser;
let sluice: TestSluice;

const field = ({ page }: Visitor, param: string) => page.locator(`[data-param="${param}"]`);
const draftOf = async (id: string) => (await sluice.call(getWorkflow, { params: { id } })).document;

/** Opens a node beside the canvas, with its parameters. */
async function openNode(visitor: Visitor, id: string): Promise<void> {
  await visitor.node(id).click();
  await visitor.page.getByRole('tab', { name: 'Parameters' }).click();
}

const saved = ({ page }: Visitor, timeout = 30_000) => page.getByText('Saved', { exact: true }).waitFor({ timeout });

describe.skipIf(chromiumPath === undefined)('people who edit one workflow, in real browsers', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    [browser, sluice] = await Promise.all([launchBrowser(), startSluice()]);
  });
  afterAll(async () => {
    await browser?.close();
    await sluice?.stop();
  });

  it('see each other and what the other does; nothing that either does is lost', async () => {
    await using ada = await arrive(browser, sluice, { name: 'Ada Lovelace', role: 'owner' });
    const grace = await arrive(browser, sluice, { name: 'Grace Hopper', role: 'builder' });
    const id = await openTogether(sluice, mails, [ada, grace]);

    // Who is there, and where.
    await ada.page.getByRole('img', { name: 'Grace Hopper · looks at the canvas' }).waitFor();
    // By name, also for those who may not read the list of keys.
    await grace.page.getByRole('img', { name: 'Ada Lovelace · looks at the canvas' }).waitFor();
    await openNode(grace, 'mail');
    const frame = await ada.page.locator('[data-guest-selects="mail"]').boundingBox();
    const node = await ada.node('mail').boundingBox();
    expect(frame?.width).toBeGreaterThan(node?.width ?? 0);
    await grace.page.mouse.move(300, 420, { steps: 6 });
    await ada.page.locator('[data-guest]').waitFor();

    // The same field shows who holds it.
    await field(grace, 'text').locator('textarea').first().click();
    await openNode(ada, 'mail');
    await field(ada, 'text').getByText('Grace Hopper', { exact: true }).waitFor();
    await ada.page.getByRole('img', { name: 'Grace Hopper · writes in Write mail' }).waitFor();

    // Same node, different fields: both stay.
    await grace.page.keyboard.press('ControlOrMeta+A');
    await grace.page.keyboard.type('Dear friend');
    await field(ada, 'as').locator('input, .cm-content').first().fill('letter');
    await ada.text('Grace Hopper changed Write mail').waitFor();
    await ada.screenshot('40-together');
    await grace.text('Ada Lovelace changed Write mail').waitFor();
    await expect.poll(async () => (await draftOf(id)).nodes['mail']?.params).toEqual({ text: 'Dear friend', as: 'letter' });
    await field(ada, 'text').getByText('Dear friend').waitFor();
    expect(await flawsOf(ada)).toEqual([]);

    // Somebody deletes the node that is open.
    await ada.node('mail').click();
    await ada.page.keyboard.press('Delete');
    await grace.heading('Write mail was deleted').waitFor();
    expect(await flawsOf(grace, '41-deleted-node')).toEqual([]);
    await grace.button('Bring it back').click();
    await ada.node('mail').waitFor();
    await expect.poll(async () => (await draftOf(id)).edges).toEqual(mails.edges);
    expect((await draftOf(id)).nodes['mail']?.params).toEqual({ text: 'Dear friend', as: 'letter' });

    // Away, and gone.
    const elsewhere = await grace.page.context().newPage();
    await elsewhere.bringToFront();
    await grace.page.close();
    await ada.page.getByRole('list', { name: 'Who else is here' }).waitFor({ state: 'detached' });
    expect([...ada.complaints, ...grace.complaints]).toEqual([]);
    await grace[Symbol.asyncDispose]();
  });

  it('are seen when they may only look, and are told why they may not edit', async () => {
    await using ada = await arrive(browser, sluice, { name: 'Ada', role: 'owner' });
    await using victor = await arrive(browser, sluice, { name: 'Victor', role: 'viewer' });
    await openTogether(sluice, mails, [ada, victor]);
    await ada.page.getByRole('img', { name: 'Victor · looks at the canvas' }).waitFor();
    await victor.text('View only').waitFor();
    expect(await victor.text('View only').getAttribute('title')).toContain('Builder');
    expect(await victor.button('Publish').getAttribute('title')).toContain('Builder');
    expect(await victor.button('Publish').isDisabled()).toBe(true);
    await ada.node('start').click();
    await victor.page.locator('[data-guest-selects="start"]').waitFor();

    // In the panel of a step, and on the bar: whatever is off says why.
    for (const [node, tab] of [
      ['mail', 'Parameters'],
      ['fetch', 'Parameters'],
      ['fetch', 'Settings'],
    ] as const) {
      await victor.node(node).click();
      const panel = victor.page.getByRole('complementary', { name: /^Step/ });
      await panel.getByText(`${node} ·`).waitFor();
      await panel.getByRole('tab', { name: tab }).click();
      expect(await panel.evaluate(silentControls), `${tab} of ${node}`).toEqual([]);
    }
    expect(await victor.page.locator('header').first().evaluate(silentControls)).toEqual([]);
    await victor.screenshot('44-viewer-step');
    expect([...ada.complaints, ...victor.complaints]).toEqual([]);
  });

  it('lose no edit of a thousand over lines that are slow and break, and all have the same in the end', async () => {
    const ports = [await findFreePort(), await findFreePort()];
    const origins = ports.map((port) => `http://127.0.0.1:${port}`);
    await using rough = await startSluice({ origins });
    const to = { host: '127.0.0.1', port: Number(new URL(rough.url).port) };
    const lines = await Promise.all(ports.map((port) => FaultProxy.start({ to, port, delayMs: 300, cutAfterMs: [2000, 6000] })));
    const browsers = await Promise.all([launchBrowser(), launchBrowser()]);
    try {
      const document = workflowDocument.parse({
        format: 'sluice/1',
        name: 'Shared',
        nodes: { shared: { type: 'core.text@1', params: { text: '', members: { a: 0, b: 0 }, elements: [] } } },
      });
      const people = await Promise.all(
        browsers.map((each, index) => arrive(each, rough, { name: `P${index}`, role: 'builder', url: origins[index]! })),
      );
      for (const { page } of people) await page.evaluate(askForDraft);
      const id = await openTogether(rough, document, people);

      for (const line of lines) line.setRough(true);
      const own = await Promise.all(
        people.map(({ page }, index) =>
          page.evaluate(randomEdits, { who: 'ab'[index]!, count: 500, everyMs: 30, seed: 7 * (index + 1) }),
        ),
      );
      const cuts = lines.map((line) => line.cuts);
      for (const line of lines) line.setRough(false);

      const engine = async () => (await rough.call(getWorkflow, { params: { id } })).document;
      const shown = () => Promise.all(people.map(({ page }) => page.evaluate(draftNow)));
      await expect.poll(async () => (await shown()).map(({ saved }) => saved), { timeout: 60_000 }).toEqual(['saved', 'saved']);
      const final = await engine();
      await expect
        .poll(async () => (await shown()).map(({ document: each }) => each), { timeout: 30_000 })
        .toEqual([final, final]);
      expect(await engine()).toEqual(final);
      const { members, elements } = final.nodes['shared']!.params as unknown as {
        members: Record<string, number>;
        elements: string[];
      };
      for (const [index, mine] of own.entries()) {
        expect(members['ab'[index]!]).toBe(mine.member);
        expect(elements.filter((each) => each.startsWith('ab'[index]!))).toEqual(mine.elements);
        const isMine = (key: string) => key.startsWith(`${'ab'[index]}_`);
        const ofMine = <T>(entries: Readonly<Record<string, T>>) =>
          Object.fromEntries(Object.entries(entries).filter(([key]) => isMine(key)));
        expect(Object.keys(mine.nodes).length).toBeGreaterThan(5);
        expect(ofMine(final.nodes)).toEqual(mine.nodes);
        expect(ofMine(final.layout)).toEqual(mine.layout);
        const sorted = (edges: typeof final.edges) => edges.map(({ from, to: end }) => `${from}>${end}`).sort();
        expect(sorted(final.edges.filter(({ from }) => isMine(from)))).toEqual(sorted(mine.edges));
      }
      expect(Math.min(...cuts)).toBeGreaterThan(1);
      expect(people.flatMap(({ complaints }) => complaints)).toEqual([]);
    } finally {
      await Promise.all(browsers.map((each) => each.close()));
      await Promise.all(lines.map((line) => line.stop()));
    }
  });

  it('keep what was edited while the engine was away: through a reload, and when it starts again', async () => {
    await using own = await startSluice();
    await using ada = await arrive(browser, own, { name: 'Ada', role: 'builder' });
    const id = await openTogether(own, mails, [ada]);
    const kept = async () => (await own.call(getWorkflow, { params: { id } })).document.nodes['mail'];
    await openNode(ada, 'mail');

    // The page can be loaded, but nothing is saved.
    await ada.page.route('**/v1/workflows/*/changes', (route) => route.abort());
    await field(ada, 'as').locator('input').first().fill('offline');
    await ada.text('Not saved yet').waitFor();
    await ada.screenshot('42-waiting');
    await ada.page.reload();
    await ada.node('mail').waitFor();
    await ada.text('Not saved yet').waitFor();
    expect((await kept())?.params['as']).toBe('mail');
    await openNode(ada, 'mail');
    expect(await field(ada, 'as').locator('input').first().inputValue()).toBe('offline');
    await ada.page.unroute('**/v1/workflows/*/changes');
    await saved(ada);
    expect((await kept())?.params).toEqual({ text: 'Dear customer', as: 'offline' });

    // Both processes stop in the middle of it.
    await own.killEngine();
    await own.killGateway();
    await field(ada, 'as').locator('input').first().fill('while it was down');
    await ada.text('Not saved yet').waitFor();
    await ada.node('start').click();
    await ada.page.keyboard.press('F2');
    await ada.node('start').locator('input:focus').waitFor();
    await ada.page.keyboard.type('Begin');
    await ada.page.keyboard.press('Enter');
    await own.startEngine();
    await own.startGateway();
    await saved(ada, 60_000);
    const { nodes } = (await own.call(getWorkflow, { params: { id } })).document;
    expect([nodes['mail']?.params['as'], nodes['start']?.name]).toEqual(['while it was down', 'Begin']);
    expect(ada.complaints).toEqual([]);
  });

  it('get a node each when both add one of the same type at the same moment', async () => {
    await using ada = await arrive(browser, sluice, { name: 'Ada Lovelace', role: 'owner' });
    await using grace = await arrive(browser, sluice, { name: 'Grace Hopper', role: 'builder' });
    const id = await openTogether(sluice, mails, [ada, grace]);
    await grace.page.getByRole('img', { name: /^Ada Lovelace/ }).waitFor();
    await ada.page.getByRole('img', { name: /^Grace Hopper/ }).waitFor();
    const add = async ({ page }: Visitor) => {
      await page.locator('[data-canvas]').first().press('a');
      await page.getByRole('dialog', { name: 'Add a node' }).waitFor();
      await page.keyboard.type('limit');
    };
    await Promise.all([add(ada), add(grace)]);
    await Promise.all([ada.page.keyboard.press('Enter'), grace.page.keyboard.press('Enter')]);
    const limits = async () => Object.values((await draftOf(id)).nodes).filter(({ type }) => type === 'core.limit@1').length;
    await expect.poll(limits, { timeout: 15_000 }).toBe(2);
    for (const { page } of [ada, grace]) await expect.poll(() => page.locator('.react-flow__node').count()).toBe(5);
    expect([...ada.complaints, ...grace.complaints]).toEqual([]);
  });

  it('have their own edits back when two tabs of one browser were closed while the engine was away', async () => {
    await using own = await startSluice();
    await using ada = await arrive(browser, own, { name: 'Ada', role: 'builder' });
    const id = await openTogether(own, mails, [ada]);
    const context = ada.page.context();
    const tab = await context.newPage();
    await tab.goto(ada.page.url());
    await tab.locator('.react-flow__node[data-id="fetch"]').waitFor();
    await context.route('**/v1/workflows/*/changes', (route) => route.abort());
    await openNode(ada, 'mail');
    await field(ada, 'as').locator('input').first().fill('from one');
    await tab.locator('.react-flow__node[data-id="fetch"]').click();
    await tab.keyboard.press('F2');
    await tab.locator('.react-flow__node[data-id="fetch"] input:focus').waitFor();
    await tab.keyboard.type('from two');
    await tab.keyboard.press('Enter');
    for (const page of [ada.page, tab]) await page.getByText('Not saved yet').waitFor();
    const address = ada.page.url();
    const back = await context.newPage();
    await ada.page.close();
    await tab.close();
    await context.unroute('**/v1/workflows/*/changes');
    await back.goto(address);
    const params = async () => {
      const { nodes } = (await own.call(getWorkflow, { params: { id } })).document;
      return [nodes['mail']?.params['as'], nodes['fetch']?.name];
    };
    await expect.poll(params, { timeout: 30_000 }).toEqual(['from one', 'from two']);
    await back.locator('.react-flow__node[data-id="fetch"]').getByText('from two').waitFor();
  });

  it('are told what stands in the way of saving, and where the edits are meanwhile', async () => {
    await using ada = await arrive(browser, sluice, { name: 'Ada', role: 'builder' });
    const id = await openTogether(sluice, mails, [ada]);
    await openNode(ada, 'mail');

    // Refused: why, where the edits are, and another attempt.
    const problem = { ...createProblem('role_insufficient', 'Editing takes the role builder.'), requestId: 'r1' };
    await ada.page.route('**/v1/workflows/*/changes', (route) =>
      route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
    );
    await field(ada, 'as').locator('input').first().fill('refused');
    await ada.button(/^Not saved:/).click();
    await ada.text('Editing takes the role builder.').waitFor();
    await ada.text('Your edits are kept in this browser').waitFor();
    expect(await flawsOf(ada, '43-refused')).toEqual([]);
    await ada.page.unroute('**/v1/workflows/*/changes');
    await ada.button('Try again').click();
    await saved(ada);
    expect((await draftOf(id)).nodes['mail']?.params['as']).toBe('refused');

    // Too large to be kept, and to be saved: it is said, and undone it is well again.
    await field(ada, 'as').locator('input').first().evaluate(pasteLarge, 21);
    await ada.button(/^Not saved:/).click();
    await ada.text(/larger than 20 MB/).waitFor();
    await ada.text('The field “as” of “Write mail” takes 21 MB; a single value may take 10 MB.').waitFor();
    await ada.screenshot('43-too-large');
    await ada.page.keyboard.press('Escape');
    await ada.page.evaluate(letGo);
    await ada.page.keyboard.press('ControlOrMeta+Z');
    await saved(ada);
    expect((await draftOf(id)).nodes['mail']?.params['as']).toBe('refused');
    expect(ada.complaints).toEqual([]);
  });

  it('see what is not in the workflow when they may not edit it any more, and have it saved when they may again', async () => {
    await using bob = await arrive(browser, sluice, { name: 'Bob Demoted', role: 'builder' });
    const id = await openTogether(sluice, mails, [bob]);
    const { items } = await sluice.call(listKeys, {});
    const did = items.find(({ name }) => name === 'Bob Demoted')!.did;
    const as = (role: 'builder' | 'viewer') => sluice.call(updateKey, { params: { did }, body: { role } });
    await openNode(bob, 'mail');
    await bob.page.context().setOffline(true);
    await field(bob, 'as').locator('input').first().fill('unsent');
    await bob.text('Not saved yet').waitFor();
    await as('viewer');
    await bob.page.context().setOffline(false);
    const note = bob.button('View only: your edits here are not saved');
    await note.waitFor({ timeout: 30_000 });
    await expect.poll(() => bob.button('Publish').isDisabled()).toBe(true);
    await bob.page.reload();
    await note.click();
    await bob.text('What you see here holds edits that are not in the workflow.').waitFor();
    expect(await bob.page.getByText(/changeDraft/).count()).toBe(0);
    await bob.button('Download what is here').waitFor();
    expect(await flawsOf(bob, '46-not-theirs')).toEqual([]);
    await as('builder');
    await bob.button('Try again').click();
    await saved(bob);
    expect((await draftOf(id)).nodes['mail']?.params['as']).toBe('unsent');
    expect(await field(bob, 'as').locator('input').first().isEnabled()).toBe(true);
  });

  it('have all that they did while the engine was away saved when it is back, however large it is', async () => {
    await using ada = await arrive(browser, sluice, { name: 'Ada', role: 'builder' });
    const id = await openTogether(sluice, mails, [ada]);
    await openNode(ada, 'mail');
    await ada.page.route('**/v1/workflows/*/changes', (route) => route.abort());
    await field(ada, 'as').locator('input').first().fill('under way');
    await ada.text('Not saved yet').waitFor();
    await field(ada, 'as').locator('input').first().evaluate(pasteLarge, 7);
    await ada.node('fetch').click();
    await field(ada, 'url').locator('input, .cm-content').first().waitFor();
    await field(ada, 'url').locator('input').first().evaluate(pasteLarge, 8);
    const taken: number[] = [];
    ada.page.on('response', (response) => {
      if (response.url().endsWith('/changes')) taken.push(response.status());
    });
    await ada.page.unroute('**/v1/workflows/*/changes');
    await saved(ada, 90_000);
    const { nodes } = await draftOf(id);
    expect([nodes['mail']?.params['as'], nodes['fetch']?.params['url']].map((text) => String(text).length)).toEqual([
      7 * 1024 * 1024,
      8 * 1024 * 1024,
    ]);
    // What was under way, and then two batches: together they are more than one request may carry.
    expect(taken).toEqual([200, 200, 200]);
    expect(ada.complaints).toEqual([]);
  });

  it('are told of a draft in a newer format, in the engine or in this browser, and nothing of it is lost', async () => {
    await using own = await startSluice();
    await using ada = await arrive(browser, own, { name: 'Ada', role: 'builder' });
    const id = await openTogether(own, mails, [ada]);

    // What a newer editor has kept here.
    const newer = {
      known: { document: { ...mails, format: 'sluice/2' }, revision: 1 },
      document: { format: 'sluice/2', steps: [1] },
    };
    const address = ada.page.url();
    await ada.page.goto(`${own.url}/about`);
    await ada.heading('About').waitFor();
    await ada.page.evaluate(keepRemains, { workflowId: id, remains: JSON.stringify(newer) });
    await ada.page.goto(address);
    await ada.text(/edits of this workflow in format sluice\/2; this editor reads sluice\/1/).waitFor();
    expect(await flawsOf(ada, '44-newer-remains')).toEqual([]);
    const download = ada.page.waitForEvent('download');
    await ada.button('Save these edits as a file').click();
    const file = await (await download).path();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(newer);
    expect(await ada.page.evaluate(readRemains, id)).toEqual([newer]);
    await ada.button('Go on without them').click();
    await ada.button('Delete them').click();
    await ada.node('mail').waitFor();
    expect(await ada.page.evaluate(readRemains, id)).toEqual([]);

    // What a newer engine has written.
    await own.stopEngine();
    const database = new Database(homePaths(own.home).database);
    database.prepare("UPDATE workflows SET draft = json_set(draft, '$.format', 'sluice/2')").run();
    database.close();
    await own.startEngine();
    await ada.page.reload();
    await ada.text('This draft is in format sluice/2').waitFor();
    await ada.screenshot('45-newer-draft');
    expect(ada.complaints).toEqual([]);
  });
});
