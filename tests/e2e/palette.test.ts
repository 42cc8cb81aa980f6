import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claim } from './lib/claim.ts';
import { chromiumPath, launchBrowser, Visitor } from './lib/editor-browser.ts';
import { importWorkflow } from './lib/import-workflow.ts';
import { SluiceProcess } from './lib/sluice-process.ts';

/**
 * The interactions of the editor's design and the actions that they are, all of which stand in the palette while a node is selected. Rows that
 * are not here show something and do nothing: live status (9), data and its views (10, 11), others who edit (18), large graphs (24).
 */
const actionsOfRows: Readonly<Record<string, readonly string[]>> = {
  '1 a wire dropped on the canvas': ['connect', 'add-node-after'],
  '2 a picker of nodes': ['add-node', 'add-node-after'],
  '3 into a wire': ['insert-before'],
  '4 delete and heal': ['delete', 'delete-without-healing'],
  '5 wires': ['connect', 'disconnect'],
  '6 clipboard': ['copy', 'cut', 'paste'],
  '7 keys of a node': ['duplicate', 'rename', 'open-node', 'disable-pass', 'disable-block', 'pin'],
  '8 run': ['run', 'runStep', 'runFrom', 'runTo'],
  '12 walk the graph': ['walk-right', 'walk-left', 'walk-up', 'walk-down', 'select-upstream', 'select-downstream'],
  '13 look around': ['fit', 'fit-selection', 'zoom-in', 'zoom-out', 'zoom-100', 'select-all'],
  '14 arrange': [
    'tidy-up',
    'align-left',
    'align-right',
    'align-top',
    'align-bottom',
    'align-center',
    'align-middle',
    'distribute-horizontal',
    'distribute-vertical',
  ],
  '15 notes, groups, sub-workflows': ['add-note', 'group', 'ungroup', 'fold-group', 'extract'],
  '16 undo': ['undo', 'redo'],
  '17 versions': ['saveNow', 'publish', 'history', 'restore', 'activate'],
  '19 palette': ['palette', 'shortcuts'],
  '20 errors': ['issues'],
  '21, 22 first run': ['add-node', 'run'],
  '23 outline': ['outline', 'next-part'],
};
/** What has no key of its own. */
const withoutKey = ['restore', 'activate'];

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

describe.skipIf(chromiumPath === undefined)(
  'row 19: the command palette, in a real browser',
  { retry: 1, timeout: 120_000 },
  () => {
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
            all.map((each) => [each.getAttribute('data-entry') ?? '', each.querySelectorAll('kbd').length] as const),
          ),
      );
      for (const [row, ids] of Object.entries(actionsOfRows)) {
        for (const id of ids) {
          expect(shown.has(`action-${id}`), `row ${row}: ${id} is not in the palette`).toBe(true);
          if (!withoutKey.includes(id)) expect(shown.get(`action-${id}`), `row ${row}: ${id} has no key`).toBeGreaterThan(0);
        }
      }
      const undo = entry('action-undo');
      expect(await undo.getAttribute('aria-disabled')).toBe('true');
      expect(await undo.textContent()).toContain('There is nothing to undo');
      await press('Escape');
      await press('?');
      const list = visitor.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
      await list.waitFor();
      for (const id of Object.values(actionsOfRows).flat()) {
        if (!withoutKey.includes(id)) expect(await list.locator(`[data-action="${id}"] kbd`).count(), id).toBeGreaterThan(0);
      }
      await press('Escape');
      await list.waitFor({ state: 'detached' });
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
      await press('ControlOrMeta+k');
      await search().fill(workflow);
      await expect
        .poll(() => visitor.page.locator('[data-entry]').first().getAttribute('data-entry'))
        .toBe(`workflow-${workflow}`);
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
  },
);
