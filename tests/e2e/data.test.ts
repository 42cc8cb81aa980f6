import { readFile, stat } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claim } from './lib/claim.ts';
import { chromiumPath, launchBrowser, Visitor } from './lib/editor-browser.ts';
import { importWorkflow } from './lib/import-workflow.ts';
import { measureScrolling, playMedia, readDragged, recordFilm } from './lib/in-page.mjs';
import { SluiceProcess } from './lib/sluice-process.ts';

const code = (source: string, name: string) => ({ type: 'core.code@1', name, params: { code: source }, timeoutMs: 60_000 });
const chain = (name: string, nodes: Record<string, unknown>, ids = Object.keys(nodes)) => ({
  format: 'sluice/1',
  name,
  nodes: { start: { type: 'core.manual@1', name: 'Start' }, ...nodes },
  edges: ids.map((id, at) => ({ from: `${at === 0 ? 'start' : ids[at - 1]}.main`, to: `${id}.main` })),
});

const many = chain('Many rows', {
  make: code(
    `return Array.from({ length: 100000 }, (_, n) => ({
      n, name: 'person ' + n, even: n % 2 === 0, address: { city: n % 7 === 0 ? 'Bergen' : 'Oslo', zip: 1000 + (n % 9000) },
      note: n === 77777 ? 'the needle' : null,
    }));`,
    'Make',
  ),
});
const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const documents = chain('Documents', {
  page: code(
    `return { title: 'A page', body: '<!doctype html><h1>Hello page</h1><script>document.title = "taken over"</script>' };`,
    'Page',
  ),
  files: code(
    `const picture = await effect('write', 'blob:', { base64: '${picture}', mediaType: 'image/png', name: 'dot.png' });
     const log = await effect('write', 'blob:', { text: 'line of a log file\\n'.repeat(500000), mediaType: 'text/plain', name: 'big.log' });
     return { json: { made: 2 }, blobs: { picture, log } };`,
    'Files',
  ),
  huge: code(`return { text: 'x'.repeat(6000000), list: Array.from({ length: 200000 }, (_, n) => n) };`, 'Huge'),
});
/** One second of a tone, as a WAV file. */
function makeTone(): Buffer {
  const rate = 8000;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + rate, 4);
  head.write('WAVEfmt ', 8);
  for (const [at, value] of [[16, 16], [24, rate], [28, rate], [40, rate]] as const) head.writeUInt32LE(value, at); // biome-ignore format: pairs
  for (const [at, value] of [[20, 1], [22, 1], [32, 1], [34, 8]] as const) head.writeUInt16LE(value, at); // biome-ignore format: pairs
  head.write('data', 36);
  return Buffer.concat([head, Buffer.from(Array.from({ length: rate }, (_, at) => 128 + Math.round(100 * Math.sin(at / 3))))]);
}
/** A step that gives out these files. */
const fileStep = (files: readonly { name: string; bytes: Buffer | string; mediaType?: string }[]) =>
  code(
    `const blobs = {};
     for (const file of ${JSON.stringify(files.map(({ bytes, ...rest }) => ({ ...rest, base64: Buffer.from(bytes).toString('base64') })))})
       blobs[file.name.split('.')[0]] = await effect('write', 'blob:', file);
     return { json: {}, blobs };`,
    'Media',
  );
const adding = 'return { ...$json, list: [...($json.list ?? []), Math.random()] };';
const steps = chain('Steps', { a: code(adding, 'Alpha'), b: code(adding, 'Beta'), c: code(adding, 'Gamma') });

let browser: Browser;
let sluice: SluiceProcess;
let visitor: Visitor;

