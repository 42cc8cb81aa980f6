import { stat } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CanvasHands } from './lib/canvas-hands.ts';
import { claim } from './lib/claim.ts';
import { chromiumPath, launchBrowser, Visitor } from './lib/editor-browser.ts';
import { importWorkflow } from './lib/import-workflow.ts';
import { SluiceProcess } from './lib/sluice-process.ts';

const small = (name: string, params: object = { fields: { greeting: 'Hello' } }) => ({
  format: 'sluice/1',
  name,
  nodes: {
    start: { type: 'core.manual@1', name: 'Start' },
    greet: { type: 'core.set@1', name: 'Greet', params },
  },
  edges: [{ from: 'start.main', to: 'greet.main' }],
  layout: { start: { x: 0, y: 0 }, greet: { x: 320, y: 0 } },
});

/** A long snake of steps in rows of fifty. */
function fiveThousand() {
  const ids = Array.from({ length: 4999 }, (_, index) => `n${index + 1}`);
  return {
    format: 'sluice/1',
    name: 'Five thousand',
    nodes: {
      start: { type: 'core.manual@1', name: 'Start' },
      ...Object.fromEntries(ids.map((id, at) => [id, { type: 'core.set@1', name: `Set ${at + 1}`, params: { fields: { at } } }])),
    },
    edges: ids.map((id, at) => ({ from: `${at === 0 ? 'start' : ids[at - 1]}.main`, to: `${id}.main` })),
    layout: Object.fromEntries(['start', ...ids].map((id, at) => [id, { x: (at % 50) * 320, y: Math.floor(at / 50) * 150 }])),
  };
}

const code = (source: string, name: string) => ({ type: 'core.code@1', name, params: { code: source }, timeoutMs: 60_000 });
/** A hundred megabytes twice: in files, which may be, and in one answer of a step, which may not. */
const heavy = {
  format: 'sluice/1',
  name: 'Heavy',
  nodes: {
    start: { type: 'core.manual@1', name: 'Start' },
    files: code(
      `const blobs = {};
       for (const part of ['a', 'b', 'c', 'd', 'e'])
         blobs[part] = await effect('write', 'blob:', { text: (part + ' of a large file\\n').repeat(1111111), mediaType: 'text/plain', name: part + '.log' });
       return { json: { files: 5 }, blobs };`,
      'Files',
    ),
    rows: code(`return Array.from({ length: 400 }, (_, n) => ({ n, text: 'x'.repeat(250000) }));`, 'Rows'),
  },
  edges: [
    { from: 'start.main', to: 'files.main' },
    { from: 'files.main', to: 'rows.main' },
  ],
};

let browser: Browser;
let sluice: SluiceProcess;
let visitor: Visitor;
let hands: CanvasHands;

async function open(document: { readonly name: string; readonly nodes?: object }, first = 'start'): Promise<void> {
  await importWorkflow(visitor, document);
  await visitor.heading(document.name).waitFor();
  await visitor.node(first).waitFor();
}
const note = (text: string) => visitor.page.locator('[role="status"]').getByText(text, { exact: true });
const saved = () => note('Saved').waitFor({ timeout: 30_000 });
const placeOf = (id: string) => visitor.node(id).evaluate((element) => element.style.transform);
const panel = () => visitor.page.getByRole('complementary', { name: /^Step/ });

/** Takes a node and leads it `by` px to the right and down, and lets it go. */
async function drag(id: string, by: number, midway?: () => Promise<unknown>): Promise<void> {
  const { mouse } = visitor.page;
  const { x, y } = await hands.middleOf(visitor.node(id));
  await mouse.move(x, y);
  await mouse.down();
  await mouse.move(x + by / 2, y + by / 2, { steps: 6 });
  await midway?.();
  await mouse.move(x + by, y + by, { steps: 6 });
  await mouse.up();
}

