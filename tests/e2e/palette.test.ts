import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claim } from './lib/claim.ts';
import { chromiumPath, launchBrowser, Visitor } from './lib/editor-browser.ts';
import { importWorkflow } from './lib/import-workflow.ts';
import { SluiceProcess } from './lib/sluice-process.ts';

/**
 * The 24 rows of the editor's design, each with the entries of the palette that carry it out while a node is selected, and their first key.
 * Rows without entries show something and do nothing that could be asked for by name.
 */
const rowsOfDesign: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '1 drop a wire on empty canvas': { 'add-node-after': 'Tab', connect: 'C' },
  '2 Tab or double-click: searchable picker': { 'add-node': 'A', 'add-node-after': 'Tab' },
  '3 insert into a wire': { 'insert-before': 'I', 'wire-insert': 'I' },
  '4 delete a node and heal the wire': { delete: 'Del', 'delete-without-healing': 'Shift Del' },
  '5 wires snap, ports refuse': { connect: 'C', disconnect: 'X', 'wire-cut': 'X' },
  '6 clipboard': { copy: 'Ctrl C', cut: 'Ctrl X', paste: 'Ctrl V' },
  '7 duplicate, rename, open, disable, pin': {
    duplicate: 'Ctrl D',
    rename: 'F2',
    'open-node': 'Enter',
    'disable-pass': 'D',
    'disable-block': 'Shift D',
    pin: 'P',
    editPin: 'Shift P',
  },
  '8 run all, this step, from here': {
    run: 'Ctrl Enter',
    runStep: 'Shift Enter',
    runFrom: 'Alt Enter',
    runTo: 'Alt Shift Enter',
  },
  '9 live status and item counts': {},
  '10 input, parameters, output side by side': { openStep: 'Enter', previousNode: 'Alt ↑', nextNode: 'Alt ↓' },
  '11 views of data': {},
  '12 arrow keys walk the graph': {
    'walk-right': '→',
    'walk-left': '←',
    'walk-up': '↑',
    'walk-down': '↓',
    'select-upstream': 'Shift ←',
    'select-downstream': 'Shift →',
  },
  '13 fit, zoom, select': {
    fit: '1',
    'fit-selection': '2',
    'zoom-in': '+',
    'zoom-out': '-',
    'zoom-100': '0',
    'select-all': 'Ctrl A',
    'select-none': 'Esc',
  },
  '14 tidy up, align, distribute': {
    'tidy-up': 'Shift T',
    'align-left': 'Alt A',
    'align-right': 'Alt D',
    'align-top': 'Alt W',
    'align-bottom': 'Alt S',
    'align-center': 'Alt H',
    'align-middle': 'Alt V',
    'distribute-horizontal': 'Alt Shift H',
    'distribute-vertical': 'Alt Shift V',
    'nudge-left': 'Ctrl ←',
  },
  '15 notes, groups, sub-workflows': {
    'add-note': 'N',
    group: 'Ctrl G',
    ungroup: 'Ctrl Shift G',
    'fold-group': 'Alt G',
    'color-entry': 'Alt C',
    'into-group': 'Alt I',
    'out-of-group': 'Alt O',
    extract: 'Alt X',
  },
  '16 undo and redo': { undo: 'Ctrl Z', redo: 'Ctrl Shift Z' },
  '17 drafts and versions': {
    saveNow: 'Ctrl S',
    publish: 'Ctrl Shift S',
    history: 'Shift H',
    restore: 'Alt Shift R',
    activate: 'Alt Shift A',
  },
  '18 someone else edits': { share: 'Shift S' },
  '19 command palette': { palette: 'Ctrl K', shortcuts: '?' },
  '20 errors': { issues: 'Shift I' },
  '21 empty canvas': { 'add-node': 'A' },
  '22 first run': { run: 'Ctrl Enter' },
  '23 outline': { outline: 'O', 'next-part': 'F6' },
  '24 large graphs': {},
};

