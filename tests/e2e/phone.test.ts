import { addKey } from '@sluice/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestSluice } from '../support/test-sluice.ts';
import { chromiumPath, launchBrowser, Visitor } from './lib/editor-browser.ts';
import { type FurnishedHouse, furnish } from './lib/furnished-house.ts';
import { fontSizeOf, outOfReach, reachOf, sidewaysOverflow } from './lib/in-page.mjs';
import { startSluice } from './lib/people.ts';

let browser: Browser;
let sluice: TestSluice;
let house: FurnishedHouse;
let phone: Visitor;

const button = (name: string | RegExp) => phone.button(name).filter({ visible: true }).first();
/** Nothing of the page is beyond the edge of the small window, and nothing that can be pressed is cut off. */
async function fits(name: string): Promise<void> {
  await phone.screenshot(`phone-${name}`);
  expect(await phone.page.evaluate(sidewaysOverflow), name).toBeLessThanOrEqual(0);
  expect(await phone.page.evaluate(outOfReach), name).toEqual([]);
}

const soon = (read: () => Promise<unknown>) => expect.poll(read);
/** Whether a node lies within what is seen of the canvas. */
async function isInSight(id: string): Promise<boolean> {
  const [canvas, node] = [await phone.page.locator('[data-canvas]').boundingBox(), await phone.node(id).boundingBox()];
  if (canvas === null || node === null) return false;
  const isWithin = (at: number, size: number, from: number, room: number) => at >= from && at + size <= from + room;
  return isWithin(node.x, node.width, canvas.x, canvas.width) && isWithin(node.y, node.height, canvas.y, canvas.height);
}

describe.skipIf(chromiumPath === undefined)('on a phone, with a finger', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    [browser, sluice] = await Promise.all([launchBrowser(), startSluice()]);
    house = await furnish((endpoint, input) => sluice.call(endpoint, input));
    phone = await Visitor.openPhone(browser);
    await phone.page.goto(`${sluice.url}/sign-in`);
    await button('I have no key yet').tap();
    const did = (await phone.page.locator('code').filter({ hasText: 'did:key:z6Mk' }).first().textContent()) ?? '';
    await sluice.call(addKey, { body: { did, role: 'operator', name: 'Nina Nightwatch' } });
    await button('It was added').tap();
    await phone.heading('Home').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await sluice?.stop();
  });

  it('a run is read: what failed and why, the step, what went in, and its log', async () => {
    await phone.page
      .getByRole('region', { name: 'Failed lately' })
      .getByRole('link', { name: /no mail address/ })
      .tap();
    const panel = phone.page.getByRole('complementary', { name: 'Step Check addresses' });
    await panel.getByText('customer 2 has no mail address').waitFor();
    await fits('failed-step');
    await panel.getByRole('tab', { name: /^Input/ }).tap();
    await panel.getByText('ada@example.com').first().waitFor();
    await fits('failed-input');
    await button('Close the step').tap();
    await soon(() => isInSight('check')).toBe(true);
    await button('Fit the graph into view').tap();
    await soon(() => isInSight('read')).toBe(true);
    await phone.node('read').tap();
    await phone.page.getByRole('complementary', { name: 'Step Read customers' }).getByRole('tab', { name: /^Logs/ }).tap();
    await phone.text('12 customers').waitFor();
    await fits('log');
  });

  it('a workflow is found and run, and its result is read', async () => {
    await phone.link('Workflows').tap();
    await phone.link(/^Orders/).tap();
    await phone.node('answer').waitFor();
    await button('Run').tap();
    await phone.page.getByRole('region', { name: 'Run' }).getByText('"gold"').waitFor();
    await fits('run');
  });

  it('a waiting execution is approved, from home and from its own page', async () => {
    await phone.link('Home').tap();
    const waiting = phone.page.getByRole('region', { name: 'Waits for you' });
    const card = waiting.getByRole('listitem').filter({ hasText: 'Approve 1200 for request R-4?' });
    await fits('home');
    await card.getByRole('button', { name: 'Approve' }).tap();
    await card.waitFor({ state: 'detached' });

    await phone.link('Executions').tap();
    await phone.page.goto(`${sluice.url}/executions/${house.runs.waiting}`);
    await phone.text('Approve 250 for request R-5?').waitFor();
    await soon(() => isInSight('ask')).toBe(true);
    await fits('waiting');
    await button('Approve').tap();
    await phone.page.getByRole('region', { name: 'Run' }).getByText('Completed').waitFor();
    await fits('approved');
    expect(phone.complaints).toEqual([]);
  });

  it('what is pressed is large enough for a finger, and fields do not make the page zoom in', async () => {
    await phone.page.goto(`${sluice.url}/executions`);
    const tick = phone.page.getByRole('checkbox', { name: /^Select Sync customers/ }).first();
    await tick.tap();
    await fits('chosen');
    const pressed = [
      tick,
      phone.page.getByRole('button', { name: /^Run again/ }),
      phone.page.getByRole('button', { name: 'Select none' }),
      phone.page.getByRole('button', { name: /^More for Sync customers/ }).first(),
    ];
    for (const each of pressed) for (const reach of await each.evaluate(reachOf)) expect(reach).toBeGreaterThanOrEqual(38);
    const field = phone.page.getByRole('textbox', { name: 'Search executions' });
    expect(await field.evaluate(fontSizeOf)).toBe('16px');
    await phone.link('Home').tap();
    const all = phone.link('All failures');
    await all.waitFor();
    for (const reach of await all.evaluate(reachOf)) expect(reach).toBeGreaterThanOrEqual(38);
    expect(phone.complaints).toEqual([]);
  });
});
