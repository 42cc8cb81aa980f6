import { changeDraft, getWorkflow } from '@sluice/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestSluice } from '../support/test-sluice.ts';
import { CanvasHands } from './lib/canvas-hands.ts';
import { chromiumPath, launchBrowser, type Visitor } from './lib/editor-browser.ts';
import { flawsOf } from './lib/flaws.ts';
import { focusAfterKey } from './lib/frame-times.mjs';
import { importWorkflow } from './lib/import-workflow.ts';
import { arrive, startSluice } from './lib/people.ts';
import { silentControls } from './lib/silent-controls.mjs';

const set = (x: number, y: number, name: string) => ({
  node: { type: 'core.set@1', name, params: { fields: { a: 1 } } },
  place: { x, y },
});
const documentOf = (
  name: string,
  nodes: Record<string, { node: object; place: { x: number; y: number } }>,
  wires: readonly string[],
  layout: object = {},
) => ({
  format: 'sluice/1',
  name,
  nodes: Object.fromEntries(Object.entries(nodes).map(([id, { node }]) => [id, node])),
  edges: wires.map((wire) => ({ from: wire.split('>')[0], to: wire.split('>')[1] })),
  layout: { ...Object.fromEntries(Object.entries(nodes).map(([id, { place }]) => [id, place])), ...layout },
});
const start = { node: { type: 'core.manual@1', name: 'Start' }, place: { x: 0, y: 0 } };
const chain = (name: string) =>
  documentOf(name, { start, one: set(320, 0, 'One'), two: set(640, 0, 'Two'), three: set(960, 0, 'Three') }, [
    'start.main>one.main',
    'one.main>two.main',
    'two.main>three.main',
  ]);

let browser: Browser;
let sluice: TestSluice;
let visitor: Visitor;
let hands: CanvasHands;

async function open(document: { readonly name: string }, first?: string): Promise<void> {
  await importWorkflow(visitor, document);
  await visitor.heading(document.name).waitFor();
  if (first !== undefined) await visitor.node(first).waitFor();
  await visitor.button('Tidy up').waitFor();
  await hands.settled();
}
const focusedNode = () => visitor.page.evaluate("document.activeElement?.closest('.react-flow__node')?.dataset.id");
const undo = () => hands.press('Control+z');
const redo = () => hands.press('Control+Shift+z');