const large = {
  format: 'sluice/1',
  name: 'Five thousand',
  nodes: Object.fromEntries([
    ['start', { type: 'core.manual@1', name: 'Start' }],
    ...Array.from({ length: 5000 }, (_, n) => [`n${n}`, { type: 'core.set@1', name: `Step ${n}`, params: { fields: { n } } }]),
  ]),
  edges: Array.from({ length: 5000 }, (_, n) => ({ from: n === 0 ? 'start.main' : `n${n - 1}.main`, to: `n${n}.main` })),
  layout: Object.fromEntries(
    ['start', ...Array.from({ length: 5000 }, (_, n) => `n${n}`)].map((id, at) => [
      id,
      { x: (at % 100) * 320, y: Math.floor(at / 100) * 140 },
    ]),
  ),
};
const small = {
  format: 'sluice/1',
  name: 'Small',
  nodes: {
    start: { type: 'core.manual@1', name: 'Start' },
    set: { type: 'core.set@1', name: 'Set', params: { fields: { a: 1 } } },
  },
  edges: [{ from: 'start.main', to: 'set.main' }],
  layout: { start: { x: 0, y: 0 }, set: { x: 320, y: 0 } },
};

let browser: Browser;
let sluice: SluiceProcess;
let visitor: Visitor;

const search = () => visitor.page.getByRole('combobox', { name: /^Go to a page/ });
const entry = (id: string) => visitor.page.locator(`[data-entry="${id}"]`);
const press = (key: string) => visitor.page.keyboard.press(key);

async function openWorkflow(document: { readonly name: string }): Promise<void> {
  await importWorkflow(visitor, document);
  await visitor.heading(document.name).waitFor();
  await visitor.button('Tidy up').waitFor({ timeout: 30_000 });
}

