import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { CanvasHands } from './lib/canvas-hands.ts';
import { claim } from './lib/claim.ts';
import { chromiumPath, launchBrowser, screenshotFolder, Visitor } from './lib/editor-browser.ts';
import { flawsOf } from './lib/flaws.ts';
import { importWorkflow } from './lib/import-workflow.ts';
import { activeLabel, activeParam, isInField } from './lib/in-page.mjs';
import { SluiceProcess } from './lib/sluice-process.ts';

/** As in the benchmark's workflow; a call without an order stands for a sample, so that it runs by hand. */
const ADD_UP = [
  'const lines = $json.body.lines ?? [{ price: 50, quantity: 3 }];',
  'let total = 0;',
  'for (const line of lines) total += line.price * line.quantity;',
  'return { total: Math.round(total * 100) / 100, n: lines.length };',
].join('\n');
const SHAPE = 'return { ok: true, total: $json.total, tier: $json.tier, n: $json.n };';
const ORDERS_WIRES = [
  'code.main>if.main',
  'code2.main>respond.main',
  'if.false>set2.main',
  'if.true>set.main',
  'set.main>code2.main',
  'set2.main>code2.main',
  'webhook.main>code.main',
];

let browser: Browser;
let sluice: SluiceProcess;
let visitor: Visitor;
let hands: CanvasHands;

const empty = (name: string) => ({ format: 'sluice/1', name, nodes: {}, edges: [], layout: {} });
const tree = () => visitor.page.getByRole('tree', { name: 'Outline of the workflow' });
const rows = () => tree().getByRole('treeitem');
/** The rows with their indent, without what is only shown while they are active. */
async function outline(): Promise<string[]> {
  return rows().evaluateAll((items) =>
    items.map((item) => `${'  '.repeat(Number(item.getAttribute('aria-level')) - 1)}${item.getAttribute('data-row')}`),
  );
}
const active = () =>
  tree().evaluate((element) => {
    const id = element.getAttribute('aria-activedescendant');
    return id === null ? null : (element.ownerDocument.getElementById(id)?.getAttribute('data-row') ?? null);
  });
const announced = () => visitor.page.locator('[data-announcer]').textContent();

async function open(document: { readonly name: string }): Promise<void> {
  await importWorkflow(visitor, document);
  await visitor.heading(document.name).waitFor();
  await visitor.button('Tidy up').waitFor();
}

/** Presses, types and clicks as a person does, and counts them: a chord is one, and so is a text that is typed. */
class Counted {
  count = 0;
  readonly #folder: string | undefined;

  constructor(folder?: string) {
    this.#folder = folder;
    if (folder === undefined) return;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.#did(() => visitor.page.keyboard.press(key));
  }

  /** As text that comes in one piece, so that no editor closes brackets of it. */
  write(text: string): Promise<void> {
    return this.#did(() => visitor.page.keyboard.insertText(text));
  }

  click(selector: string): Promise<void> {
    return this.#did(() => visitor.page.locator(selector).first().click());
  }

  async #did(act: () => Promise<void>): Promise<void> {
    await act();
    this.count += 1;
    if (this.#folder === undefined) return;
    await visitor.page.screenshot({ path: join(this.#folder, `${String(this.count).padStart(2, '0')}.png`) });
  }

  /** From the picker that is open. */
  async pick(word: string): Promise<void> {
    await hands.picker.waitFor();
    await this.write(word);
    await this.press('Enter');
    await hands.picker.waitFor({ state: 'detached' });
  }
}

/** Goes by Tab to a field of the panel's form. */
async function tabTo(param: string): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    if ((await visitor.page.evaluate(activeParam)) === param) return;
    await visitor.page.keyboard.press('Tab');
  }
  throw new Error(`Tab did not lead to ${param}`);
}

/** Opens the node that has the focus, writes its parameter, and goes back, with keys alone. */
async function fill(param: string, text: string): Promise<void> {
  const { keyboard } = visitor.page;
  await openPanel();
  if (param === 'code') await visitor.page.locator('main aside [data-param="code"] .cm-content').waitFor();
  await tabTo(param);
  await keyboard.press('ControlOrMeta+a');
  await keyboard.insertText(text);
  await leavePanel();
}

/** Goes by Tab, or by Shift and Tab, to what is called so. */
async function tabToLabel(label: RegExp, key = 'Tab'): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    if (label.test((await visitor.page.evaluate(activeLabel)) ?? '')) return;
    await visitor.page.keyboard.press(key);
  }
  throw new Error(`${key} did not lead to ${label}`);
}

