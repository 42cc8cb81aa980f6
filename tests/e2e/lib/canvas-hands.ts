import type { Locator } from 'playwright-core';
import type { Visitor } from './editor-browser.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a person's hands do on the canvas: with a real mouse, at places of the window. */
export class CanvasHands {
  readonly #visitor: Visitor;

  constructor(visitor: Visitor) {
    this.#visitor = visitor;
  }

  get #page() {
    return this.#visitor.page;
  }

  node(id: string): Locator {
    return this.#visitor.node(id);
  }

  port(id: string, side: 'inputs' | 'outputs', port = 'main'): Locator {
    return this.node(id).locator(`[data-side="${side}"][data-port="${port}"]`);
  }

  /** A wire by its ends, as `a.main>b.main`. */
  wire(key: string): Locator {
    return this.#page.locator(`path[data-wire="${key}"]`);
  }

  /** The wires that are there, sorted. */
  async wires(): Promise<string[]> {
    const keys = await this.#page
      .locator('path[data-wire]')
      .evaluateAll((paths) => paths.map((path) => path.getAttribute('data-wire') ?? ''));
    return keys.sort();
  }

  /** The nodes, notes and groups that are there, sorted. */
  async ids(): Promise<string[]> {
    const ids = await this.#page
      .locator('.react-flow__node')
      .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-id') ?? ''));
    return ids.sort();
  }

  /** Those that are selected, sorted. */
  async selected(): Promise<string[]> {
    const nodes = this.#page.locator('.react-flow__node:has([data-selected])');
    return (await nodes.evaluateAll((all) => all.map((node) => node.getAttribute('data-id') ?? ''))).sort();
  }

  get picker(): Locator {
    return this.#page.getByRole('dialog', { name: 'Add a node' });
  }

  async middleOf(locator: Locator): Promise<Point> {
    const box = await locator.boundingBox();
    if (box === null) throw new Error('It is not in sight.');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** Where the middle of a wire is in the window. */
  async middleOfWire(key: string): Promise<Point> {
    return this.middleOf(this.wire(key));
  }

  /** A bare place of the canvas, as parts of its width and height. */
  async bare(x: number, y: number): Promise<Point> {
    const box = await this.#page.locator('.react-flow__pane').boundingBox();
    if (box === null) throw new Error('The canvas is not in sight.');
    return { x: box.x + box.width * x, y: box.y + box.height * y };
  }

  async drag(from: Point, to: Point): Promise<void> {
    await this.take(from, to);
    await this.#page.mouse.up();
  }

  /** Drags and holds. */
  async take(from: Point, to: Point): Promise<void> {
    const { mouse } = this.#page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    // A hand begins slowly: what is dragged begins with the first few pixels.
    await mouse.move(from.x + Math.sign(to.x - from.x) * 4, from.y + Math.sign(to.y - from.y) * 4);
    await mouse.move(from.x + (to.x - from.x) / 3, from.y + (to.y - from.y) / 3, { steps: 3 });
    await mouse.move(to.x, to.y, { steps: 6 });
  }

  press(...keys: string[]): Promise<void> {
    return keys.reduce((done, key) => done.then(() => this.#page.keyboard.press(key)), Promise.resolve());
  }

  /** Selects a node with nothing else happening: a press with Ctrl on nothing selected. */
  async select(...ids: string[]): Promise<void> {
    await this.press('Escape', 'Escape');
    for (const id of ids) await this.node(id).click({ modifiers: ['Control'], position: { x: 100, y: 10 } });
  }

  async place(id: string): Promise<Point> {
    const transform = await this.node(id).evaluate(
      (node) => (node as unknown as { style: { transform: string } }).style.transform,
    );
    const [x, y] = /translate\((-?[\d.]+)px, ?(-?[\d.]+)px\)/.exec(transform)?.slice(1).map(Number) ?? [];
    if (x === undefined || y === undefined) throw new Error(`The node ${id} is nowhere.`);
    return { x, y };
  }

  /** How the canvas is looked at: how far it is moved, in px of the window, and how large. */
  async view(): Promise<Point & { readonly zoom: number }> {
    const viewport = this.#page.locator('.react-flow__viewport');
    const transform = await viewport.evaluate((view) => (view as unknown as { style: { transform: string } }).style.transform);
    const [x, y, zoom] = transform.match(/-?[\d.]+(?:e-?\d+)?/g)?.map(Number) ?? [];
    if (x === undefined || y === undefined || zoom === undefined) throw new Error(`The view is nowhere: ${transform}`);
    return { x, y, zoom };
  }

  /** Until what the hands did last is drawn. */
  async frames(): Promise<void> {
    await this.#page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  }

  /** Until the view has come to rest: it follows when the canvas becomes larger or smaller. */
  async settled(): Promise<void> {
    for (let before = ''; ; ) {
      await this.frames();
      await this.frames();
      const now = JSON.stringify(await this.view());
      if (now === before) return;
      before = now;
    }
  }
}