describe.skipIf(chromiumPath === undefined)('row 19: the command palette, in a real browser', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    [browser, sluice] = await Promise.all([launchBrowser(), SluiceProcess.start()]);
    visitor = await Visitor.open(browser);
    await claim(visitor, sluice);
  });
  afterAll(async () => {
    await visitor?.[Symbol.asyncDispose]();
    await browser?.close();
    await sluice?.[Symbol.asyncDispose]();
  });

  it('has every action of the design, with its key, and says why one cannot be done', async () => {
    await openWorkflow(small);
    await visitor.node('set').click();
    await press('ControlOrMeta+k');
    await search().waitFor();
    await entry('action-add-node').waitFor();
    const shown = new Map(
      await visitor.page
        .locator('[data-entry]')
        .evaluateAll((all) =>
          all.map((each) => [
            each.getAttribute('data-entry') ?? '',
            [...each.querySelectorAll('kbd')].map((key) => key.textContent).join(' '),
          ]),
        ),
    );
    const wanted = Object.entries(rowsOfDesign).flatMap(([row, entries]) =>
      Object.entries(entries).map(([id, keys]) => ({ row, id, keys })),
    );
    expect(Object.keys(rowsOfDesign).map((row) => Number.parseInt(row, 10))).toEqual(Array.from({ length: 24 }, (_, n) => n + 1));
    expect(wanted.map(({ row, id }) => ({ row, id, keys: shown.get(`action-${id}`) }))).toEqual(wanted);
    const undo = entry('action-undo');
    expect(await undo.getAttribute('aria-disabled')).toBe('true');
    expect(await undo.textContent()).toContain('There is nothing to undo');
    await press('Escape');
    await press('?');
    const list = visitor.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await list.waitFor();
    for (const { id } of wanted) {
      expect(await list.locator(`[data-action="${id}"] kbd`).count(), id).toBeGreaterThan(0);
    }
    await press('Escape');
    await list.waitFor({ state: 'detached' });
    expect(visitor.complaints).toEqual([]);
  });

  it('does what the menus of lists do, to the row with the focus or to those that are ticked', async () => {
    const title = (id: string) => entry(`action-${id}`).locator('[class*=title]').textContent();
    const choose = async (id: string) => {
      await press('ControlOrMeta+k');
      await entry(`action-${id}`).click();
      await search().waitFor({ state: 'detached' });
    };
    await importWorkflow(visitor, { ...small, name: 'First' });
    await visitor.heading('First').waitFor();
    await importWorkflow(visitor, { ...small, name: 'Second' });
    await visitor.heading('Second').waitFor();
    await visitor.button('Run').click();
    await visitor.page.getByText('Completed', { exact: true }).first().waitFor();
    await visitor.link('Workflows').click();
    await visitor.link(/^First/).waitFor();
    await visitor.page.locator('h1').click();
    await press('ControlOrMeta+k');
    await search().waitFor();
    for (const id of ['file', 'duplicate', 'export', 'archive', 'restore']) {
      expect(await entry(`action-workflows.${id}`).getAttribute('aria-disabled'), id).toBe('true');
      expect(await entry(`action-workflows.${id}`).textContent(), id).toContain('Go to a row');
    }
    await press('Escape');
    await visitor.link(/^First/).focus();
    await press('ControlOrMeta+k');
    await search().waitFor();
    expect(await title('workflows.archive')).toBe('Archive: “First”');
    expect(await entry('action-workflows.restore').textContent()).toContain('It is not in the archive.');
    await visitor.screenshot('palette-rows');
    await press('Escape');
    await expect.poll(() => visitor.link(/^First/).evaluate((row) => row === row.ownerDocument.activeElement)).toBe(true);
    await choose('workflows.archive');
    await visitor.link(/^First/).waitFor({ state: 'detached' });
    await visitor.button('Undo').first().click();
    await visitor.link(/^First/).waitFor();
    await visitor.link(/^Second/).focus();
    await press('x');
    await visitor.text('1 selected').waitFor();
    await press('ArrowDown');
    await expect.poll(() => visitor.link(/^Second/).evaluate((row) => row === row.ownerDocument.activeElement)).toBe(false);
    await press('x');
    await visitor.text('2 selected').waitFor();
    await press('ControlOrMeta+k');
    await search().waitFor();
    expect(await title('workflows.file')).toBe('Folder and tags: 2 selected');
    expect(await entry('action-workflows.duplicate').textContent()).toContain('one at a time');
    await press('Escape');
    await choose('workflows.file');
    await visitor.page.getByRole('dialog', { name: /2 workflows/ }).waitFor();
    await visitor.button('Cancel').click();
    await visitor.page.getByRole('dialog').waitFor({ state: 'detached' });
    await choose('workflows.none');
    await visitor.link('Executions').click();
    await visitor.heading('Executions').waitFor();
    await visitor
      .link(/^Second Completed/)
      .first()
      .waitFor(); // not the one in the list of workflows
    await visitor
      .link(/^Second/)
      .first()
      .focus();
    const executions = visitor.page.getByRole('list', { name: 'Executions' }).getByRole('listitem');
    const before = await executions.count();
    await press('ControlOrMeta+k');
    await search().waitFor();
    expect(await entry('action-executions.cancel').textContent()).toContain('It has ended already.');
    const groups = await visitor.page.getByRole('group').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    expect(groups.find((group) => group !== 'Used lately')).toBe('This list');
    await press('Escape');
    await choose('executions.retry');
    await expect.poll(() => executions.count()).toBe(before + 1);
    await choose('executions.all');
    await choose('executions.remove');
    await visitor.page.getByRole('dialog', { name: /Delete \d executions\?/ }).waitFor();
    await visitor.button('Keep it').click();
    await visitor.page.getByRole('dialog').waitFor({ state: 'detached' });
    await choose('executions.none');
    await choose('executions.status.failed');
    await visitor.heading('No execution fits').waitFor();
    await choose('executions.status.all');
    await visitor
      .link(/^Second/)
      .first()
      .click();
    await visitor.button('Replay').waitFor();
    await choose('replay');
    await visitor.text('Identical').first().waitFor();
    await choose('openWorkflow');
    await visitor.heading('Second').waitFor();
    await visitor.button('Tidy up').waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  it('goes to executions and workflows by name and by id, and shows what was used last first', async () => {
    await press('ControlOrMeta+Enter');
    await visitor.page.getByText('Completed', { exact: true }).first().waitFor();
    const workflow = new URL(visitor.page.url()).pathname.split('/').at(-1) ?? '';
    const execution = new URL(visitor.page.url()).searchParams.get('run') ?? '';
    await press('ControlOrMeta+k');
    await search().fill(execution.replaceAll('"', ''));
    await press('Enter');
    await visitor.page.waitForURL(/\/executions\//);
    await visitor.page.goto(`${sluice.url}/no/such/page`);
    await visitor.heading('There is nothing here').waitFor();
    await press('ControlOrMeta+k');
    await search().fill(workflow);
    await expect.poll(() => visitor.page.locator('[data-entry]').first().getAttribute('data-entry')).toBe(`workflow-${workflow}`);
    await press('Enter');
    await visitor.page.waitForURL(new RegExp(`/workflows/${workflow}`));
    await visitor.button('Tidy up').waitFor();
    await press('ControlOrMeta+k');
    await search().fill('fit the graph');
    await press('Enter');
    await press('ControlOrMeta+k');
    await expect.poll(() => visitor.page.locator('[data-entry]').first().getAttribute('data-entry')).toBe('action-fit');
    await press('Escape');
    expect(visitor.complaints).toEqual([]);
  });

  it('finds a node among 5,000 as fast as its name is typed', async () => {
    await openWorkflow(large);
    await press('ControlOrMeta+k');
    await search().waitFor();
    await search().pressSequentially('Step 47', { delay: 0 });
    const before = Date.now();
    await search().pressSequentially('11', { delay: 0 });
    await expect.poll(() => visitor.page.locator('[data-entry]').first().getAttribute('data-entry')).toBe('node-n4711');
    const took = Date.now() - before;
    console.log(`Two letters in a palette over 5,000 nodes: ${took} ms`);
    expect(took).toBeLessThan(1500);
    await press('Enter');
    await expect.poll(() => visitor.page.locator('.react-flow__node[data-id="n4711"]').count()).toBe(1);
    expect(visitor.complaints).toEqual([]);
  });

  it('does what the rows of secrets and keys do, to the one with the focus, and signs out', async () => {
    const choose = async (id: string) => {
      await press('ControlOrMeta+k');
      await entry(`action-${id}`).click();
      await search().waitFor({ state: 'detached' });
    };
    const dialog = (name: string) => visitor.page.getByRole('dialog', { name });
    await visitor.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await visitor.link('Secrets').click();
    await visitor.button('Add a secret').click();
    await visitor.page.getByRole('textbox', { name: 'Name' }).fill('SHOP_KEY');
    await visitor.page.getByRole('textbox', { name: 'Value' }).fill('zebra-9');
    await dialog('Add a secret').getByRole('button', { name: 'Add a secret' }).click();
    await dialog('Add a secret').waitFor({ state: 'detached' });
    await visitor.button('Delete the secret SHOP_KEY').waitFor();
    await press('ControlOrMeta+k');
    await search().waitFor();
    expect(await entry('action-secrets.rotate').textContent()).toContain('Go to a row');
    await press('Escape');
    await visitor.button('Delete the secret SHOP_KEY').focus();
    await choose('secrets.rotate');
    await dialog('A new value for SHOP_KEY').waitFor();
    await press('Escape');
    await dialog('A new value for SHOP_KEY').waitFor({ state: 'detached' });
    await visitor.button('Delete the secret SHOP_KEY').focus();
    await choose('secrets.copy');
    expect(await visitor.page.evaluate('navigator.clipboard.readText()')).toBe('SHOP_KEY');
    await visitor.button('Delete the secret SHOP_KEY').focus();
    await choose('secrets.delete');
    await dialog('Delete SHOP_KEY?').getByRole('button', { name: 'Delete it' }).click();
    await visitor.heading('No secret yet').waitFor();

    await visitor.link('Keys').click();
    await visitor.button('Name and role of Ada Lovelace').focus();
    await choose('keys.edit');
    await dialog('Name and role of Ada Lovelace').waitFor();
    await press('Escape');
    await dialog('Name and role of Ada Lovelace').waitFor({ state: 'detached' });
    await visitor.button('Name and role of Ada Lovelace').focus();
    await choose('keys.revoke');
    await dialog('Revoke the key of Ada Lovelace').waitFor();
    await press('Escape');
    await dialog('Revoke the key of Ada Lovelace').waitFor({ state: 'detached' });
    await choose('own-key.save');
    await visitor.page.getByRole('dialog').waitFor();
    await press('Escape');
    await visitor.page.getByRole('dialog').waitFor({ state: 'detached' });

    await choose('identity.sign-out');
    await dialog('Sign out of this browser').getByRole('button', { name: 'Keep it' }).click();
    await visitor.page.getByRole('dialog').waitFor({ state: 'detached' });
    await choose('identity.sign-out');
    await dialog('Sign out of this browser').getByRole('button', { name: 'Sign out of this browser' }).click();
    await visitor.page.getByLabel('Recovery phrase').waitFor();
    expect(visitor.complaints).toEqual([]);
  });
});
