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

describe.skipIf(chromiumPath === undefined)('building a graph by hand, in a real browser', { timeout: 120_000 }, () => {
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
});