/** Makes an expression of a parameter, with keys alone. */
async function fillExpression(param: string, text: string): Promise<void> {
  const { keyboard } = visitor.page;
  await openPanel();
  await tabToLabel(/^Expression for/, 'Shift+Tab');
  await keyboard.press('Space');
  // Who makes an expression goes on writing in it; a Tab before that would lead past it.
  await visitor.page.locator(`[data-param="${param}"] .cm-content:focus`).waitFor();
  await keyboard.press('ControlOrMeta+a');
  await keyboard.insertText(text);
  await leavePanel();
}

async function openPanel(): Promise<void> {
  await visitor.page.keyboard.press('Enter');
  await visitor.page.locator('main aside [data-param]').first().waitFor();
  await visitor.page.waitForFunction(isInField);
}

/** An Escape or two may be those of an editor: one for a list of completions, one to leave it. */
async function leavePanel(press: () => Promise<void> = () => visitor.page.keyboard.press('Escape')): Promise<void> {
  const panel = visitor.page.locator('main aside');
  for (let tries = 0; tries < 4 && (await panel.count()) > 0; tries += 1) {
    await press();
    await panel.waitFor({ state: 'detached', timeout: 1500 }).catch(() => {});
  }
  expect(await panel.count()).toBe(0);
}

/** Adds a field with a text to “Set fields”, with keys alone. */
async function fillField(name: string, text: string): Promise<void> {
  const { keyboard } = visitor.page;
  await openPanel();
  await tabToLabel(/^Add a field to Fields$/);
  await keyboard.press('Enter');
  await expect.poll(() => visitor.page.evaluate(activeLabel)).toBe('Fields: name 1');
  await keyboard.insertText(name);
  await tabTo(`fields.${name}`);
  await keyboard.insertText(text);
  await leavePanel();
}

async function runs(press: (keys: string) => Promise<void> = (keys) => visitor.page.keyboard.press(keys)): Promise<void> {
  await expect.poll(() => hands.wires()).toEqual(ORDERS_WIRES);
  await press('ControlOrMeta+Enter');
  await visitor.jsonString('gold').first().waitFor();
  expect(await visitor.nodeStatus('set')).toBe('completed');
  expect(await visitor.nodeStatus('set2')).toBe('skipped');
  await expect.poll(announced).toBe('Run: Completed');
}