describe.skipIf(chromiumPath === undefined)('what goes wrong around an editor, in a real browser', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    [browser, sluice] = await Promise.all([launchBrowser(), SluiceProcess.start()]);
    visitor = await Visitor.open(browser);
    hands = new CanvasHands(visitor);
    await claim(visitor, sluice);
  });
  afterAll(async () => {
    await visitor?.[Symbol.asyncDispose]();
    await browser?.close();
    await sluice?.[Symbol.asyncDispose]();
  });

  it('the server restarts in the middle of an edit: one goes on, and it has everything when it is back', async () => {
    await open(small('Restarted'));
    await visitor.node('greet').click();
    await panel().getByRole('tab', { name: 'Parameters' }).click();
    await sluice.stop();
    const before = await placeOf('greet');
    await drag('greet', 80);
    await note('Not saved yet: the engine is away').waitFor();
    await panel().getByLabel('Fields: name 1').fill('salutation');
    await visitor.link('Workflows').click();
    await visitor.button('Import').waitFor();
    await visitor.page.goBack();
    await visitor.node('greet').waitFor();
    expect(await placeOf('greet')).not.toBe(before); // what was edited is still on the screen
    // A page that was never opened is not there to be had. It comes with the server, and what is on the screen stays until then.
    await visitor.link('Secrets').click();
    await visitor.text('Live updates are away; reconnecting…').waitFor();
    await visitor.screenshot('bad-input-server-away');
    await sluice.startAgain();
    await visitor.heading('Secrets').waitFor({ timeout: 30_000 });
    await visitor.page.goBack();
    await visitor.node('greet').waitFor();
    await expect.poll(() => placeOf('greet')).not.toBe(before);
    await saved();
    const place = await placeOf('greet');
    await visitor.page.reload();
    await visitor.node('greet').waitFor();
    expect(await placeOf('greet')).toBe(place);
    await visitor.node('greet').click();
    await panel().getByRole('tab', { name: 'Parameters' }).click();
    expect(await panel().getByLabel('Fields: name 1').inputValue()).toBe('salutation');
    expect(visitor.complaints).toEqual([]);
  });

  it('the line breaks while a node is dragged: the drag goes on, and is saved when the line is back', async () => {
    await open(small('Dragged'));
    const context = visitor.page.context();
    const before = await placeOf('greet');
    await drag('greet', 100, () => context.setOffline(true));
    const place = await placeOf('greet');
    expect(place).not.toBe(before);
    await note('Not saved yet: the engine is away').waitFor();
    await context.setOffline(false);
    await saved();
    await visitor.page.reload();
    await visitor.node('greet').waitFor();
    expect(await placeOf('greet')).toBe(place);
    expect(visitor.complaints).toEqual([]);
  });

  it('signatures are too old, as the clock is an hour wrong: they are made anew, and nobody notices', async () => {
    await open(small('Late'));
    await visitor.page.clock.setSystemTime(Date.now());
    await visitor.page.reload();
    await visitor.node('greet').waitFor();
    await visitor.page.clock.setSystemTime(Date.now() + 3_600_000);
    const refusal = visitor.page.waitForResponse((response) => response.status() === 401);
    await drag('greet', 60);
    expect(await (await refusal).json()).toMatchObject({ code: 'signature_future' });
    await saved();
    const place = await placeOf('greet');
    await visitor.page.clock.setSystemTime(Date.now() - 3_600_000);
    await visitor.link('Executions').click();
    await visitor.heading('Executions').waitFor();
    await visitor.page.goBack();
    await visitor.node('greet').waitFor();
    expect(await placeOf('greet')).toBe(place);
    expect(await visitor.page.getByRole('alert').count()).toBe(0);
    expect(visitor.complaints).toEqual([]);
  });

  it('a template is wrong deep within a field: the problem leads to that very field', async () => {
    const cases = [
      { port: 'big', when: true },
      { port: 'small', when: '={{ $json. }}' },
    ];
    const document = small('Wrong template');
    await open({
      ...document,
      nodes: { ...document.nodes, greet: { type: 'core.switch@1', name: 'Pick', params: { cases } } },
    });
    await visitor.button('1 problem to fix').click();
    const problems = visitor.page.getByRole('region', { name: '1 problem to fix' });
    await problems.getByText(/does not compile/).waitFor();
    await problems.getByRole('button', { name: 'Pick' }).click();
    const field = visitor.page.locator('[data-param="cases.1.when"]');
    await field
      .getByText(/does not compile/)
      .first()
      .waitFor();
    await field.locator('.cm-content:focus').waitFor();
    expect((await visitor.link('Sluice, home').boundingBox())?.y).toBeGreaterThan(0); // the field was scrolled to, and not the page
    await visitor.screenshot('bad-input-nested-template');
    expect(
      await visitor.page
        .locator('[data-param="cases.0.when"]')
        .getByText(/does not compile/)
        .count(),
    ).toBe(0);
    expect(visitor.complaints).toEqual([]);
  });

  it('a step gives out a hundred megabytes: files are looked at by their beginning, and downloaded; rows are refused with what helps', async () => {
    await open(heavy);
    await visitor.button('Run').click();
    await expect.poll(() => visitor.nodeStatus('files').catch(() => null), { timeout: 90_000 }).toBe('completed');
    await visitor.node('files').click();
    await panel().getByText('Files', { exact: true }).first().click();
    await panel().getByText('a.log').first().waitFor();
    await panel().getByRole('button', { name: 'Look at it' }).first().click();
    await visitor.text(/This is the beginning of the file/).waitFor();
    await visitor.screenshot('bad-input-large-file');
    const [download] = await Promise.all([visitor.page.waitForEvent('download'), visitor.button('Download').first().click()]);
    expect((await stat(await download.path())).size).toBe('a of a large file\n'.length * 1_111_111);
    await visitor.page.keyboard.press('Escape');
    await expect.poll(() => visitor.nodeStatus('rows').catch(() => null), { timeout: 90_000 }).toBe('failed');
    await visitor.node('rows').click();
    const alert = panel().getByRole('alert');
    await alert
      .getByText(/32|fewer items/)
      .first()
      .waitFor();
    await visitor.screenshot('bad-input-large-rows');
    expect(visitor.complaints).toEqual([]);
  });

  it('a workflow has five thousand nodes: it opens, is edited and saved', async () => {
    await importWorkflow(visitor, fiveThousand());
    await visitor.heading('Five thousand').waitFor({ timeout: 60_000 });
    await visitor.page.locator('[data-distant]').waitFor();
    await hands.press('0');
    await visitor.page.locator('[data-canvas]:not([data-distant])').waitFor();
    const nodes = visitor.page.locator('.react-flow__node-step');
    await nodes.first().waitFor();
    expect(await nodes.count()).toBeLessThan(300);
    await nodes.last().focus(); // it may stand beyond the edge; the canvas itself is not scrolled to it
    expect(await visitor.page.locator('.react-flow').evaluate((flow) => [flow.scrollLeft, flow.scrollTop])).toEqual([0, 0]);
    await hands.press('Control+a');
    await hands.press('ArrowRight'); // walks on from the last
    await visitor.screenshot('bad-input-five-thousand');
    await saved();
    expect(visitor.complaints).toEqual([]);
  });

  it('the thread that finds problems dies: another one takes over, and says the same', async () => {
    await open(small('Checked'));
    const threads = () => visitor.page.workers().filter((worker) => worker.url().includes('issue-worker'));
    const problems = visitor.button(/problems? to fix/);
    await hands.select('start');
    await hands.press('Delete');
    await problems.waitFor();
    await hands.press('Control+z');
    await problems.waitFor({ state: 'detached' });
    const [first] = threads();
    await first?.evaluate('setTimeout(() => { throw new Error("broken by a test"); })');
    await expect.poll(() => threads().includes(first!)).toBe(false);
    await hands.select('start');
    await hands.press('Delete');
    await problems.waitFor();
    expect(threads()).toHaveLength(1);
    await saved();
    expect(visitor.complaints).toEqual([]);
  });

  it('somebody may only view: every control is there and says why not, and nothing changes', async () => {
    await open(small('Only to view'));
    const address = new URL(visitor.page.url()).pathname;
    await using viewer = await Visitor.open(browser);
    await viewer.page.goto(`${sluice.url}/sign-in`);
    await viewer.button('I have no key yet').click();
    const did = (await viewer.page.locator('code').filter({ hasText: 'did:key:z6Mk' }).textContent()) ?? '';
    await visitor.link('Keys').click();
    await visitor.button('Add a key').click();
    const dialog = visitor.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Vera');
    await dialog.getByRole('textbox', { name: 'Public key' }).fill(did);
    await dialog.getByRole('combobox', { name: 'Role' }).click();
    await visitor.page.getByRole('option', { name: 'Viewer' }).click();
    await dialog.getByRole('button', { name: 'Add a key' }).click();
    await visitor.text('Vera').waitFor();
    await viewer.button('It was added').click();
    await viewer.heading('Home').waitFor();
    await viewer.page.goto(`${sluice.url}${address}`);
    await viewer.node('greet').waitFor();
    for (const name of ['Run', 'Share', 'Publish']) {
      const button = viewer.button(name);
      await button.waitFor();
      expect([name, (await button.isDisabled()) || (await button.getAttribute('aria-disabled')) === 'true']).toEqual([
        name,
        true,
      ]);
    }
    expect(await viewer.button('Run').getAttribute('title')).toContain('Ask an owner');
    await viewer.text('View only').waitFor();
    await viewer.node('greet').click();
    await viewer.page.getByRole('complementary').getByRole('tab', { name: 'Parameters' }).click();
    const field = viewer.page.getByLabel('Fields: name 1');
    await field.waitFor();
    expect([await field.isEditable(), await viewer.page.locator('[data-param="fields"]').first().getAttribute('title')]).toEqual([
      false,
      'Your role may not change workflows. Ask an owner for the role Builder.',
    ]);
    const viewing = new CanvasHands(viewer);
    const before = await viewing.ids();
    await viewing.press('Delete');
    await viewer.text('Your role may not change workflows.').first().waitFor();
    expect(await viewing.ids()).toEqual(before);
    await viewer.screenshot('bad-input-view-only');
    expect(viewer.complaints).toEqual([]);
  });

  it('left no complaint in the console, and none at the server', () => {
    expect(visitor.complaints).toEqual([]);
    expect(sluice.faults).toEqual([]);
  });
});