const panel = () => visitor.page.getByRole('complementary');
const caption = (id: string) => visitor.node(id).locator('[data-tone]').last();
async function look(id: string, tab: 'Output' | 'Input' = 'Output'): Promise<void> {
  await visitor.node(id).click();
  await panel().getByRole('tab', { name: tab }).click();
}
/** Runs the workflow that is open and waits for a node. */
async function run(id: string): Promise<void> {
  await visitor.button('Run').click();
  await expect.poll(() => visitor.nodeStatus(id).catch(() => null), { timeout: 60_000 }).toBe('completed');
}
const runId = () => new URL(visitor.page.url()).searchParams.get('run');
/** Presses a shortcut while nothing is being written, and waits for another run. */
async function press(keys: string): Promise<void> {
  const before = runId();
  await visitor.page.keyboard.press(keys);
  await expect.poll(runId, { timeout: 15_000 }).not.toBe(before);
}
const choose = (view: string) =>
  panel().getByRole('radiogroup', { name: 'How the items are shown' }).getByText(view, { exact: true }).click();
/** The JSON of the item that is shown. */
async function shownJson(): Promise<string> {
  await choose('JSON');
  return (await panel().getByRole('tree').textContent()) ?? '';
}

describe.skipIf(chromiumPath === undefined)('data, pins and runs of a part, in a real browser', { timeout: 240_000 }, () => {
  beforeAll(async () => {
    [browser, sluice] = await Promise.all([launchBrowser(), SluiceProcess.start()]);
    visitor = await Visitor.open(browser, 'light', { width: 1440, height: 900 });
    await claim(visitor, sluice);
  }, 120_000);
  afterAll(async () => {
    await visitor?.[Symbol.asyncDispose]();
    await browser?.close();
    await sluice?.[Symbol.asyncDispose]();
  });

  it('shows 100,000 rows that scroll smoothly, wherever one jumps to', async () => {
    await importWorkflow(visitor, many);
    await visitor.node('make').waitFor();
    await run('make');
    await look('make');
    const grid = panel().getByRole('grid');
    await grid.getByText('person 3', { exact: true }).waitFor();
    expect(await grid.getAttribute('aria-rowcount')).toBe('100001');
    const frames = await visitor.page.evaluate(measureScrolling, { role: 'grid', frames: 180, step: 93 });
    expect(frames.medianMs).toBeLessThan(20);
    await grid.focus();
    await visitor.page.keyboard.press('End');
    await grid.getByText('person 99999', { exact: true }).waitFor();
    await visitor.page.keyboard.press('Home');
    await grid.getByText('person 0', { exact: true }).waitFor();
    expect(await grid.getByRole('row').count()).toBeLessThan(80);
    await visitor.screenshot('data-table');
  });

  it('searches all of them, and goes from one to the next', async () => {
    const search = panel().getByRole('searchbox');
    await search.fill('NEEDLE');
    await panel().getByText('1 of 1', { exact: true }).waitFor({ timeout: 60_000 });
    await panel().locator('mark').getByText('needle').waitFor();
    await panel().getByText('person 77777', { exact: true }).waitFor();
    await visitor.screenshot('data-search');
    await search.fill('person 4242');
    await panel().getByText('1 of 11', { exact: true }).waitFor({ timeout: 60_000 });
    await search.press('Enter');
    await panel().getByText('2 of 11', { exact: true }).waitFor();
    await panel().getByText('person 42420', { exact: true }).waitFor();
    await search.fill('no such thing');
    await panel().getByText('Not found').waitFor({ timeout: 60_000 });
    await search.press('Escape');
  });

  it('opens what is nested, and shows the fields', async () => {
    await visitor.page.keyboard.press('Home');
    await panel()
      .getByRole('gridcell', { name: /city: "Bergen"/ })
      .first()
      .click();
    await visitor.page.getByRole('dialog').getByText('"Bergen"').waitFor();
    await visitor.screenshot('data-cell');
    await visitor.page.keyboard.press('Escape');
    await choose('Schema');
    const field = panel().getByRole('listitem').filter({ hasText: 'address' }).first();
    await field.getByText('city').waitFor();
    await field.getByText(/"?Bergen"? · "?Oslo/).waitFor();
    expect(await visitor.page.evaluate(readDragged, 'zip')).toEqual({ nodeId: 'make', path: ['address', 'zip'] });
    await visitor.screenshot('data-schema');
    await choose('JSON');
    await panel().getByRole('treeitem').first().waitFor();
    await visitor.screenshot('data-json');
    const { violations } = await new AxeBuilder({ page: visitor.page }).include('aside').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await choose('Table');
  });

  it('shows a page without letting it do anything, and files with a look and a download', async () => {
    await importWorkflow(visitor, documents);
    await visitor.node('huge').waitFor();
    await run('huge');
    await look('page');
    await choose('HTML');
    const frame = panel().locator('iframe');
    expect(await frame.getAttribute('sandbox')).toBe('');
    await visitor.page.frameLocator('aside iframe').getByRole('heading', { name: 'Hello page' }).waitFor();
    await visitor.screenshot('data-html');
    await look('files');
    await choose('Files');
    const image = panel().getByRole('img', { name: 'dot.png' });
    await image.waitFor();
    await panel()
      .getByText(/text\/plain · 9\.5 MB/)
      .waitFor();
    const log = panel().getByRole('listitem').filter({ hasText: 'big.log' });
    await log.getByRole('button', { name: 'Look at it' }).click();
    await panel().getByText('This is the beginning of the file.', { exact: false }).waitFor();
    await visitor.screenshot('data-files');
    const [download] = await Promise.all([
      visitor.page.waitForEvent('download'),
      log.getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('big.log');
    expect((await stat(await download.path())).size).toBe(19 * 500_000);
  });

  it('plays sound and films, and says why it shows no PDF and nothing of unknown kind', async () => {
    const film = Buffer.from(await visitor.page.evaluate(recordFilm), 'base64');
    const files = [
      { name: 'tone.wav', bytes: makeTone(), mediaType: 'audio/wav' },
      { name: 'film.webm', bytes: film, mediaType: 'application/octet-stream' },
      { name: 'paper.pdf', bytes: '%PDF-1.7 a document' },
      { name: 'broken.wav', bytes: 'RIFF0000WAVE', mediaType: 'audio/wav' },
      { name: 'fake.png', bytes: '<!doctype html><h1>Not a picture</h1>', mediaType: 'image/png' },
      { name: 'raw.bin', bytes: Buffer.from([0, 1, 2, 3]) },
    ];
    await importWorkflow(visitor, chain('Media', { media: fileStep(files) }));
    await visitor.node('media').waitFor();
    await run('media');
    await look('media');
    await choose('Files');
    const entry = (name: string) => panel().getByRole('listitem').filter({ hasText: name });
    const open = (name: string) => entry(name).getByRole('button', { name: 'Look at it' }).click();
    // What claims to be a picture is looked at by itself, as what it is.
    await panel().frameLocator('iframe[title="fake.png"]').getByRole('heading', { name: 'Not a picture' }).waitFor();
    await open('tone.wav');
    await entry('tone.wav').locator('audio').waitFor();
    expect(await visitor.page.evaluate(playMedia, 'tone.wav')).toMatchObject({ duration: 1, played: true });
    await open('film.webm');
    await entry('film.webm').locator('video').waitFor();
    expect(await visitor.page.evaluate(playMedia, 'film.webm')).toMatchObject({ width: 64, played: true });
    await open('paper.pdf');
    await entry('paper.pdf')
      .getByText(/A PDF is not opened inside this page/)
      .waitFor();
    await open('broken.wav');
    await entry('broken.wav')
      .getByText(/The browser cannot play this file/)
      .waitFor();
    await open('raw.bin');
    await entry('raw.bin')
      .getByText(/There is no preview of files of this type/)
      .waitFor();
    await visitor.screenshot('data-media');
    const { violations } = await new AxeBuilder({ page: visitor.page }).include('aside').exclude('iframe').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await importWorkflow(visitor, documents);
    await visitor.node('huge').waitFor();
    await run('huge');
  });

  it('shows the beginning of an item that is too large, and says so', async () => {
    await look('huge');
    await panel()
      .getByText(/what is shown is its beginning/)
      .waitFor();
    await visitor.screenshot('data-cut');
    const [download] = await Promise.all([
      visitor.page.waitForEvent('download'),
      panel().getByRole('button', { name: 'Download all items as JSON' }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    expect((JSON.parse(text) as { text: string }[])[0]?.text).toHaveLength(6_000_000);
  });

  it('runs one step, from it on and up to it, with what was there before kept', async () => {
    await importWorkflow(visitor, steps);
    await visitor.node('c').waitFor();
    await run('c');
    const shown = async (id: string) => {
      await look(id);
      return shownJson();
    };
    const first = { a: await shown('a'), b: await shown('b'), c: await shown('c') };
    await look('b');
    await press('Shift+Enter');
    await expect.poll(() => caption('c').textContent()).toContain('earlier run');
    expect([await shown('a'), await shown('c')]).toEqual([first.a, first.c]);
    const second = await shown('b');
    expect(second).not.toBe(first.b);
    await visitor.screenshot('data-run-step');
    await look('a');
    await panel().getByText('From an earlier run').waitFor();

    await look('b');
    await press('Alt+Enter');
    await expect.poll(() => caption('c').textContent()).not.toContain('earlier run');
    expect(await shown('a')).toBe(first.a);
    expect([await shown('b'), await shown('c')]).not.toContain(second);

    await look('b');
    const third = await shown('c');
    await look('b');
    await press('Alt+Shift+Enter');
    await expect.poll(() => caption('c').textContent()).toContain('earlier run');
    expect(await shown('a')).not.toBe(first.a);
    expect(await shown('c')).toBe(third);
  });

  it('pins what a step gave out, and runs with that until it is unpinned', async () => {
    await look('a');
    const pinned = await shownJson();
    await visitor.page.keyboard.press('p');
    await visitor.node('a').getByRole('img', { name: 'Pinned' }).waitFor();
    await press('Control+Enter');
    await expect.poll(() => caption('a').textContent()).toContain('pinned');
    await look('a');
    expect(await shownJson()).toBe(pinned);
    await visitor.screenshot('data-pinned');
    await visitor.page.getByRole('button', { name: 'Edit what the step gives out' }).click();
    const dialog = visitor.page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('{ "list": [');
    await dialog.getByText(/Line 1, column/).waitFor();
    await dialog.getByRole('textbox').fill(JSON.stringify(['x'.repeat(300_000)]));
    await dialog.getByText(/larger than 250/).waitFor();
    await dialog.getByRole('textbox').fill('{ "list": ["by hand"] }');
    await visitor.screenshot('data-pin-dialog');
    await dialog.getByRole('button', { name: 'Pin', exact: true }).click();
    await press('Control+Enter');
    await look('b');
    await expect.poll(shownJson).toContain('"by hand"');
    await visitor.node('a').click();
    await visitor.page.keyboard.press('p');
    await expect.poll(() => visitor.node('a').getByRole('img', { name: 'Pinned' }).count()).toBe(0);
    await visitor.page.keyboard.press('Control+z');
    await visitor.node('a').getByRole('img', { name: 'Pinned' }).waitFor();
  });

  it('looks right in the dark', async () => {
    await visitor.page.emulateMedia({ colorScheme: 'dark' });
    await look('b');
    await visitor.screenshot('data-dark-json');
    await choose('Table');
    await visitor.screenshot('data-dark-table');
    await choose('Schema');
    await visitor.screenshot('data-dark-schema');
  });

  it('left no complaint in the console, and none at the server', () => {
    expect(visitor.complaints).toEqual([]);
    expect(sluice.faults).toEqual([]);
  });
});