describe.skipIf(chromiumPath === undefined)('building a graph by hand, in a real browser', { timeout: 90_000 }, () => {
  beforeAll(async () => {
    [browser, sluice] = await Promise.all([launchBrowser(), startSluice()]);
    visitor = await arrive(browser, sluice, { name: 'Ada Lovelace', role: 'owner' });
    hands = new CanvasHands(visitor);
  });
  afterAll(async () => {
    await visitor?.[Symbol.asyncDispose]();
    await browser?.close();
    await sluice?.stop();
  });

  it('row 2: A and Tab open a picker; typing and Enter put in a node that is wired to the selected one', async () => {
    await open(documentOf('By keys', {}, []));
    await hands.press('a');
    await hands.picker.waitFor();
    await visitor.screenshot('canvas-picker');
    await visitor.page.keyboard.type('manual');
    await hands.press('Enter');
    await visitor.node('manual').waitFor();
    await expect.poll(() => hands.selected()).toEqual(['manual']);
    await hands.press('Tab');
    await hands.picker.waitFor();
    await visitor.page.keyboard.type('set');
    await hands.press('Enter');
    await expect.poll(() => hands.wires()).toEqual(['manual.main>set.main']);
    await expect.poll(() => hands.selected()).toEqual(['set']);
    await hands.press('Tab');
    await hands.picker.waitFor();
    // What was used lately stands first, and the arrow keys go through the categories.
    expect(await hands.picker.getByRole('option').first().textContent()).toContain('Set');
    await hands.press('ArrowRight');
    await hands.picker.getByRole('button', { name: 'Flow', exact: true, pressed: true }).waitFor();
    // What nothing can lead to is not there.
    expect(await hands.picker.getByRole('button', { name: 'Triggers', exact: true }).count()).toBe(0);
    await hands.press('Enter');
    await expect.poll(async () => (await hands.wires()).length).toBe(2);
    await visitor.screenshot('canvas-by-keys');
    await undo();
    await undo();
    await expect.poll(() => hands.ids()).toEqual(['manual']);
    await redo();
    await expect.poll(() => hands.wires()).toEqual(['manual.main>set.main']);
  });

  it('row 2: Tab on the canvas as such opens the picker in the middle, and never holds anybody there', async () => {
    await open(documentOf('By Tab', {}, []));
    const canvas = visitor.page.locator('[data-canvas]');
    const isFocused = () => canvas.evaluate((element) => element === element.ownerDocument.activeElement);
    const isWithin = () => canvas.evaluate((element) => element.contains(element.ownerDocument.activeElement));
    await canvas.focus();
    await hands.press('Tab');
    await hands.picker.waitFor();
    await hands.press('Escape');
    await hands.picker.waitFor({ state: 'detached' });
    await expect.poll(isFocused).toBe(true);
    await hands.press('Tab');
    await hands.picker.waitFor();
    await visitor.page.keyboard.type('manual');
    await hands.press('Enter');
    await expect.poll(() => hands.selected()).toEqual(['manual']);
    const [middle, pane] = [await hands.middleOf(visitor.node('manual')), await hands.middleOf(canvas)];
    expect(Math.hypot(middle.x - pane.x, middle.y - pane.y)).toBeLessThan(30);

    // With nothing selected, Shift+Tab and F6 lead away, and Tab goes on from a node to what comes after it.
    await hands.press('Escape');
    await expect.poll(() => hands.selected()).toEqual([]);
    await canvas.focus();
    await hands.press('Shift+Tab');
    expect(await isWithin()).toBe(false);
    await canvas.focus();
    await hands.press('F6');
    expect(await isWithin()).toBe(false);
    await visitor.node('manual').focus();
    await hands.press('Tab');
    expect(await hands.picker.count()).toBe(0);
    await visitor.button('Add a node').waitFor();
    expect(await visitor.node('manual').evaluate((element) => element === element.ownerDocument.activeElement)).toBe(false);
  });

  it('row 2: a double click opens the picker there, and Escape closes it with nothing done', async () => {
    await open(chain('By double click'), 'three');
    const place = await hands.bare(0.5, 0.25);
    await visitor.page.mouse.dblclick(place.x, place.y);
    await hands.picker.waitFor();
    await hands.press('Escape');
    await hands.picker.waitFor({ state: 'detached' });
    expect(await hands.ids()).toEqual(['one', 'start', 'three', 'two']);
    await visitor.page.mouse.dblclick(place.x, place.y);
    await hands.picker.getByRole('option', { name: /^Manual start/ }).click();
    await visitor.node('manual').waitFor();
    const middle = await hands.middleOf(visitor.node('manual'));
    expect(Math.hypot(middle.x - place.x, middle.y - place.y)).toBeLessThan(20);
  });

  it('row 2: a node picked by a click opens its panel where something is missing; a panel that is open shows the new node', async () => {
    await open(chain('Led on'), 'three');
    const panel = (title: string) => visitor.page.getByRole('complementary', { name: `Step ${title}` });
    const add = async (title: RegExp, height: number) => {
      const place = await hands.bare(0.25, height);
      await visitor.page.mouse.dblclick(place.x, place.y);
      await hands.picker.getByRole('option', { name: title }).click();
      await hands.picker.waitFor({ state: 'detached' });
    };
    await add(/^Manual start/, 0.2);
    await visitor.node('manual').waitFor();
    await hands.settled();
    expect(await panel('').count()).toBe(0);
    await add(/^Hash/, 0.75);
    await panel('Hash').waitFor();
    // The focus stays on the canvas, and a key that follows at once leads into the field that is missing and stays there.
    await expect.poll(() => focusedNode()).toBe('hash');
    await hands.press('a');
    await visitor.page.keyboard.type('filter');
    await hands.press('Enter');
    await panel('Filter').waitFor();
    await expect.poll(() => hands.wires()).toContain('hash.main>filter.main');
    await expect.poll(() => focusedNode()).toBe('filter');
    await undo();
    await undo();
    await undo();
    await expect.poll(() => hands.ids()).toEqual(['one', 'start', 'three', 'two']);
  });

  it('row 1: a wire dropped on the canvas opens a picker of what fits, and the node is wired at once', async () => {
    await open(chain('Wires'), 'three');
    const from = await hands.middleOf(hands.port('three', 'outputs'));
    await hands.drag(from, await hands.bare(0.9, 0.75));
    await hands.picker.waitFor();
    await visitor.screenshot('canvas-wire-picker');
    // A trigger takes nothing in.
    expect(await hands.picker.getByRole('option', { name: /^Webhook/ }).count()).toBe(0);
    await visitor.page.keyboard.type('sort');
    await hands.press('Enter');
    await expect.poll(() => hands.wires()).toContain('three.main>sort.main');
    await undo();
    await expect.poll(() => hands.ids()).toEqual(['one', 'start', 'three', 'two']);
    await hands.drag(await hands.middleOf(hands.port('one', 'inputs')), await hands.bare(0.1, 0.8));
    await hands.picker.getByRole('option', { name: /^Webhook/ }).waitFor();
    await hands.press('Escape');
  });

  it('row 3: the plus of a wire puts a node into it, and what follows makes room', async () => {
    const before = await hands.place('two');
    const wire = await hands.middleOfWire('one.main>two.main');
    await visitor.page.mouse.move(wire.x, wire.y);
    await visitor.button('Put a node into this wire').click();
    await hands.picker.waitFor();
    await visitor.page.keyboard.type('filter');
    await hands.press('Enter');
    await expect
      .poll(() => hands.wires())
      .toEqual(['filter.main>two.main', 'one.main>filter.main', 'start.main>one.main', 'two.main>three.main']);
    expect((await hands.place('two')).x).toBeGreaterThan(before.x);
    await visitor.screenshot('canvas-inserted');
    await undo();
    await expect.poll(() => hands.wires()).toEqual(['one.main>two.main', 'start.main>one.main', 'two.main>three.main']);
    expect(await hands.place('two')).toEqual(before);
  });

  it('row 3: a double click on a wire opens the picker for it', async () => {
    const wire = await hands.middleOfWire('two.main>three.main');
    await visitor.page.mouse.dblclick(wire.x, wire.y);
    await hands.picker.waitFor();
    await visitor.page.keyboard.type('limit');
    await hands.press('Enter');
    await expect.poll(() => hands.wires()).toContain('limit.main>three.main');
    await undo();
  });

  it('row 3: a node that is dropped on a wire goes into it, which is shown before', async () => {
    await open(
      documentOf('Splice', { start, one: set(400, 0, 'One'), loose: set(200, 300, 'Loose') }, ['start.main>one.main']),
      'loose',
    );
    const from = await hands.middleOf(visitor.node('loose'));
    const wire = await hands.middleOfWire('start.main>one.main');
    await hands.take(from, wire);
    await visitor.page.locator('path[data-mark="splice"]').waitFor({ state: 'attached' });
    await visitor.screenshot('canvas-splice');
    await visitor.page.mouse.up();
    await expect.poll(() => hands.wires()).toEqual(['loose.main>one.main', 'start.main>loose.main']);
    await undo();
    await expect.poll(() => hands.wires()).toEqual(['start.main>one.main']);
    expect(await hands.place('loose')).toEqual({ x: 200, y: 300 });
  });

  it('row 3: a node that is dragged out of the picker onto a wire goes into it, which is shown dashed before; elsewhere it stands where it is dropped', async () => {
    await open(documentOf('Drag out', { start, one: set(640, 0, 'One') }, ['start.main>one.main']), 'one');
    const wire = await hands.middleOfWire('start.main>one.main');
    await hands.press('Escape', 'Escape', 'a');
    const option = async (name: string) => {
      await hands.picker.getByRole('combobox').fill(name);
      const found = hands.picker.getByRole('option').first();
      await found.getByText(name, { exact: true }).waitFor();
      return hands.middleOf(found);
    };
    await hands.take(await option('Sort'), wire);
    await visitor.page.locator('path[data-mark="splice"]').waitFor({ state: 'attached' });
    await visitor.page.locator('[data-held="core.sort@1"]').waitFor();
    await visitor.screenshot('canvas-drag-out');
    await visitor.page.mouse.up();
    await expect.poll(() => hands.wires()).toEqual(['sort.main>one.main', 'start.main>sort.main']);
    await expect.poll(() => hands.selected()).toEqual(['sort']);
    await hands.picker.waitFor({ state: 'detached' });
    await undo();
    await expect.poll(() => hands.wires()).toEqual(['start.main>one.main']);
    // A trigger takes nothing in, so no wire offers itself; and Escape puts it back.
    await hands.press('Escape', 'Escape', 'a');
    await hands.take(await option('Webhook'), wire);
    await visitor.page.locator('[data-held]').waitFor();
    expect(await visitor.page.locator('path[data-mark="splice"]').count()).toBe(0);
    await hands.press('Escape');
    await visitor.page.locator('[data-held]').waitFor({ state: 'detached' });
    await visitor.page.mouse.up();
    await hands.picker.waitFor();
    const place = await hands.bare(0.3, 0.85);
    await hands.drag(await option('Webhook'), place);
    await visitor.node('webhook').waitFor();
    await expect.poll(async () => Math.abs((await hands.middleOf(visitor.node('webhook'))).x - place.x)).toBeLessThan(20);
    await undo();
    await expect.poll(() => hands.ids()).toEqual(['one', 'start']);
  });

  it('has a menu for what is under the hand: by the right button, and by key', async () => {
    await open(chain('Menu'), 'three');
    const menu = visitor.page.getByRole('menu', { name: 'What can be done here' });
    const item = (id: string) => menu.locator(`[data-item="${id}"]`);
    await visitor.node('two').click({ button: 'right' });
    await item('duplicate').waitFor();
    await visitor.screenshot('canvas-menu');
    await item('disable-pass').click();
    await visitor.node('two').locator('[data-disabled="pass"]').waitFor();
    await menu.waitFor({ state: 'detached' });
    const wire = await hands.middleOfWire('one.main>two.main');
    await visitor.page.mouse.click(wire.x, wire.y, { button: 'right' });
    await item('wire-cut').click();
    await expect.poll(() => hands.wires()).toEqual(['start.main>one.main', 'two.main>three.main']);
    const bare = await hands.bare(0.5, 0.85);
    await visitor.page.mouse.click(bare.x, bare.y, { button: 'right' });
    await item('add-here').click();
    await hands.picker.waitFor();
    await hands.press('Escape');
    await hands.select('one');
    await hands.press('Shift+F10');
    await item('delete').waitFor();
    await hands.press('Escape');
    await menu.waitFor({ state: 'detached' });
    // Dragged, the right button pans and opens nothing.
    const x = (await hands.view()).x;
    await visitor.page.mouse.move(bare.x, bare.y);
    await visitor.page.mouse.down({ button: 'right' });
    await visitor.page.mouse.move(bare.x + 90, bare.y, { steps: 4 });
    await visitor.page.mouse.up({ button: 'right' });
    await expect.poll(async () => (await hands.view()).x).toBeGreaterThan(x + 60);
    expect(await menu.count()).toBe(0);
    await undo();
    await undo();
    await expect.poll(async () => (await hands.wires()).length).toBe(3);
  });

  it('row 4: Delete joins what was before and after; Shift+Delete does not', async () => {
    await open(chain('Heal'), 'three');
    await hands.select('one', 'two');
    await hands.press('Delete');
    await expect.poll(() => hands.wires()).toEqual(['start.main>three.main']);
    // The keys go on from what led there, and undo from what came back.
    await expect.poll(() => focusedNode()).toBe('start');
    expect(await hands.selected()).toEqual([]);
    await hands.press('ArrowRight');
    await expect.poll(() => hands.selected()).toEqual(['three']);
    await undo();
    await expect.poll(async () => (await hands.wires()).length).toBe(3);
    await expect.poll(() => hands.selected()).toEqual(['one', 'two']);
    await hands.select('two');
    await hands.press('Shift+Delete');
    await expect.poll(() => hands.wires()).toEqual(['start.main>one.main']);
    await undo();
    await expect.poll(async () => (await hands.wires()).length).toBe(3);
  });

  it('row 5: wires snap to the nearest port that fits, and a port that does not fit says why', async () => {
    await open(documentOf('Snap', { start, one: set(400, 0, 'One'), two: set(800, 200, 'Two') }, ['start.main>one.main']), 'two');
    const out = await hands.middleOf(hands.port('one', 'outputs'));
    const near = await hands.middleOf(hands.port('two', 'inputs'));
    await hands.take(out, { x: near.x - 22, y: near.y + 12 });
    await visitor.page.locator('path[data-fits]').waitFor({ state: 'attached' });
    await visitor.screenshot('canvas-snap');
    await visitor.page.mouse.up();
    await expect.poll(() => hands.wires()).toContain('one.main>two.main');
    // Back to what leads here would be a circle.
    await hands.take(await hands.middleOf(hands.port('two', 'outputs')), await hands.middleOf(hands.port('one', 'inputs')));
    await visitor.text(/form a cycle that no loop node closes/).waitFor();
    await visitor.screenshot('canvas-refused');
    await visitor.page.mouse.up();
    // A trigger takes nothing in.
    await hands.take(await hands.middleOf(hands.port('two', 'outputs')), await hands.middleOf(visitor.node('start')));
    await visitor.text('Start takes no items in.').first().waitFor();
    await hands.press('Escape');
    await visitor.page.mouse.up();
    expect(await hands.wires()).toEqual(['one.main>two.main', 'start.main>one.main']);
    await undo();
    await expect.poll(() => hands.wires()).toEqual(['start.main>one.main']);
  });

  it('row 5: an end of a wire is led elsewhere, and cut when it is dropped on nothing', async () => {
    const lead = async (to: { x: number; y: number }) => {
      const wire = await hands.middleOfWire((await hands.wires())[0] ?? '');
      await visitor.page.mouse.click(wire.x, wire.y);
      const end = await hands.middleOf(visitor.page.locator('[data-end="inputs"]'));
      await hands.drag(end, to);
    };
    await lead(await hands.middleOf(hands.port('two', 'inputs')));
    await expect.poll(() => hands.wires()).toEqual(['start.main>two.main']);
    await lead(await hands.bare(0.5, 0.9));
    await expect.poll(() => hands.wires()).toEqual([]);
    await undo();
    await undo();
    await expect.poll(() => hands.wires()).toEqual(['start.main>one.main']);
  });

  it('row 5: Alt-drag cuts the wires that it crosses; a selected wire is cut by Delete', async () => {
    await open(chain('Cut'), 'three');
    const [first, second] = [await hands.middleOfWire('start.main>one.main'), await hands.middleOfWire('one.main>two.main')];
    await visitor.page.keyboard.down('Alt');
    await hands.take({ x: first.x, y: first.y - 60 }, { x: first.x, y: first.y + 60 });
    await visitor.page.locator('path[data-mark="cut"]').waitFor({ state: 'attached' });
    await visitor.page.mouse.up();
    await visitor.page.keyboard.up('Alt');
    await expect.poll(() => hands.wires()).toEqual(['one.main>two.main', 'two.main>three.main']);
    await visitor.page.mouse.click(second.x, second.y);
    await hands.press('Delete');
    await expect.poll(() => hands.wires()).toEqual(['two.main>three.main']);
    await undo();
    await undo();
    await expect.poll(async () => (await hands.wires()).length).toBe(3);
    // Several at once.
    await visitor.page.mouse.click(first.x, first.y);
    await visitor.page.keyboard.down('Shift');
    await visitor.page.mouse.click(second.x, second.y);
    await visitor.page.keyboard.up('Shift');
    await hands.press('Shift+F10');
    await visitor.page.locator('[data-item="wire-cut"]').getByText('Cut 2 wires').waitFor();
    await hands.press('Escape');
    await visitor.page.locator('[data-item="wire-cut"]').waitFor({ state: 'detached' });
    await hands.press('Shift+Delete');
    await expect.poll(() => hands.wires()).toEqual(['two.main>three.main']);
    await undo();
  });

  it('row 5: what can be done with a wire is in its menu, in the palette and on keys, while the wire alone is selected', async () => {
    await open(chain('A wire alone'), 'three');
    const wire = await hands.middleOfWire('one.main>two.main');
    const entry = (id: string) => visitor.page.locator(`[data-entry="action-${id}"]`);
    await hands.press('ControlOrMeta+k');
    await expect.poll(() => entry('wire-cut').textContent()).toMatch(/^Cut this wireSelect a wire first/);
    await hands.press('Escape');
    await entry('wire-cut').waitFor({ state: 'detached' });
    await visitor.page.mouse.click(wire.x, wire.y);
    await hands.press('ControlOrMeta+k');
    await visitor.page.keyboard.type('cut this wire');
    await expect.poll(() => entry('wire-cut').textContent()).toBe('Cut this wireX');
    await hands.press('Enter');
    await expect.poll(() => hands.wires()).toEqual(['start.main>one.main', 'two.main>three.main']);
    await undo();
    await expect.poll(() => hands.wires()).toContain('one.main>two.main');
    await visitor.page.mouse.click(wire.x, wire.y, { button: 'right' });
    await visitor.page.locator('[data-item="wire-insert"]').getByText('I', { exact: true }).waitFor();
    await hands.press('Escape');
    await visitor.page.locator('[data-item="wire-insert"]').waitFor({ state: 'detached' });
    await hands.press('i');
    await visitor.page.keyboard.type('limit');
    await hands.press('Enter');
    await expect.poll(() => hands.wires()).toContain('limit.main>two.main');
    await undo();
    await expect.poll(() => hands.wires()).toContain('one.main>two.main');
    await visitor.page.mouse.click(wire.x, wire.y);
    await hands.press('x');
    await expect.poll(() => hands.wires()).toEqual(['start.main>one.main', 'two.main>three.main']);
    await undo();
  });

  it('row 5: C connects by keys alone, X cuts', async () => {
    await open(chain('Keys'), 'three');
    await hands.select('two');
    await hands.press('x');
    await expect.poll(() => hands.wires()).toEqual(['start.main>one.main']);
    await hands.select('one', 'two');
    await hands.press('c');
    await expect.poll(() => hands.wires()).toEqual(['one.main>two.main', 'start.main>one.main']);
    await hands.select('two');
    await hands.press('c');
    await visitor.page.getByRole('dialog', { name: 'Connect Two to' }).waitFor();
    await visitor.page.keyboard.type('three');
    await hands.press('Enter');
    await expect.poll(() => hands.wires()).toContain('two.main>three.main');
  });

  it('row 7: duplicates with inner wires, renames in place, disables, opens', async () => {
    await open(chain('Row 7'), 'three');
    await hands.select('one', 'two');
    await hands.press('Control+d');
    await expect.poll(() => hands.wires()).toContain('one2.main>two2.main');
    await expect.poll(() => hands.selected()).toEqual(['one2', 'two2']);
    await undo();
    await hands.select('one');
    // The field has the focus before the next key can come, let alone the next frame: what is typed then are no shortcuts.
    expect(await visitor.page.evaluate(focusAfterKey, 'F2')).toBe('Name of One');
    expect(await visitor.page.evaluate('getSelection().toString()')).toBe('One');
    await visitor.page.keyboard.type('First of all');
    await hands.press('Enter');
    await visitor.node('one').getByText('First of all').waitFor();
    await hands.press('d');
    await visitor.node('one').locator('[data-disabled="pass"]').waitFor();
    await hands.press('Shift+D');
    await visitor.node('one').locator('[data-disabled="block"]').waitFor();
    await visitor.screenshot('canvas-disabled');
    await hands.press('Shift+D');
    await visitor.node('one').locator('[data-disabled]').waitFor({ state: 'detached' });
    await hands.press('Enter');
    await visitor.page.getByRole('complementary', { name: 'Step First of all' }).waitFor();
    await hands.press('Escape');
    await visitor.page.getByRole('complementary').waitFor({ state: 'detached' });
    for (const _ of [1, 2, 3, 4]) await undo();
    await visitor.node('one').getByText('One', { exact: true }).waitFor();
  });

  it('row 12: arrow keys walk the graph, and with Shift they select up and down the stream', async () => {
    await open(chain('Walk'), 'three');
    await hands.press('Escape', 'Escape', 'ArrowRight');
    await expect.poll(() => hands.selected()).toEqual(['start']);
    await hands.press('ArrowRight');
    await expect.poll(() => hands.selected()).toEqual(['one']);
    await hands.press('ArrowRight', 'ArrowLeft');
    await expect.poll(() => hands.selected()).toEqual(['one']);
    await hands.press('Shift+ArrowRight');
    await expect.poll(() => hands.selected()).toEqual(['one', 'three', 'two']);
    await hands.select('two');
    await hands.press('Shift+ArrowLeft');
    await expect.poll(() => hands.selected()).toEqual(['one', 'start', 'two']);
  });

  it('row 13: fits, zooms, selects with a box, pans with Space, the wheel and the small map', async () => {
    await open(chain('View'), 'three');
    const zoom = async () => (await hands.view()).zoom;
    const x = async () => (await hands.view()).x;
    await hands.press('1');
    const fitted = await zoom();
    await hands.press('+');
    await expect.poll(zoom).toBeCloseTo(fitted * 1.25, 2);
    await hands.press('-', '0');
    await expect.poll(zoom).toBeCloseTo(1, 2);
    await hands.press('1');
    await expect.poll(zoom).toBeCloseTo(fitted, 2);
    await hands.press('Escape', 'Escape');
    const box = await visitor.node('one').boundingBox();
    const last = await visitor.node('three').boundingBox();
    if (box === null || last === null) throw new Error('The nodes are not in sight.');
    await hands.take({ x: box.x - 20, y: box.y - 60 }, { x: last.x + 20, y: last.y + 80 });
    await visitor.screenshot('canvas-box');
    await visitor.page.mouse.up();
    await expect.poll(() => hands.selected()).toEqual(['one', 'three', 'two']);
    const before = await x();
    const bare = await hands.bare(0.5, 0.85);
    await visitor.page.mouse.move(bare.x, bare.y);
    await visitor.page.keyboard.down('Space');
    await hands.drag(bare, { x: bare.x + 120, y: bare.y });
    await visitor.page.keyboard.up('Space');
    await expect.poll(x).toBeCloseTo(before + 120, 0);
    expect(await hands.selected()).toEqual(['one', 'three', 'two']);
    // Over a node as well, and with the right button.
    const node = await hands.middleOf(visitor.node('one'));
    await visitor.page.mouse.move(node.x, node.y);
    await visitor.page.keyboard.down('Space');
    await hands.drag(node, { x: node.x - 60, y: node.y });
    await visitor.page.keyboard.up('Space');
    await expect.poll(x).toBeCloseTo(before + 60, 0);
    await visitor.page.mouse.move(node.x - 60, node.y);
    await visitor.page.mouse.down({ button: 'right' });
    await visitor.page.mouse.move(node.x, node.y, { steps: 6 });
    await visitor.page.mouse.up({ button: 'right' });
    await expect.poll(x).toBeCloseTo(before + 120, 0);
    expect(await visitor.page.getByRole('menu').count()).toBe(0);
    expect(await hands.place('one')).toEqual({ x: 320, y: 0 });
    expect(await hands.selected()).toEqual(['one', 'three', 'two']);
    await visitor.page.mouse.wheel(50, 0);
    await expect.poll(x).toBeLessThan(before + 110);
    const map = await hands.middleOf(visitor.page.getByLabel('Small map of the graph'));
    const here = await x();
    await visitor.page.mouse.click(map.x + 40, map.y);
    await expect.poll(x).not.toBeCloseTo(here, 0);
  });

  it('row 14: tidies up, aligns and distributes, each as one entry of undo', async () => {
    const messy = documentOf(
      'Tidy',
      {
        start,
        each: { node: { type: 'core.for-each@1', name: 'Each' }, place: { x: 40, y: 30 } },
        one: set(80, 300, 'One'),
        two: set(20, 160, 'Two'),
        done: set(-100, 90, 'Done'),
      },
      ['start.main>each.main', 'each.each>one.main', 'one.main>two.main', 'two.main>each.next', 'each.done>done.main'],
    );
    await open(messy, 'done');
    await hands.press('Escape', 'Escape', 'Shift+T');
    await expect.poll(async () => (await hands.place('two')).x).toBeGreaterThan((await hands.place('one')).x + 224);
    await hands.press('1');
    await visitor.page.locator('[data-region="each"]').waitFor();
    await visitor.screenshot('canvas-tidy');
    await undo();
    await expect.poll(() => hands.place('one')).toEqual({ x: 80, y: 300 });
    await hands.press('Control+a', 'Alt+a');
    const xs = () => Promise.all(['start', 'each', 'one', 'two', 'done'].map(async (id) => (await hands.place(id)).x));
    await expect.poll(async () => new Set(await xs()).size).toBe(1);
    await undo();
    await hands.press('Alt+Shift+V');
    const gaps = async () => {
      const ys = (await Promise.all(['start', 'each', 'done', 'two', 'one'].map((id) => hands.place(id)))).map(({ y }) => y);
      const heights = [56, 116, 56, 56];
      return ys.slice(1).map((y, index) => Math.round(y - (ys[index] ?? 0) - (heights[index] ?? 0)));
    };
    await expect.poll(async () => Math.max(...(await gaps())) - Math.min(...(await gaps()))).toBeLessThanOrEqual(2);
    await undo();
    await expect.poll(() => hands.place('one')).toEqual({ x: 80, y: 300 });
  });

  it('row 15: notes are written, coloured and resized', async () => {
    await open(chain('Notes'), 'three');
    await hands.press('Escape', 'Escape', 'n');
    const field = visitor.page.getByRole('textbox', { name: 'Text of the note' });
    await field.fill('# Orders\n- first **weigh**\n- then `send`');
    await field.press('Escape');
    await visitor.node('note').locator('strong', { hasText: 'weigh' }).waitFor();
    await visitor.button('Green').click();
    await visitor.node('note').locator('[data-color="green"]').waitFor();
    const corner = await hands.middleOf(visitor.button('Resize the note'));
    await hands.drag(corner, { x: corner.x + 60, y: corner.y + 40 });
    await expect.poll(async () => (await visitor.node('note').boundingBox())?.width).toBeGreaterThan(200);
    await visitor.screenshot('canvas-note');
    for (const _ of [1, 2, 3, 4]) await undo();
    await expect.poll(() => hands.ids()).toEqual(['one', 'start', 'three', 'two']);
  });

  it('row 15: groups have a frame and a name, move as one, collapse and expand', async () => {
    await open(chain('Groups'), 'three');
    await hands.select('one', 'two');
    await hands.press('Control+g');
    await visitor.page.getByLabel('Name of Group').fill('Middle');
    await hands.press('Enter');
    await visitor.node('group').getByText('Middle').waitFor();
    await visitor.screenshot('canvas-group');
    const before = await hands.place('one');
    const heading = await hands.middleOf(visitor.node('group').locator('.group-heading'));
    await hands.drag(heading, { x: heading.x, y: heading.y + 60 });
    await expect.poll(async () => (await hands.place('one')).y).toBeGreaterThan(before.y + 40);
    await visitor.button('Collapse Middle').click();
    await visitor.node('one').waitFor({ state: 'detached' });
    await expect.poll(() => hands.wires()).toEqual(['start.main>one.main', 'two.main>three.main']);
    await visitor.screenshot('canvas-collapsed');
    // It is one thing to the keys: walked to, copied, and deleted as a whole.
    await hands.select('start');
    await hands.press('ArrowRight');
    await expect.poll(() => hands.selected()).toEqual(['group']);
    await hands.press('Control+d');
    await expect.poll(() => hands.selected()).toEqual(['group2']);
    await undo();
    await expect.poll(() => hands.selected()).toEqual(['group']);
    await hands.press('Delete');
    await expect.poll(() => hands.wires()).toEqual(['start.main>three.main']);
    expect(await hands.ids()).toEqual(['start', 'three']);
    await visitor.page.locator('[data-announcer]').getByText('Done: Delete Middle').waitFor({ state: 'attached' });
    await undo();
    await expect.poll(() => hands.selected()).toEqual(['group']);
    // And it tells what is wrong inside.
    await hands.select('start');
    await hands.press('x');
    await visitor.node('group').getByRole('img', { name: '1 problem to fix' }).waitFor();
    await visitor.screenshot('canvas-collapsed-problem');
    await undo();
    await hands.select('group');
    await visitor.button('Expand Middle').click();
    await visitor.node('one').waitFor();
    await hands.press('Control+Shift+g');
    await visitor.node('group').waitFor({ state: 'detached' });
    for (const _ of [1, 2, 3, 4, 5, 6]) await undo();
    await expect.poll(() => hands.ids()).toEqual(['one', 'start', 'three', 'two']);
    expect(await hands.place('one')).toEqual(before);
  });

  it('row 15: a selection becomes a sub-workflow that is called in its place, or says why it cannot', async () => {
    await open(chain('Extract'), 'three');
    await hands.select('start', 'one');
    await hands.press('Alt+x');
    const refusal = visitor.page
      .getByRole('note')
      .filter({ hasText: 'Start starts the workflow, so it cannot go into a sub-workflow' });
    await refusal.waitFor();
    await hands.select('one', 'two');
    await hands.press('Alt+x');
    await expect.poll(() => hands.wires()).toEqual(['call.main>three.main', 'start.main>call.main']);
    await visitor.button('Run').click();
    await expect.poll(() => visitor.nodeStatus('three'), { timeout: 15_000 }).toBe('completed');
    await visitor.screenshot('canvas-extracted');
    await undo();
    await expect.poll(() => hands.wires()).toEqual(['one.main>two.main', 'start.main>one.main', 'two.main>three.main']);
  });

  it('row 19: all of it is in the list of shortcuts', async () => {
    await hands.press('Escape', 'Escape', '?');
    const list = visitor.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    for (const title of [
      'Tidy up',
      'Align left',
      'Distribute vertically',
      'Extract into a sub-workflow',
      'Duplicate',
      'Add a note',
    ]) {
      await list.getByText(title, { exact: true }).first().waitFor();
    }
    await visitor.screenshot('canvas-shortcuts');
    await hands.press('Escape');
    await list.waitFor({ state: 'detached' });
  });

  it('keeps what is dragged under the hand while somebody else changes the document', async () => {
    await open(chain('Together'), 'three');
    const id = new URL(visitor.page.url()).pathname.split('/').at(-1) ?? '';
    const from = await hands.middleOf(visitor.node('one'));
    await hands.take(from, { x: from.x + 40, y: from.y + 120 });
    await hands.frames();
    const held = await hands.middleOf(visitor.node('one'));
    const { revision } = await sluice.call(getWorkflow, { params: { id } });
    await sluice.call(changeDraft, {
      params: { id },
      body: {
        revision,
        batch: 'somebody-else',
        changes: [
          { path: ['layout', 'one', 'x'], value: 900 },
          { path: ['layout', 'three', 'y'], value: 300 },
          { path: ['nodes', 'two', 'name'], value: 'Somebody was here' },
        ],
      },
    });
    await visitor.node('two').getByText('Somebody was here').waitFor();
    expect(await hands.middleOf(visitor.node('one'))).toEqual(held);
    await visitor.page.mouse.up();
    await expect.poll(() => hands.place('three')).toEqual({ x: 960, y: 300 });
    expect((await hands.middleOf(visitor.node('one'))).y).toBeCloseTo(held.y, 0);
    await expect
      .poll(async () => (await sluice.call(getWorkflow, { params: { id } })).document.layout['one']?.['y'])
      .toBe((await hands.place('one')).y);
  });

  it('gives back what is dragged when Escape is pressed, and leaves what is brought back to the pixel', async () => {
    await open(chain('Held'), 'three');
    const from = await hands.middleOf(visitor.node('three'));
    const to = { x: from.x - 30, y: from.y + 120 };
    const isDragged = () => expect.poll(async () => (await hands.middleOf(visitor.node('three'))).y).toBeCloseTo(to.y, 0);
    await hands.take(from, to);
    await isDragged();
    await hands.press('Escape');
    await expect.poll(() => hands.place('three')).toEqual({ x: 960, y: 0 });
    await visitor.page.mouse.move(to.x, to.y + 20);
    await visitor.page.mouse.up();
    expect(await hands.place('three')).toEqual({ x: 960, y: 0 });
    expect(await hands.selected()).toEqual(['three']);
    await hands.take(from, to);
    await isDragged();
    await visitor.page.mouse.move(from.x, from.y, { steps: 3 });
    await visitor.page.mouse.up();
    expect(await hands.place('three')).toEqual({ x: 960, y: 0 });
    await hands.press('Control+k');
    const undoing = visitor.page.locator('[data-entry="action-undo"]');
    await expect.poll(() => undoing.textContent()).toMatch(/^Undo(?!.*Move)/);
    await hands.press('Escape');
    await undoing.waitFor({ state: 'detached' });
  });

  it('by touch: a finger pans and draws wires, two zoom, a tap opens, and one that rests opens a menu', async () => {
    const session = await visitor.page.context().newCDPSession(visitor.page);
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: true });
    await open(chain('Touch'), 'three');
    await hands.press('1');
    const x = async () => (await hands.view()).x;
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
    // A finger is never lifted in the same millisecond.
    const tap = async (point: { x: number; y: number }) => {
      await touch('touchStart', [point]);
      await visitor.page.waitForTimeout(80);
      await touch('touchEnd', []);
    };
    const before = await x();
    const bare = await hands.bare(0.5, 0.8);
    await touch('touchStart', [bare]);
    for (const step of [20, 50, 80]) await touch('touchMove', [{ x: bare.x + step, y: bare.y }]);
    await touch('touchEnd', []);
    await expect.poll(x).toBeGreaterThan(before + 60);
    const node = await hands.middleOf(visitor.node('two'));
    await tap(node);
    await visitor.page.getByRole('complementary', { name: 'Step Two' }).waitFor();
    await hands.press('Escape', 'Escape');

    // Two fingers zoom, about the middle between them.
    const pinch = await hands.bare(0.5, 0.5);
    const fingers = (apart: number) => [
      { x: pinch.x - apart, y: pinch.y + 120 },
      { x: pinch.x + apart, y: pinch.y + 120 },
    ];
    const zoom = (await hands.view()).zoom;
    await touch('touchStart', fingers(40));
    for (const apart of [60, 90, 120]) await touch('touchMove', fingers(apart));
    await touch('touchEnd', []);
    await expect.poll(async () => (await hands.view()).zoom).toBeGreaterThan(zoom * 1.3);
    await hands.press('1');
    await expect.poll(async () => (await hands.view()).zoom).toBeCloseTo(zoom, 1);
    await hands.settled();
    // Also with both on a node.
    const { x: left, y: top } = await hands.middleOf(visitor.node('one'));
    const onNode = (apart: number) => [
      { x: left - apart, y: top },
      { x: left + apart, y: top },
    ];
    await touch('touchStart', onNode(10).slice(0, 1));
    await touch('touchStart', onNode(10));
    for (const apart of [14, 20, 30]) await touch('touchMove', onNode(apart));
    await touch('touchEnd', []);
    await expect.poll(async () => (await hands.view()).zoom).toBeGreaterThan(zoom * 1.3);
    expect(await hands.place('one')).toEqual({ x: 320, y: 0 });
    await hands.press('1');
    await expect.poll(async () => (await hands.view()).zoom).toBeCloseTo(zoom, 1);
    await hands.settled();

    // Row 1 and 5: a wire follows the finger to a port, and dropped on nothing it asks for a node.
    const drag = async (from: { x: number; y: number }, to: { x: number; y: number }) => {
      await touch('touchStart', [from]);
      for (const part of [0.1, 0.4, 0.8, 1])
        await touch('touchMove', [{ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }]);
      // Who aims comes to rest first. To Chromium the rest is a fling, and the tap after that does nothing but end it.
      await visitor.page.waitForTimeout(200);
      await touch('touchMove', [to]);
      await touch('touchEnd', []);
    };
    await hands.select('two');
    await hands.press('x');
    await expect.poll(() => hands.wires()).toEqual(['start.main>one.main']);
    await hands.press('Escape', 'Escape');
    await drag(await hands.middleOf(hands.port('one', 'outputs')), await hands.middleOf(hands.port('two', 'inputs')));
    await expect.poll(() => hands.wires()).toContain('one.main>two.main');
    await drag(await hands.middleOf(hands.port('two', 'outputs')), await hands.bare(0.6, 0.85));
    await hands.picker.waitFor();
    // Row 2: a tap picks.
    await hands.picker.getByRole('combobox').fill('Limit');
    const found = hands.picker.getByRole('option').first();
    await found.getByText('Limit', { exact: true }).waitFor();
    const limit = await hands.middleOf(found);
    await tap(limit);
    await hands.picker.waitFor({ state: 'detached' });
    await expect.poll(async () => (await hands.wires()).length).toBe(3);

    // A finger that rests opens the menu, and lets go of nothing.
    const rests = await hands.middleOf(visitor.node('one'));
    await touch('touchStart', [rests]);
    const menu = visitor.page.getByRole('menu', { name: 'What can be done here' });
    await menu.waitFor();
    await touch('touchEnd', []);
    await visitor.screenshot('canvas-touch-menu');
    const disable = await hands.middleOf(menu.locator('[data-item="disable-pass"]'));
    await tap(disable);
    await visitor.node('one').locator('[data-disabled="pass"]').waitFor();
    expect(await visitor.page.getByRole('complementary').count()).toBe(0);
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: false });
    await hands.press('Escape', 'Escape');
  });

  it('says to somebody who may only look why nothing can be changed, and changes nothing', async () => {
    await open(chain('Look'), 'three');
    const address = visitor.page.url();
    await visitor.button('Run').click();
    await visitor.page.getByRole('region', { name: 'Run' }).getByText('Completed').waitFor();
    const viewer = await arrive(browser, sluice, { name: 'Grace Hopper', role: 'viewer' });
    const their = new CanvasHands(viewer);
    await viewer.page.goto(address);
    await viewer.node('three').waitFor();
    const wires = await their.wires();
    const reason = viewer.text(/^Changing workflows takes|^Editing .* takes|Ask an owner/);
    const place = await their.bare(0.5, 0.2);
    await viewer.page.mouse.dblclick(place.x, place.y);
    await reason.first().waitFor();
    expect(await their.picker.count()).toBe(0);
    await their.drag(await their.middleOf(their.port('three', 'outputs')), await their.bare(0.9, 0.8));
    expect(await their.picker.count()).toBe(0);
    const before = await their.place('one');
    const from = await their.middleOf(viewer.node('one'));
    await their.drag(from, { x: from.x, y: from.y + 100 });
    expect(await their.place('one')).toEqual(before);
    await their.select('two');
    await their.press('Delete', 'd', 'x', 'n', 'Shift+T');
    expect(await their.wires()).toEqual(wires);
    expect(await viewer.button('Tidy up').getAttribute('title')).toMatch(/Ask an owner/);
    // Looking around is for everybody.
    await their.select('start');
    await their.press('ArrowRight');
    await expect.poll(() => their.selected()).toEqual(['one']);

    // Each key says why, once for as long as that is seen, and aloud; Tab leads on.
    const notice = viewer.page.getByRole('note').filter({ hasText: 'Ask an owner' });
    const said = () => viewer.page.locator('[data-announcer]').textContent();
    const keys = ['Delete', 'd', 'Control+d', 'Control+v', 'Control+x', 'p', 'Control+ArrowRight', 'F2', 'Control+z', 'a', 'Tab'];
    for (const key of keys) {
      await viewer.node('one').focus();
      await their.press(key);
      await expect.poll(() => notice.count(), { message: key }).toBe(1);
      await their.press(key);
      expect(await notice.count(), key).toBe(1);
      await expect.poll(said).toContain('Ask an owner');
      await notice.getByRole('button').click();
      await notice.waitFor({ state: 'detached' });
    }
    expect(await viewer.node('one').evaluate((element) => element === element.ownerDocument.activeElement)).toBe(false);
    expect(await their.wires()).toEqual(wires);

    // What is grey in a menu can be come to, and says why: under the pointer, with the focus, and to screen readers.
    const menu = viewer.page.getByRole('menu');
    const reasoned = async (name: RegExp) => {
      const item = menu.getByRole('menuitem', { name });
      await item.hover();
      await viewer.page.getByRole('tooltip').filter({ hasText: 'Ask an owner' }).waitFor();
      expect(await item.getAttribute('aria-disabled')).toBe('true');
      expect(await menu.evaluate(silentControls)).toEqual([]);
    };
    await viewer.page.mouse.click(place.x, place.y, { button: 'right' });
    await reasoned(/^Add a node/);
    await viewer.screenshot('canvas-viewer-menu');
    await menu.getByRole('menuitem', { name: /^Add a node/ }).click({ force: true });
    expect(await their.picker.count()).toBe(0);
    expect(await menu.count()).toBe(1);
    await their.press('Escape');
    await menu.waitFor({ state: 'detached' });
    const wire = await their.middleOfWire('one.main>two.main');
    await viewer.page.mouse.click(wire.x, wire.y, { button: 'right' });
    await reasoned(/^Cut/);
    await their.press('Escape');
    await menu.waitFor({ state: 'detached' });
    await viewer.node('two').focus();
    await their.select('two');
    await their.press('Shift+F10');
    await reasoned(/^Delete/);
    await viewer.page.mouse.move(0, 0);
    const rename = menu.getByRole('menuitem', { name: /^Rename/ });
    for (let tries = 0; tries < 20 && !(await rename.evaluate((item) => item === item.ownerDocument.activeElement)); tries += 1)
      await their.press('ArrowDown');
    await viewer.page.getByRole('tooltip').filter({ hasText: 'Ask an owner' }).waitFor();
    expect(await flawsOf(viewer, 'canvas-viewer-node-menu')).toEqual([]);
    await their.press('Escape');
    await menu.waitFor({ state: 'detached' });
    await their.press('o');
    await viewer.page.getByRole('tree').waitFor();
    await their.press('Shift+F10');
    await reasoned(/^Run this step/);
    await reasoned(/^Rename/);
    await viewer.screenshot('outline-viewer-menu');
    await their.press('Escape', 'o');

    // So do the menus of rows.
    await viewer.link('Workflows').first().click();
    await viewer.button('More for Look').click();
    await reasoned(/^Archive/);
    await viewer.screenshot('workflows-viewer-menu');
    await their.press('Escape');
    await viewer.page.goto(`${sluice.url}/executions`);
    await viewer
      .button(/^More for Look/)
      .first()
      .click();
    await reasoned(/^Run again$/);
    await their.press('Escape');
    expect(viewer.complaints).toEqual([]);
    await viewer[Symbol.asyncDispose]();
  });

  it('holds up to axe with notes, groups, regions, problems and the picker', async () => {
    const nodes = {
      start,
      each: { node: { type: 'core.for-each@1', name: 'Each order', onError: 'route' }, place: { x: 320, y: 0 } },
      one: set(700, 160, 'Weigh'),
      off: { node: { type: 'core.set@1', name: 'Label', disabled: 'pass' }, place: { x: 1020, y: 160 } },
      lost: { node: { type: 'core.http@1', name: 'Nothing leads here' }, place: { x: 320, y: 420 } },
      stub: { node: { type: 'acme.crm@2' }, place: { x: 700, y: 420 } },
      done: { node: { type: 'core.respond@1', name: 'Answer' }, place: { x: 1340, y: -40 } },
    };
    const wires = [
      'start.main>each.main',
      'each.each>one.main',
      'one.main>off.main',
      'off.main>each.next',
      'each.done>done.main',
      'lost.main>stub.in',
    ];
    const layout = {
      note: {
        kind: 'note',
        x: 0,
        y: -220,
        width: 300,
        height: 130,
        color: 'yellow',
        text: '# Orders\nEach order is **weighed** and labelled.\n- Ask `Ada` for the scale',
      },
      later: { kind: 'group', x: 300, y: 380, title: 'For later', color: 'purple', members: ['lost', 'stub'] },
    };
    await using other = await arrive(browser, sluice, { name: 'Joan Clarke', role: 'builder' });
    await importWorkflow(other, documentOf('All', nodes, wires, layout));
    await other.node('done').waitFor();
    await other.page.locator('[data-region="each"]').waitFor();
    await other.page.locator('[data-issues]').first().waitFor();
    expect(await flawsOf(other, 'canvas-all')).toEqual([]);
    await other.page.keyboard.press('a');
    await other.page.getByRole('dialog', { name: 'Add a node' }).waitFor();
    expect(await flawsOf(other, 'canvas-all-picker')).toEqual([]);
    expect(other.complaints).toEqual([]);
  });

  it('left no complaint in the console', () => {
    expect(visitor.complaints).toEqual([]);
  });
});
