import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CanvasHands } from './lib/canvas-hands.ts';
import { claim } from './lib/claim.ts';
import { chromiumPath, launchBrowser, Visitor } from './lib/editor-browser.ts';
import { importWorkflow } from './lib/import-workflow.ts';
import { SluiceProcess } from './lib/sluice-process.ts';

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
let sluice: SluiceProcess;
let visitor: Visitor;
let hands: CanvasHands;

async function open(document: { readonly name: string }, first?: string): Promise<void> {
  await importWorkflow(visitor, document);
  await visitor.heading(document.name).waitFor();
  if (first !== undefined) await visitor.node(first).waitFor();
  await visitor.button('Tidy up').waitFor();
}
const undo = () => hands.press('Control+z');
const redo = () => hands.press('Control+Shift+z');

describe.skipIf(chromiumPath === undefined)('building a graph by hand, in a real browser', { timeout: 45_000 }, () => {
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
    await hands.press('ArrowRight', 'ArrowRight');
    await hands.picker.getByRole('button', { name: 'Flow', exact: true, pressed: true }).waitFor();
    await hands.press('Enter');
    await expect.poll(async () => (await hands.wires()).length).toBe(2);
    await visitor.screenshot('canvas-by-keys');
    await undo();
    await undo();
    await expect.poll(() => hands.ids()).toEqual(['manual']);
    await redo();
    await expect.poll(() => hands.wires()).toEqual(['manual.main>set.main']);
  });

  it('row 2: a double click opens the picker there, and Escape closes it with nothing done', async () => {
    const place = await hands.bare(0.5, 0.25);
    await visitor.page.mouse.dblclick(place.x, place.y);
    await hands.picker.waitFor();
    await hands.press('Escape');
    await hands.picker.waitFor({ state: 'detached' });
    expect(await hands.ids()).toEqual(['manual', 'set']);
    await visitor.page.mouse.dblclick(place.x, place.y);
    await hands.picker.getByRole('option', { name: /^Sort/ }).click();
    await visitor.node('sort').waitFor();
    const middle = await hands.middleOf(visitor.node('sort'));
    expect(Math.hypot(middle.x - place.x, middle.y - place.y)).toBeLessThan(20);
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

  it('row 4: Delete joins what was before and after; Shift+Delete does not', async () => {
    await open(chain('Heal'), 'three');
    await hands.select('one', 'two');
    await hands.press('Delete');
    await expect.poll(() => hands.wires()).toEqual(['start.main>three.main']);
    await undo();
    await expect.poll(async () => (await hands.wires()).length).toBe(3);
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
    await hands.press('F2');
    await visitor.page.getByLabel('Name of One').waitFor();
    await expect.poll(() => visitor.page.evaluate('getSelection().toString()')).toBe('One');
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
    const zoom = () =>
      visitor.page.locator('.react-flow__viewport').evaluate((view) => new DOMMatrix(getComputedStyle(view).transform).a);
    const x = () =>
      visitor.page.locator('.react-flow__viewport').evaluate((view) => new DOMMatrix(getComputedStyle(view).transform).e);
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
    await visitor.text(/Start starts the workflow, so it cannot go into a sub-workflow/).waitFor();
    await hands.select('one', 'two');
    await hands.press('Alt+x');
    await expect.poll(() => hands.wires()).toEqual(['call.main>three.main', 'start.main>call.main']);
    await visitor.button('Run').click();
    await expect.poll(() => visitor.nodeStatus('three'), { timeout: 15_000 }).toBe('completed');
    await visitor.screenshot('canvas-extracted');
    await undo();
    await expect.poll(() => hands.wires()).toEqual(['one.main>two.main', 'start.main>one.main', 'two.main>three.main']);
  });

  it('row 19: all of it is in the palette with its shortcut', async () => {
    await hands.press('Control+k');
    for (const title of [
      'Tidy up',
      'Align left',
      'Distribute vertically',
      'Extract into a sub-workflow',
      'Duplicate',
      'Add a note',
    ]) {
      await visitor.page.getByPlaceholder(/^Go to a page/).fill(title);
      const entry = visitor.page.getByRole('option', { name: title }).or(visitor.page.getByRole('button', { name: title }));
      expect(await entry.last().locator('kbd').count()).toBeGreaterThan(0);
    }
    await hands.press('Escape');
  });

  it('left no complaint in the console, and none at the server', () => {
    expect(visitor.complaints).toEqual([]);
    expect(sluice.faults).toEqual([]);
  });
});