describe.skipIf(chromiumPath === undefined)('building without looking, in a real browser', { timeout: 240_000 }, () => {
  beforeAll(async () => {
    [browser, sluice] = await Promise.all([launchBrowser(), SluiceProcess.start()]);
    visitor = await Visitor.open(browser, 'light', { width: 1440, height: 900 });
    hands = new CanvasHands(visitor);
    await claim(visitor, sluice);
  });
  beforeEach(() => {
    onTestFailed(() => visitor.screenshot('outline-failed'));
  });
  afterAll(async () => {
    await visitor?.[Symbol.asyncDispose]();
    await browser?.close();
    await sluice?.[Symbol.asyncDispose]();
  });

  it('builds the orders workflow through the outline alone, and runs it', async () => {
    await open(empty('Orders by outline'));
    const keys = new Counted();
    await keys.press('o');
    await tree().waitFor();
    await expect.poll(() => tree().evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    await keys.press('a');
    await keys.pick('webhook');
    await expect.poll(active).toBe('webhook');
    expect(await announced()).toBe('Done: Add Webhook');
    await fill('path', 'orders-by-outline');
    await expect.poll(() => tree().evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    await keys.press('a');
    await keys.pick('code');
    await fill('code', ADD_UP);
    await keys.press('a');
    await keys.pick('if');
    await expect.poll(outline).toEqual(['webhook', 'code', 'if', '  if.true', '  if.false']);
    await fillExpression('where', '{{ $json.total >= 100 }}');
    await keys.press('ArrowDown', 'a');
    await keys.pick('set fields');
    await fillField('tier', 'gold');
    await keys.press('a');
    await keys.pick('code');
    await fill('code', SHAPE);
    await keys.press('a');
    await keys.pick('respond');
    await keys.press('End', 'a');
    await keys.pick('set fields');
    await fillField('tier', 'basic');
    await keys.press('c');
    await visitor.page.getByRole('dialog', { name: /^Connect/ }).waitFor();
    await keys.write('code2');
    await keys.press('Enter');
    await expect
      .poll(outline)
      .toEqual([
        'webhook',
        'code',
        'if',
        '  if.true',
        '    set',
        '    >set.main>code2.main',
        '  if.false',
        '    set2',
        '    >set2.main>code2.main',
        'code2',
        'respond',
      ]);
    expect(await announced()).toBe('Done: Connect Set fields to Code');
    await runs();
    await rows().first().getByText('Completed').waitFor();
    await visitor.screenshot('outline-built');
    expect(visitor.complaints).toEqual([]);
  });

  it('does everything with a row: insert, rename, disable, duplicate, move, disconnect, delete, and takes it back', async () => {
    const { keyboard } = visitor.page;
    await tree().focus();
    await keyboard.press('Home');
    await expect.poll(active).toBe('webhook');
    await keyboard.press('ArrowDown');
    await expect.poll(active).toBe('code');
    await keyboard.press('i');
    await hands.picker.waitFor();
    await keyboard.insertText('limit');
    await keyboard.press('Enter');
    await expect.poll(active).toBe('limit');
    await expect.poll(() => hands.wires()).toContain('webhook.main>limit.main');
    await keyboard.press('F2');
    await keyboard.insertText('Only some');
    await keyboard.press('Enter');
    await rows().filter({ hasText: 'Only some' }).waitFor();
    await keyboard.press('d');
    await rows().filter({ hasText: 'disabled, passes on' }).waitFor();
    await keyboard.press('Control+d');
    await expect.poll(() => hands.ids()).toContain('limit2');
    await expect.poll(active).toBe('limit2');
    const name = await visitor.page.getByRole('treeitem').and(visitor.page.locator('[data-active]')).ariaSnapshot();
    expect(name).toContain('Only some');
    expect(name.split('\n')[0]).not.toContain('What can be done');
    await keyboard.press('Control+z');
    await expect.poll(() => hands.ids()).not.toContain('limit2');
    await expect.poll(active).toBe('limit');
    await expect.poll(announced).toMatch(/^Undone: Duplicate/);

    // Before the node where two ways join, both ways come to the new one first.
    await keyboard.press('End', {});
    await keyboard.press('ArrowUp');
    await expect.poll(active).toBe('code2');
    await keyboard.press('i');
    await hands.picker.waitFor();
    await keyboard.insertText('limit');
    await keyboard.press('Enter');
    await expect
      .poll(() => hands.wires())
      .toEqual(expect.arrayContaining(['set.main>limit2.main', 'set2.main>limit2.main', 'limit2.main>code2.main']));
    await keyboard.press('Delete');
    await expect.poll(() => hands.wires()).toEqual(expect.arrayContaining(['set.main>code2.main', 'set2.main>code2.main']));
    await expect.poll(active).toBe('code2');

    await keyboard.press('x');
    const cut = visitor.page.getByRole('dialog', { name: 'Disconnect…' });
    await cut.waitFor();
    await visitor.screenshot('outline-disconnect');
    await cut
      .getByRole('option', { name: /^Set fields → Code/ })
      .first()
      .waitFor();
    await keyboard.press('Enter');
    await expect.poll(async () => (await hands.wires()).filter((wire) => wire.endsWith('>code2.main')).length).toBe(1);
    await keyboard.press('Control+z');
    await keyboard.press('m');
    const move = visitor.page.getByRole('dialog', { name: 'Move to another port…' });
    await move.waitFor();
    await keyboard.insertText('false');
    await keyboard.press('Enter');
    await expect.poll(() => hands.wires()).toContain('if.false>code2.main');
    await keyboard.press('Control+z');
    await expect.poll(() => hands.wires()).not.toContain('if.false>code2.main');

    // A line that is a wire leads to where it goes on, and is cut with Delete.
    await tree().locator('[data-row=">set.main>code2.main"]').click();
    await expect.poll(active).toBe('code2');
    await keyboard.press('Shift+F10');
    const menu = visitor.page.getByRole('menu');
    await menu.getByRole('menuitem', { name: /^Rename/ }).waitFor();
    await visitor.screenshot('outline-menu');
    await keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    await expect.poll(() => tree().evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    expect(visitor.complaints).toEqual([]);
  });

  it('is in step with the canvas both ways', async () => {
    await hands.node('set').click();
    await expect.poll(active).toBe('set');
    await visitor.page.keyboard.press('Escape');
    await tree().focus();
    await visitor.page.keyboard.press('Home');
    await expect.poll(() => hands.selected()).toEqual(['webhook']);
    await tree().locator('[data-row="if.true"]').click();
    await expect.poll(async () => (await outline()).includes('    set')).toBe(false);
    await visitor.page.keyboard.press('ArrowRight');
    await expect.poll(async () => (await outline()).includes('    set')).toBe(true);
    expect(visitor.complaints).toEqual([]);
  });

  it('has rows for groups and notes: made, named, coloured, collapsed, filled and emptied, written, duplicated, deleted', async () => {
    const { keyboard } = visitor.page;
    const press = async (...keys: string[]) => {
      for (const key of keys) await keyboard.press(key);
    };
    const write = (text: string) => keyboard.insertText(text);
    const list = (name: string | RegExp) => visitor.page.getByRole('dialog', { name });
    const set = (name: string, x: number) =>
      [
        { type: 'core.set@1', name },
        { x, y: 0 },
      ] as const;
    const nodes = {
      start: [
        { type: 'core.manual@1', name: 'Start' },
        { x: 0, y: 0 },
      ],
      one: set('One', 320),
      two: set('Two', 640),
    };
    await open({
      ...empty('Groups by outline'),
      nodes: Object.fromEntries(Object.entries(nodes).map(([id, [node]]) => [id, node])),
      edges: [
        { from: 'start.main', to: 'one.main' },
        { from: 'one.main', to: 'two.main' },
      ],
      layout: Object.fromEntries(Object.entries(nodes).map(([id, [, place]]) => [id, place])),
    } as never);
    if ((await tree().count()) === 0) await visitor.page.keyboard.press('o');
    await tree().focus();
    await press('Home', 'ArrowDown');
    await expect.poll(active).toBe('one');
    await press('Control+g');
    await visitor.page.getByLabel('Name of Group').waitFor();
    await write('Middle');
    await press('Enter');
    await expect.poll(outline).toEqual(['start', 'one', 'two', 'group', '  group/one']);
    await expect.poll(active).toBe('group');
    await visitor.node('group').getByText('Middle').waitFor();
    await press('a');
    await list('Move a node into Middle').waitFor();
    await write('two');
    await press('Enter');
    await expect.poll(outline).toEqual(['start', 'one', 'two', 'group', '  group/one', '  group/two']);
    await expect.poll(announced).toBe('Done: Move a node into Middle');
    await press('Shift+C');
    await list('Colours').waitFor();
    await write('red');
    await press('Enter');
    await visitor.node('group').locator('[data-color="red"]').waitFor();
    await press('Enter');
    await rows().filter({ hasText: 'collapsed' }).waitFor();
    await expect.poll(() => hands.ids()).toEqual(['group', 'start']);
    await press('Enter');
    await expect.poll(() => hands.ids()).toEqual(['group', 'one', 'start', 'two']);
    await press('F2');
    await visitor.page.getByLabel('Name of Middle').waitFor();
    await write('Core');
    await press('Enter');
    await rows().filter({ hasText: 'Core' }).waitFor();
    await press('ArrowDown');
    await expect.poll(active).toBe('group/one');
    await press('Delete');
    await expect.poll(outline).toEqual(['start', 'one', 'two', 'group', '  group/two']);
    await tree().locator('[data-row="start"]').click();
    await press('g');
    await list('Move into a group').waitFor();
    await write('core');
    await press('Enter');
    await expect.poll(outline).toEqual(['start', 'one', 'two', 'group', '  group/two', '  group/start']);
    await press('Shift+G');
    await expect.poll(outline).toEqual(['start', 'one', 'two', 'group', '  group/two']);

    await press('n');
    await visitor.page.getByRole('textbox', { name: 'Text of the note' }).waitFor();
    await write('# Ask Ada\nfor the scale');
    await visitor.screenshot('outline-note');
    await press('Escape');
    await expect.poll(active).toBe('note');
    await rows().filter({ hasText: 'Ask Ada' }).waitFor();
    await visitor.node('note').getByText('for the scale').waitFor();
    await expect.poll(() => tree().evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    await press('Shift+C');
    await list('Colours').waitFor();
    await write('green');
    await press('Enter');
    await visitor.node('note').locator('[data-color="green"]').waitFor();
    await visitor.screenshot('outline-entries');
    await press('Control+d');
    await expect.poll(outline).toEqual(['start', 'one', 'two', 'group', '  group/two', 'note', 'note2']);
    await press('Delete');
    await expect.poll(() => hands.ids()).toEqual(['group', 'note', 'one', 'start', 'two']);
    await press('Control+z');
    await expect.poll(announced).toBe('Undone: Delete a note');
    await visitor.node('note2').waitFor();
    // What is selected on the canvas is the active row here.
    await hands.node('note').click({ position: { x: 100, y: 10 } });
    await expect.poll(active).toBe('note');
    await tree().locator('[data-row="group"]').click();
    await press('Delete');
    await expect.poll(() => hands.ids()).toEqual(['note', 'note2', 'one', 'start', 'two']);
    expect(await flawsOf(visitor)).toEqual([]);
    for (let count = 0; count < 20; count += 1) await press('Control+z');
    await expect.poll(outline).toEqual(['start', 'one', 'two']);
    expect(visitor.complaints).toEqual([]);
  });

  it('builds the orders workflow with keys alone on the canvas, and runs it', async () => {
    await visitor.page.keyboard.press('o');
    await tree().waitFor({ state: 'detached' });
    await open(empty('Orders by keys'));
    const keys = new Counted();
    await keys.press('a');
    await keys.pick('webhook');
    await expect.poll(() => hands.selected()).toEqual(['webhook']);
    // What it lacks stands above it, and one Enter leads there.
    await visitor.page
      .getByRole('tooltip')
      .getByText(/has no value/)
      .waitFor();
    await visitor.screenshot('webhook-added');
    await keys.press('Enter');
    await expect.poll(() => visitor.page.evaluate(activeParam)).toBe('path');
    await leavePanel();
    await fill('path', 'orders-by-keys');
    await keys.press('Tab');
    await keys.pick('code');
    await expect.poll(() => hands.selected()).toEqual(['code']);
    await fill('code', ADD_UP);
    await keys.press('Tab');
    await keys.pick('if');
    await expect.poll(() => hands.selected()).toEqual(['if']);
    await fillExpression('where', '{{ $json.total >= 100 }}');
    await keys.press('Tab');
    await keys.pick('set fields');
    await expect.poll(() => hands.selected()).toEqual(['set']);
    await fillField('tier', 'gold');
    await keys.press('ArrowLeft', 'Tab');
    await keys.pick('set fields');
    await expect.poll(() => hands.selected()).toEqual(['set2']);
    await fillField('tier', 'basic');
    await keys.press('Tab');
    await keys.pick('code');
    await expect.poll(() => hands.selected()).toEqual(['code2']);
    await fill('code', SHAPE);
    await keys.press('Tab');
    await keys.pick('respond');
    await expect.poll(() => hands.selected()).toEqual(['respond']);
    await keys.press('ControlOrMeta+k');
    await visitor.page.getByRole('combobox', { name: /^Go to a page/ }).waitFor();
    await keys.write('set core.set');
    await visitor.page
      .getByRole('option', { name: /^Set fields/ })
      .first()
      .waitFor();
    await keys.press('Enter');
    await expect.poll(() => hands.selected()).toEqual(['set']);
    await keys.press('c');
    await visitor.page.getByRole('dialog', { name: /^Connect/ }).waitFor();
    await keys.write('code2');
    await keys.press('Enter');
    await runs();
    await visitor.screenshot('orders-by-keys');
    expect(visitor.complaints).toEqual([]);
  });

  it('builds the orders workflow with mouse and keys in at most 60 actions', async () => {
    await open(empty('Orders by hand'));
    const folder = join(screenshotFolder, 'build-orders');
    const act = new Counted(folder);
    const code = async (text: string) => {
      await act.press('Enter');
      await visitor.page.locator('main aside [data-param="code"] .cm-content:focus').waitFor();
      await act.write(text);
      await leavePanel(() => act.press('Escape'));
    };
    const field = async (value: string) => {
      await act.press('Enter');
      await act.click('main aside [aria-label="Add a field to Fields"]');
      await act.write('tier');
      await act.click('main aside [data-param="fields.tier"] input:not([role=combobox], [type=hidden])');
      await act.write(value);
      await leavePanel(() => act.press('Escape'));
    };
    await act.press('a');
    await act.pick('webhook');
    await act.press('Enter');
    await visitor.page.locator('main aside [data-param="path"] input:focus').waitFor();
    await act.write('orders-by-hand');
    await leavePanel(() => act.press('Escape'));
    await act.press('Tab');
    await act.pick('code');
    await code(ADD_UP);
    await act.press('Tab');
    await act.pick('if');
    await act.press('Enter');
    await act.click('main aside [aria-label^="Expression for"]');
    await act.click('main aside [data-param="where"] .cm-content');
    await act.write('{{ $json.total >= 100 }}');
    await leavePanel(() => act.press('Escape'));
    await act.press('Tab');
    await act.pick('set fields');
    await field('gold');
    await act.press('Tab');
    await act.pick('code');
    await code(SHAPE);
    await act.press('Tab');
    await act.pick('respond');
    // The other way: from the branch again, and on to where both join.
    await act.click('.react-flow__node[data-id="if"]');
    await leavePanel(() => act.press('Escape'));
    await act.press('Tab');
    await act.pick('set fields');
    await field('basic');
    await act.press('c');
    await visitor.page.getByRole('dialog', { name: /^Connect/ }).waitFor();
    await act.write('code2');
    await act.press('Enter');
    await runs((keys) => act.press(keys));
    console.log(`The orders workflow, built and run: ${act.count} actions`);
    expect(act.count).toBeLessThanOrEqual(60);
    expect(visitor.complaints).toEqual([]);
  });

  it('has no violation, with outline and list of shortcuts', async () => {
    await visitor.button('Show the outline').click();
    await tree().waitFor();
    expect(await flawsOf(visitor, 'outline')).toEqual([]);
    await visitor.page.keyboard.press('?');
    await visitor.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    expect(await flawsOf(visitor, 'shortcuts')).toEqual([]);
    await visitor.page.keyboard.press('Escape');
    await visitor.page.keyboard.press('ControlOrMeta+k');
    await visitor.page.getByRole('combobox', { name: /^Go to a page/ }).waitFor();
    expect(await flawsOf(visitor, 'palette')).toEqual([]);
    await visitor.page.keyboard.press('Escape');
    await visitor.page.keyboard.press('o');
    await tree().waitFor({ state: 'detached' });
    expect(visitor.complaints).toEqual([]);
  });
});
