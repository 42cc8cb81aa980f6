import { getVersion, getWorkflow, listVersions, saveDraft, type WorkflowDocument, workflowDocument } from '@sluice/protocol';
import type { Browser, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestSluice } from '../support/test-sluice.ts';
import { chromiumPath, launchBrowser, type Visitor } from './lib/editor-browser.ts';
import { flawsOf } from './lib/flaws.ts';
import { letGo } from './lib/in-page.mjs';
import { arrive, openTogether, startSluice } from './lib/people.ts';

const code = (rate: number) =>
  [
    'const { lines } = $json;',
    'let total = 0;',
    'for (const line of lines) total += line.price;',
    `return { total: total * ${rate} };`,
  ].join('\n');
const first = (path: string): WorkflowDocument =>
  workflowDocument.parse({
    format: 'sluice/1',
    name: 'Orders',
    nodes: {
      hook: { type: 'core.webhook@1', name: 'Order comes in', params: { path } },
      sum: { type: 'core.code@1', name: 'Sum up', params: { code: code(1) } },
      old: { type: 'core.text@1', name: 'Old notice', params: { text: 'bye' } },
    },
    edges: [
      { from: 'hook.main', to: 'sum.main' },
      { from: 'sum.main', to: 'old.main' },
    ],
    layout: { hook: { x: 0, y: 0 }, sum: { x: 320, y: 0 }, old: { x: 640, y: 0 } },
  });
/** The same with one node changed, one gone and one new. */
function second(path: string): WorkflowDocument {
  const { old: _, ...nodes } = first(path).nodes;
  return {
    ...first(path),
    nodes: {
      ...nodes,
      sum: { ...nodes['sum']!, params: { code: code(1.19) }, onError: 'continue' },
      mail: { type: 'core.text@1', name: 'Write mail', params: { text: 'Thank you' } },
    },
    edges: [first(path).edges[0]!, { from: 'sum.main', to: 'mail.main' }],
    layout: { hook: { x: 0, y: 0 }, sum: { x: 320, y: 0 }, mail: { x: 640, y: 0 } },
  };
}

let browser: Browser;
let sluice: TestSluice;

const dialog = ({ page }: Visitor) => page.getByRole('dialog');
const saved = ({ page }: Visitor) => page.getByText('Saved', { exact: true }).waitFor();

async function change(id: string, document: WorkflowDocument): Promise<void> {
  const { revision } = await sluice.call(getWorkflow, { params: { id } });
  await sluice.call(saveDraft, { params: { id }, body: { document, revision } });
}

