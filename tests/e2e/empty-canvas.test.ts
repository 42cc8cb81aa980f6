import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestSluice } from '../support/test-sluice.ts';
import { CanvasHands } from './lib/canvas-hands.ts';
import { chromiumPath, launchBrowser, type Visitor } from './lib/editor-browser.ts';
import { arrive, startSluice } from './lib/people.ts';

let browser: Browser;
let sluice: TestSluice;
let visitor: Visitor;
let hands: CanvasHands;

const card = () => visitor.page.getByRole('region', { name: 'What starts this workflow?' });

describe.skipIf(chromiumPath === undefined)('an empty canvas, in a real browser', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    [browser, sluice] = await Promise.all([launchBrowser(), startSluice()]);
    visitor = await arrive(browser, sluice, { name: 'Ada Lovelace', role: 'owner' });
    hands = new CanvasHands(visitor);
  });
  afterAll(async () => {
    await browser?.close();
    await sluice?.stop();
  });

  it('asks what starts the workflow, and one click puts that there', async () => {
    await visitor.page.goto(`${sluice.url}/workflows`);
    await visitor.button('New workflow').click();
    // That it has no beginning yet is no mistake; a version needs one.
    await card().waitFor();
    const problems = visitor.button(/to fix$/);
    expect(await problems.count()).toBe(0);
    await expect.poll(() => visitor.button('Publish').getAttribute('title')).toContain('no trigger');
    await visitor.screenshot('canvas-not-begun');
    await hands.press('ControlOrMeta+a', 'a');
    await hands.picker.waitFor();
    await visitor.page.keyboard.type('limit');
    await hands.press('Enter');
    await problems.waitFor();
    await hands.press('ControlOrMeta+z');
    await problems.waitFor({ state: 'detached' });
    await card().getByRole('button', { name: 'A webhook' }).click();
    await expect.poll(() => hands.ids()).toEqual(['webhook']);
    await expect.poll(() => hands.selected()).toEqual(['webhook']);
    expect(await card().count()).toBe(0);
    await hands.press('ControlOrMeta+z');
    await card().waitFor();
  });

  it('becomes a sample that runs, in one entry of undo', async () => {
    await card().getByRole('button', { name: 'Page by page' }).click();
    await visitor.heading('Page by page').waitFor();
    await expect.poll(async () => (await hands.ids()).length).toBeGreaterThan(3);
    await visitor.button('Run').click();
    await visitor.page.getByRole('region', { name: 'Run' }).getByText('Completed').waitFor();
    await visitor.button('Close the run').click();
    await hands.press('ControlOrMeta+z');
    await visitor.heading('Untitled workflow').waitFor();
    await card().waitFor();
    expect(await hands.ids()).toEqual([]);
  });

  it('gives way to the picker, and to nothing where somebody may only look', async () => {
    await card().getByRole('button', { name: 'any other node' }).click();
    await hands.picker.waitFor();
    expect(await card().count()).toBe(0);
    await hands.press('Escape');
    await card().waitFor();
    await using viewer = await arrive(browser, sluice, { name: 'Vera', role: 'viewer' });
    await viewer.page.goto(visitor.page.url());
    await viewer.text('View only').waitFor();
    expect(await viewer.text('What starts this workflow?').count()).toBe(0);
    expect([...visitor.complaints, ...viewer.complaints]).toEqual([]);
  });
});