describe.skipIf(chromiumPath === undefined)('versions of a workflow, in a real browser', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    [browser, sluice] = await Promise.all([launchBrowser(), startSluice()]);
  });
  afterAll(async () => {
    await browser?.close();
    await sluice?.stop();
  });

  it('are published, compared, restored and activated', async () => {
    const path = 'orders';
    await using ada = await arrive(browser, sluice, { name: 'Ada Lovelace', role: 'owner' });
    const id = await openTogether(sluice, first(path), [ada]);

    // The first version; its webhook listens.
    await ada.button('Publish').click();
    await dialog(ada).getByLabel('What is new?').fill('The beginning');
    await ada.text('This makes the draft the first version').waitFor();
    await ada.button('Publish and activate').click();
    await ada.text('Version 1 is published and active.').waitFor();
    await ada.text(`/hooks/${path}`).waitFor();
    const publish = ada.button('Publish');
    await expect.poll(() => publish.isDisabled()).toBe(true);
    expect(await publish.getAttribute('title')).toBe('Nothing was changed since version 1.');

    // The layout does not count; a change does, and the banner says so.
    await change(id, { ...first(path), layout: { ...first(path).layout, sum: { x: 320, y: 90 } } });
    await ada.page.waitForTimeout(1000);
    expect(await ada.text('is running').count()).toBe(0);
    await change(id, second(path));
    await ada.text('Version 1 is running. The draft has 3 changes that are not.').waitFor();
    expect(await flawsOf(ada, '46-running-banner')).toEqual([]);

    // What it would publish, by the key.
    await ada.page.evaluate(letGo);
    await ada.page.keyboard.press('ControlOrMeta+Shift+S');
    await dialog(ada).getByText('Since version 1 · 3 changes').waitFor();
    const changes = dialog(ada).getByRole('list', { name: 'What differs' });
    await changes.getByText('Write mail').waitFor();
    await changes.getByText('return { total: total * 1.19 };').waitFor();
    await dialog(ada).getByLabel('What is new?').fill('With taxes, and a mail');
    await dialog(ada).getByLabel('Let its triggers start executions at once').uncheck();
    expect(await flawsOf(ada, '47-publish')).toEqual([]);
    await dialog(ada).getByRole('button', { name: 'Publish', exact: true }).click();
    await ada.text('Published as version 2.').waitFor();

    // What runs is still the first one.
    await ada.text('Version 1 is running. The draft has 3 changes that are not.').waitFor();
    await ada.button('See the changes').click();
    await dialog(ada).getByText('From Version 1 to Draft').waitFor();
    const marked = (node: string, mark: string) =>
      dialog(ada).locator(`.react-flow__node[data-id="${node}"] [data-mark="${mark}"]`).waitFor();
    await Promise.all([marked('sum', 'changed'), marked('old', 'removed'), marked('mail', 'added')]);
    expect(await dialog(ada).locator('.react-flow__node[data-id="hook"] [data-mark]').count()).toBe(0);
    expect(await flawsOf(ada, '48-history')).toEqual([]);

    // The list of versions, and one of them against another.
    const versions = dialog(ada).getByRole('navigation', { name: 'Versions' });
    await versions.getByRole('button', { name: /^Version 2/ }).click();
    await dialog(ada).getByText('From Version 1 to Version 2').waitFor();
    await versions
      .getByText('Ada Lovelace')
      .or(versions.getByText(/^You · /))
      .first()
      .waitFor();
    await dialog(ada).getByRole('button', { name: 'Activate' }).click();
    await ada.text('Version 2 is active.').waitFor();
    await versions.getByRole('button', { name: /^Version 2 Active/ }).waitFor();
    await versions.getByRole('button', { name: /^Version 1/ }).click();
    await dialog(ada).getByText('This is the first version.').waitFor();
    await dialog(ada).getByRole('combobox', { name: 'Compared with' }).click();
    await ada.page.getByRole('option', { name: 'Draft' }).click();
    await dialog(ada).getByText('From Version 1 to Draft').waitFor();

    // Back to it: one edit, which is undone by one.
    await dialog(ada).getByRole('button', { name: 'Restore' }).click();
    await ada.text('The draft is version 1 again.').waitFor();
    await ada.node('old').waitFor();
    await expect
      .poll(async () => Object.keys((await sluice.call(getWorkflow, { params: { id } })).document.nodes).sort())
      .toEqual(['hook', 'old', 'sum']);
    await ada.text('Version 2 is running. The draft has 3 changes that are not.').waitFor();
    await ada.page.keyboard.press('ControlOrMeta+Z');
    await ada.node('mail').waitFor();
    await ada.text('is running').waitFor({ state: 'detached' });
    await saved(ada);
    expect((await sluice.call(getWorkflow, { params: { id } })).document).toEqual(second(path));
    const { items } = await sluice.call(listVersions, { params: { id } });
    expect(items.map(({ number, message, active }) => [number, message, active])).toEqual([
      [2, 'With taxes, and a mail', true],
      [1, 'The beginning', false],
    ]);
    expect(ada.complaints).toEqual([]);
  });

  it('are seen at once when somebody else publishes or switches them', async () => {
    await using ada = await arrive(browser, sluice, { name: 'Ada Lovelace', role: 'owner' });
    await using grace = await arrive(browser, sluice, { name: 'Grace Hopper', role: 'builder' });
    const path = 'live';
    const id = await openTogether(sluice, first(path), [ada, grace]);
    await grace.page.getByRole('img', { name: /^Ada Lovelace/ }).waitFor();
    const asked: string[] = [];
    grace.page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));

    await ada.button('Publish').click();
    // What somebody did is shown for a few seconds: it is waited for from the beginning.
    await Promise.all([
      grace.text('Ada Lovelace published a version and activated it').waitFor(),
      ada.button('Publish and activate').click(),
    ]);
    await grace.text(`/hooks/${path}`).waitFor();
    const listens = grace.page.getByRole('switch');
    /** It is off while the engine is being told. */
    const flip = async () => {
      await expect.poll(() => ada.page.getByRole('switch').isEnabled()).toBe(true);
      await ada.page.getByRole('switch').click({ force: true });
    };
    await ada.page.getByRole('dialog').waitFor({ state: 'detached' }); // it would lie over the switch
    await expect.poll(() => listens.isChecked()).toBe(true);
    await expect.poll(() => grace.button('Publish').getAttribute('title')).toBe('Nothing was changed since version 1.');
    await grace.screenshot('49-published-live');

    await Promise.all([grace.text(/^Ada Lovelace .*switched the triggers off$/).waitFor(), flip()]);
    await expect.poll(() => listens.isChecked()).toBe(false);
    await flip();
    await expect.poll(() => listens.isChecked()).toBe(true);

    // What runs is another than the draft: both banners say so, and both go when the other one publishes.
    await change(id, second(path));
    const banner = 'Version 1 is running. The draft has 3 changes that are not.';
    await Promise.all([ada.text(banner).waitFor(), grace.text(banner).waitFor()]);
    await ada.button('Publish').click();
    await ada.button('Publish and activate').click();
    await grace.text(banner).waitFor({ state: 'detached' });
    await expect.poll(() => grace.button('Publish').getAttribute('title')).toBe('Nothing was changed since version 2.');
    // The draft was not fetched anew for any of it.
    expect(asked).not.toContain(`GET /v1/workflows/${id}`);

    // By name in the history, for a builder.
    await grace.page.evaluate(letGo);
    await grace.page.keyboard.press('Shift+H');
    await dialog(grace)
      .getByRole('navigation', { name: 'Versions' })
      .getByText(/^Ada Lovelace · /)
      .first()
      .waitFor();
    expect([...ada.complaints, ...grace.complaints]).toEqual([]);
  });

  it('hold nothing that who publishes has not seen', async () => {
    await using ada = await arrive(browser, sluice, { name: 'Ada Lovelace', role: 'builder' });
    const path = 'meanwhile';
    const id = await openTogether(sluice, first(path), [ada]);
    await ada.button('Publish').click();
    await dialog(ada).getByLabel('What is new?').fill('As I saw it');
    // Somebody saves when her page has already asked for its revision to be published.
    const saveBefore = async (route: Route) => {
      await change(id, second(path));
      await route.continue();
    };
    await ada.page.route('**/publish', saveBefore, { times: 1 });
    await ada.button('Publish and activate').click();
    await dialog(ada)
      .getByText(/changed the draft meanwhile$|^The draft was changed meanwhile$/)
      .waitFor();
    const news = dialog(ada).getByRole('alert').getByRole('list', { name: 'What differs' });
    await news.getByText('Write mail').waitFor();
    expect((await sluice.call(listVersions, { params: { id } })).items).toEqual([]);
    expect(await flawsOf(ada, '50-changed-meanwhile')).toEqual([]);
    await ada.button('Publish with these changes').click();
    await ada.text('Version 1 is published and active.').waitFor();
    const { items } = await sluice.call(listVersions, { params: { id } });
    expect(items).toMatchObject([{ number: 1, message: 'As I saw it', active: true }]);
    const { document } = await sluice.call(getVersion, { params: { id, version: items[0]?.version ?? '' } });
    expect(document).toEqual(second(path));
    expect(ada.complaints).toEqual([]);
  });

  it('are in the address, in the palette, and closed by Escape', async () => {
    await using ada = await arrive(browser, sluice, { name: 'Ada', role: 'builder' });
    await openTogether(sluice, first('elsewhere'), [ada]);
    await ada.page.evaluate(letGo);
    await ada.page.keyboard.press('Shift+H');
    await ada.heading('Nothing was published yet').waitFor();
    expect(new URL(ada.page.url()).searchParams.get('history')).toBe('draft');
    await ada.page.keyboard.press('Escape');
    await dialog(ada).waitFor({ state: 'detached' });
    await ada.page.keyboard.press('ControlOrMeta+K');
    for (const action of ['Publish…', 'Show the history', 'Save now', 'Restore the newest version'])
      await ada.page.getByText(action, { exact: true }).waitFor();
    await ada.page.keyboard.press('Escape');
    expect(ada.complaints).toEqual([]);
  });

  it('are not published while there are problems, or by who may not; both say why', async () => {
    await using ada = await arrive(browser, sluice, { name: 'Ada', role: 'builder' });
    const broken = first('broken');
    await openTogether(sluice, { ...broken, nodes: { ...broken.nodes, old: { type: 'core.text@1', params: {} } } }, [ada]);
    const publish = ada.button('Publish');
    await expect.poll(() => publish.getAttribute('title')).toBe('Fix the problem first: a version must be able to run.');
    expect(await publish.isDisabled()).toBe(true);
    expect(ada.complaints).toEqual([]);
  });
});
