import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claim } from './lib/claim.ts';
import { chromiumPath, launchBrowser, Visitor } from './lib/editor-browser.ts';
import { flawsOf } from './lib/flaws.ts';
import { importWorkflow } from './lib/import-workflow.ts';
import { dropPath } from './lib/in-page.mjs';
import { SluiceProcess } from './lib/sluice-process.ts';

const people = [
  { customer: { name: 'Ada', 'first name': 'A.' }, lines: [{ sku: 'x' }], total: 60 },
  { customer: { name: 'Bob' }, lines: [], total: 7 },
];
/** A node for each kind of parameter. */
const kinds = {
  format: 'sluice/1',
  name: 'Kinds',
  nodes: {
    start: { type: 'core.manual@1' },
    tick: { type: 'core.schedule@1', params: { cron: '0 8 * * *' } },
    fetch: { type: 'core.http@1', params: { url: 'https://example.com/' } },
    limit: { type: 'core.limit@1', params: { count: 5 } },
    set: { type: 'core.set@1', params: { fields: { tier: 'gold' } } },
    wait: { type: 'core.wait@1', params: { until: '2027-01-01T00:00:00Z' } },
    pick: { type: 'core.switch@1', params: { cases: [{ port: 'big', when: true }] } },
    call: { type: 'core.call-workflow@1', params: { workflow: 'none' } },
    csv: { type: 'core.csv@1', params: {} },
    code: { type: 'core.code@1', params: { code: 'return $json;' } },
  },
  edges: ['fetch', 'limit', 'set', 'wait', 'pick', 'call', 'csv', 'code'].map((id) => ({ from: 'start.main', to: `${id}.main` })),
};
/** One that runs, and breaks in a field of a list. */
const orders = (when: string) => ({
  format: 'sluice/1',
  name: 'Greet people',
  nodes: {
    start: { type: 'core.manual@1', name: 'Start' },
    greet: { type: 'core.set@1', name: 'Greet', params: { fields: { greeting: 'Hello' } } },
    pick: {
      type: 'core.switch@1',
      name: 'Pick',
      params: {
        cases: [
          { port: 'big', when: true },
          { port: 'small', when },
        ],
      },
    },
  },
  edges: [
    { from: 'start.main', to: 'greet.main' },
    { from: 'greet.main', to: 'pick.main' },
  ],
  layout: { start: { x: 0, y: 0, sample: people }, greet: { x: 320, y: 0 }, pick: { x: 640, y: 0 } },
});

let browser: Browser;
let sluice: SluiceProcess;
let visitor: Visitor;

const panel = () => visitor.page.getByRole('complementary', { name: /^Step/ });
const field = (param: string) => visitor.page.locator(`[data-param="${param}"]`);
const editor = (param: string) => field(param).locator('.cm-content').first();
const preview = (param: string) => field(param).locator('[data-preview]');
const expressionToggle = (param: string) =>
  field(param)
    .getByRole('button', { name: /^Expression for/ })
    .first();
const option = (name: string | RegExp) => visitor.page.getByRole('option', { name, exact: typeof name === 'string' });

async function open(node: string): Promise<void> {
  await visitor.node(node).click();
  await panel().getByText(`${node} ·`).waitFor();
  const params = panel().getByRole('tab', { name: 'Parameters' });
  await params.click();
}

async function choose(select: Locator, name: string | RegExp): Promise<void> {
  await select.click();
  await option(name).click();
}

/** Waits until the focus is there. */
async function focused(locator: Locator): Promise<void> {
  await expect.poll(() => locator.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
}

/** Waits until the engine has what was edited. */
async function saved(): Promise<void> {
  await visitor.page.getByText('Saved', { exact: true }).waitFor();
}

describe.skipIf(chromiumPath === undefined)(
  'the step panel, in a real browser against the real thing',
  { timeout: 180_000 },
  () => {
    beforeAll(async () => {
      [browser, sluice] = await Promise.all([launchBrowser(), SluiceProcess.start()]);
      visitor = await Visitor.open(browser, 'light', { width: 1440, height: 900 });
      await claim(visitor, sluice);
    });
    afterAll(async () => {
      await visitor?.[Symbol.asyncDispose]();
      await browser?.close();
      await sluice?.[Symbol.asyncDispose]();
    });

    it('has a control for every kind of parameter, and keeps what is set', async () => {
      await importWorkflow(visitor, kinds);
      await visitor.node('code').waitFor();

      await open('tick');
      await field('cron').getByRole('textbox').fill('*/15 9-17 * * 1-5');
      await field('cron').getByText('Every 15 minutes, between 09:00 and 17:59, Monday through Friday').waitFor();
      await field('timezone').getByRole('combobox').fill('Europe/Ber');
      await option('Europe/Berlin').click();
      await field('timezone')
        .getByText(/^It is .* there now/)
        .waitFor();

      await open('fetch');
      await choose(field('method').getByRole('combobox'), 'POST');
      await field('url').getByRole('textbox').fill('https://example.com/orders');
      await field('headers').getByRole('button', { name: 'Add a field to Headers' }).click();
      await field('headers').getByLabel('Headers: name 1').fill('x-source');
      await field('headers.x-source').getByRole('textbox').fill('sluice');
      await choose(field('body').getByRole('combobox', { name: 'Kind of value of body' }), 'JSON');
      await editor('body').fill('{ "n": 1 }');
      await choose(field('auth').getByRole('combobox'), 'A bearer token');
      await field('secret').getByRole('combobox').click();
      await visitor.text('No such secret. An admin adds it under Secrets.').waitFor();
      await visitor.page.keyboard.press('Escape');
      await field('failOnStatus').getByRole('switch').click({ force: true });
      await field('timeoutMs').getByRole('textbox').first().fill('45');

      await open('limit');
      await field('count').getByRole('textbox').fill('1.5');
      await field('count').getByText('This must be a whole number.').waitFor();
      await field('count').getByRole('textbox').fill('12');

      await open('set');
      await field('fields').getByRole('button', { name: 'Add a field to Fields' }).click();
      await field('fields').getByLabel('Fields: name 2').fill('tier');
      await field('fields').getByText('There is a “tier” already.').waitFor();
      await field('fields').getByLabel('Fields: name 2').fill('vip');
      await choose(field('fields.vip').getByRole('combobox'), 'Yes or no');
      await field('fields.vip').getByRole('switch').click({ force: true });

      await open('wait');
      await choose(field('for').getByRole('combobox'), 'A moment');
      await field('until').locator('input').first().fill('2027-06-01T10:00:00');

      await open('pick');
      await field('cases').getByRole('button', { name: 'Add Case to Cases' }).click();
      await field('cases.1.port').getByRole('textbox').fill('small');
      await field('cases.1').locator('..').locator('..').getByRole('button', { name: 'Move Case 2 up' }).click();
      await expect.poll(() => field('cases.0.port').getByRole('textbox').inputValue()).toBe('small');

      await open('call');
      await field('workflow').getByText('There is no such workflow any more. Choose another one.').waitFor();
      await field('workflow').getByRole('combobox').fill('Hello');
      await option(/^Hello/)
        .first()
        .click();

      await open('csv');
      await field('text').getByRole('textbox').fill('a,b\n1,2');

      await open('code');
      await editor('code').fill('return { ...$json, n: 1 };');
      await field('code').getByText('"n": 1').waitFor();
      await visitor.screenshot('step-panel-code');
      await panel().getByRole('tab', { name: 'Settings' }).click();
      await visitor.page.getByLabel('Name', { exact: true }).fill('Reckon');
      await choose(field('onError').getByRole('combobox'), /port “error”/);
      await field('retry.attempts').getByRole('textbox').fill('3');
      await choose(field('retry.backoff').getByRole('combobox'), 'Twice as long each time');
      await visitor.screenshot('step-panel-settings');
      await saved();

      await visitor.page.reload();
      await open('fetch');
      await expect.poll(() => field('url').getByRole('textbox').inputValue()).toBe('https://example.com/orders');
      expect(await field('method').getByRole('combobox').inputValue()).toBe('POST');
      expect(await field('headers.x-source').getByRole('textbox').inputValue()).toBe('sluice');
      await editor('body').getByText('"n": 1').waitFor();
      expect(await field('timeoutMs').getByRole('textbox').first().inputValue()).toBe('45');
      await open('set');
      expect(await field('fields.vip').getByRole('switch').isChecked()).toBe(true);
      await open('tick');
      expect(await field('timezone').getByRole('combobox').inputValue()).toBe('Europe/Berlin');
      await open('limit');
      expect(await field('count').getByRole('textbox').inputValue()).toBe('12');
      await open('call');
      await expect.poll(() => field('workflow').getByRole('combobox').inputValue()).toMatch(/^Hello/);
      await open('code');
      await panel().getByRole('heading', { name: 'Reckon' }).waitFor();
      expect(visitor.complaints).toEqual([]);
    });

    it('completes expressions from the data that is there, and shows what they give as they are typed', async () => {
      await importWorkflow(visitor, orders('={{ $json.total < 10 }}'));
      await visitor.node('greet').waitFor();
      await open('greet');
      await expressionToggle('fields.greeting').click();
      await editor('fields.greeting').press('End');
      await editor('fields.greeting').pressSequentially(' {{$json.cus');
      await option(/^customer/).waitFor();
      await visitor.screenshot('step-panel-completion');
      await visitor.page.keyboard.press('Enter');
      await editor('fields.greeting').pressSequentially('.na');
      await option(/^name/).waitFor();
      await visitor.page.waitForTimeout(150);
      await visitor.page.keyboard.press('Enter');
      await preview('fields.greeting').getByText('Hello Ada').waitFor();
      await panel().getByText('Sample 1 of 2').waitFor();
      await visitor.button('Next item').click();
      await preview('fields.greeting').getByText('Hello Bob').waitFor();

      await editor('fields.greeting').fill('{{ $node(\'start\').json.customer["first name"] }} of {{ $items.length }}');
      await preview('fields.greeting').getByText('A. of 2').waitFor();
      await visitor.page.keyboard.press('ControlOrMeta+z');
      await visitor.page.keyboard.press('ControlOrMeta+z');
      await visitor.page.keyboard.press('ControlOrMeta+Shift+z');
      expect(visitor.complaints).toEqual([]);
    });

    it('stops what takes too long, says where an error is, and goes on', async () => {
      await editor('fields.greeting').fill('{{ (() => { for (;;); })() }}');
      await preview('fields.greeting').getByText('This takes longer than 250 ms').waitFor();
      await editor('fields.greeting').fill('{{ $json. }}');
      await preview('fields.greeting').getByText('line 1, column 12').waitFor();
      await field('fields.greeting')
        .getByText(/does not compile/)
        .first()
        .waitFor();
      await field('fields.greeting').locator('.cm-lintRange-error').first().waitFor();
      await editor('fields.greeting').fill('Hi {{ $json.nobody.name }}');
      await preview('fields.greeting')
        .getByText(/undefined/)
        .waitFor();
      await expect.poll(() => field('fields.greeting').locator('.cm-lintRange-error').first().textContent()).toContain('$json');
      await visitor.screenshot('step-panel-error');
      await editor('fields.greeting').fill('{{ eval("1") }}');
      await preview('fields.greeting')
        .getByText(/text never becomes code/)
        .waitFor();
      await editor('fields.greeting').fill('{{ $now.getFullYear() > 2000 }}');
      await preview('fields.greeting').getByText('true').waitFor();
      expect(visitor.complaints).toEqual([]);
    });

    it('makes an expression of a field that is dropped on a parameter, or into one', async () => {
      await visitor.page.evaluate(dropPath, {
        selector: '[data-param="fields.greeting"] .cm-content',
        nodeId: 'start',
        path: ['total'],
      });
      await expect.poll(() => editor('fields.greeting').textContent()).toContain('$json.total');
      await field('fields').getByRole('button', { name: 'Add a field to Fields' }).click();
      await field('fields.field').waitFor();
      await visitor.page.evaluate(dropPath, {
        selector: '[data-param="fields.field"] input:not([role=combobox])',
        nodeId: 'start',
        path: ['customer', 'first name'],
      });
      await expect.poll(() => editor('fields.field').textContent()).toBe('{{ $json.customer["first name"] }}');
      await open('pick');
      await visitor.page.evaluate(dropPath, {
        selector: '[data-param="cases.0.when"] [role=switch]',
        nodeId: 'start',
        path: ['total'],
      });
      await expect.poll(() => editor('cases.0.when').textContent()).toBe("{{ $node('start').json.total }}");
      await preview('cases.0.when').getByText('60').waitFor();
      expect(visitor.complaints).toEqual([]);
    });

    it('takes a field by the hand or by a button, from the data beside the parameters', async () => {
      await visitor.node('greet').dblclick();
      const view = visitor.page.getByRole('dialog', { name: 'Step Greet' });
      const input = view.getByRole('region', { name: 'Input', exact: true });
      await input.getByText('Schema').click();
      const total = input.locator('[draggable=true]').filter({ hasText: 'total' }).first();
      await editor('fields.greeting').fill('Sum: ');
      await total.dragTo(editor('fields.greeting'));
      await expect.poll(() => editor('fields.greeting').textContent()).toContain('{{ $json.total }}');
      await editor('fields.greeting').fill('');
      await total.hover();
      await input.getByRole('button', { name: 'Insert into “Value of greeting”' }).first().click();
      await expect.poll(() => editor('fields.greeting').textContent()).toMatch(/^\{\{ \$json\S* \}\}$/);
      await visitor.screenshot('step-panel-insert');
      await visitor.page.keyboard.press('Escape'); // out of the editor
      await visitor.page.keyboard.press('Escape');
      await visitor.page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(visitor.complaints).toEqual([]);
    });

    it('shows an error in a nested field at that field, before the run and after it, with one fix', async () => {
      await importWorkflow(visitor, orders('={{ $json. }}'));
      await visitor.node('pick').waitFor();
      await open('pick');
      await field('cases.1.when')
        .getByText(/does not compile/)
        .first()
        .waitFor();
      expect(
        await field('cases.0.when')
          .getByText(/does not compile/)
          .count(),
      ).toBe(0);
      await editor('cases.1.when').fill('{{ $json.far.away }}');
      await expect
        .poll(() =>
          field('cases.1.when')
            .getByText(/does not compile/)
            .count(),
        )
        .toBe(0);
      await visitor.button('Run').click();
      await visitor.node('pick').locator('[data-status=failed]').first().waitFor();
      await visitor.node('greet').click();
      await visitor.node('pick').click();
      const alert = panel().getByRole('alert');
      await alert.getByText('cases.1.when').waitFor();
      await alert.getByText(/undefined/).waitFor();
      await alert.getByRole('link', { name: 'Look at the run' }).waitFor();
      await visitor.screenshot('step-panel-failed');
      await alert.getByRole('button', { name: 'Open “Condition”' }).click();
      await visitor.page.locator('[data-param="cases.1.when"] .cm-content:focus').waitFor();
      expect(visitor.complaints).toEqual([]);
    });

    it('stands large beside its data, by keyboard, and has no violation', async () => {
      await visitor.node('greet').click();
      await visitor.page.keyboard.press('Enter');
      const view = visitor.page.getByRole('dialog', { name: 'Step Greet' });
      await view.getByRole('region', { name: 'Input', exact: true }).getByText('Ada').first().waitFor();
      await view.getByRole('region', { name: 'Output', exact: true }).waitFor();
      await view.locator('[data-param="fields"]').waitFor();
      expect(await flawsOf(visitor, 'step-panel-large')).toEqual([]);

      await view.getByRole('separator', { name: 'Width of the input' }).press('ArrowRight');
      await visitor.page.keyboard.press('Alt+ArrowDown');
      await visitor.page.getByRole('dialog', { name: 'Step Pick' }).locator('[data-param="cases.1.when"]').waitFor();
      // Keys of the large view: back to the node before, and a run, also while a text is written.
      await visitor.page.keyboard.press('Alt+ArrowUp');
      const greet = visitor.page.getByRole('dialog', { name: 'Step Greet' });
      await greet.getByRole('textbox', { name: 'Value of greeting' }).click();
      const run = visitor.page.url();
      await visitor.page.keyboard.press('ControlOrMeta+Enter');
      await expect.poll(() => visitor.page.url()).not.toBe(run);
      await greet.waitFor();
      await visitor.page.keyboard.press('Alt+ArrowDown');
      await visitor.page.getByRole('dialog', { name: 'Step Pick' }).locator('[data-param="cases.1.when"]').waitFor();
      await visitor.page.keyboard.press('Escape');
      await visitor.page.getByRole('dialog').waitFor({ state: 'detached' });
      await panel().getByText('pick ·').waitFor();
      expect(visitor.complaints).toEqual([]);
    });

    it('goes on in the expression that a first = makes of a value, with every letter, and so after its button', async () => {
      await importWorkflow(visitor, orders('={{ $json.total < 10 }}'));
      await visitor.node('greet').waitFor();
      await visitor.page.reload(); // the editor of expressions is not there yet
      await open('greet');
      await field('fields.greeting').getByRole('textbox', { name: 'Value of greeting' }).fill('');
      await visitor.page.keyboard.type('={{ $json.total + 1 }}', { delay: 30 });
      await expect.poll(() => editor('fields.greeting').textContent()).toContain('$json.total + 1');
      await visitor.page.keyboard.type(' and more');
      await expect.poll(() => editor('fields.greeting').textContent()).toMatch(/\$json\.total \+ 1 .* and more$/);
      expect(await visitor.page.locator('.react-flow__node').count()).toBe(3);
      expect(await field('fields.greeting').locator('.cm-lintRange-error').count()).toBe(0);
      // Looked at and left, it is not set.
      await field('keepOthers').getByText('default', { exact: true }).waitFor();
      await expressionToggle('keepOthers').click();
      await editor('keepOthers').waitFor();
      await expressionToggle('keepOthers').click();
      await field('keepOthers').getByText('default', { exact: true }).waitFor();
      await expressionToggle('keepOthers').click();
      await visitor.page.keyboard.type('xnd');
      await expect.poll(() => editor('keepOthers').textContent()).toContain('xnd');
      expect(await visitor.page.locator('.react-flow__node').count()).toBe(3);
    });

    it('goes on in a row that is added to a list or map, so that what is typed takes the place of its name', async () => {
      const { keyboard } = visitor.page;
      await importWorkflow(visitor, kinds);
      await visitor.node('code').waitFor();
      await open('set');
      await field('fields').getByRole('button', { name: 'Add a field to Fields' }).click();
      await focused(field('fields').getByLabel('Fields: name 2'));
      await keyboard.type('vip');
      await field('fields.vip').waitFor();
      await visitor.screenshot('step-panel-row-added');
      expect(await field('fields').getByLabel('Fields: name 2').inputValue()).toBe('vip');
      await open('pick');
      await field('cases').getByRole('button', { name: 'Add Case to Cases' }).press('Enter');
      await focused(field('cases.1.port').getByRole('textbox'));
      await keyboard.type('small');
      await expect.poll(() => field('cases.1.port').getByRole('textbox').inputValue()).toBe('small');
      await open('fetch');
      await field('headers').getByRole('button', { name: 'Add a field to Headers' }).press('Enter');
      await focused(field('headers').getByLabel('Headers: name 1'));
      await keyboard.type('x-source');
      await field('headers.x-source').waitFor();
      expect(visitor.complaints).toEqual([]);
    });

    it('is entered by Enter on a node, at what is missing if something is, and gives the focus back', async () => {
      const { keyboard } = visitor.page;
      await importWorkflow(visitor, {
        ...kinds,
        nodes: { ...kinds.nodes, bare: { type: 'core.http@1', params: {} } },
        edges: [...kinds.edges, { from: 'start.main', to: 'bare.main' }],
      });
      await visitor.node('code').waitFor();
      for (const [node, first] of [
        ['limit', 'count'],
        ['fetch', 'method'],
        ['code', 'code'],
        ['bare', 'url'],
      ] as const) {
        await visitor.node(node).focus();
        await keyboard.press('Enter');
        await panel().getByText(`${node} ·`).waitFor();
        await focused(field(first).locator('input, .cm-content').first());
        await keyboard.press('Escape');
        if (node === 'code') await keyboard.press('Escape'); // the first one led out of the editor
        await panel().waitFor({ state: 'detached' });
        await focused(visitor.node(node));
      }
      // The reason stands above a node that keys have led to.
      await visitor.node('bare').locator('[data-issues]').waitFor();
      await visitor.page
        .getByRole('tooltip')
        .getByText(/has no value/)
        .waitFor();
      await visitor.screenshot('step-panel-missing');
      // By mouse nothing is taken from the canvas.
      await visitor.node('limit').click();
      await panel().getByText('limit ·').waitFor();
      await field('count').waitFor();
      await focused(visitor.node('limit'));
      await keyboard.press('Escape');
      await panel().waitFor({ state: 'detached' });
      // A node without parameters: the heading has it, and another Enter opens it large.
      await visitor.node('start').focus();
      await keyboard.press('Enter');
      await focused(panel().getByRole('heading', { level: 2 }));
      await keyboard.press('Enter');
      await visitor.page.getByRole('dialog', { name: /^Step/ }).waitFor();
      await keyboard.press('Escape');
      await visitor.page.getByRole('dialog').waitFor({ state: 'detached' });
      await keyboard.press('Escape');
      await panel().waitFor({ state: 'detached' });
      // From the menu of a node by keys, too.
      await visitor.node('limit').click();
      await panel().getByText('limit ·').waitFor();
      await keyboard.press('Escape');
      await panel().waitFor({ state: 'detached' });
      await keyboard.press('Shift+F10');
      await visitor.page.getByRole('menuitem', { name: /^Open/ }).press('Enter');
      await focused(field('count').getByRole('textbox'));
      await keyboard.press('Escape');
      await panel().waitFor({ state: 'detached' });
      expect(visitor.complaints).toEqual([]);
    });

    it('is left by Escape step by step: a list of completions, the editor, the panel', async () => {
      const { keyboard } = visitor.page;
      await importWorkflow(visitor, orders('={{ $json.total < 10 }}'));
      await visitor.node('greet').waitFor();
      await open('greet');
      await expressionToggle('fields.greeting').click();
      const text = editor('fields.greeting');
      const frame = field('fields.greeting').locator('[role=group][data-kind=template]');
      await text.press('End');
      await text.pressSequentially(' {{$json.cus');
      await option(/^customer/).waitFor();
      await keyboard.press('Escape');
      await option(/^customer/).waitFor({ state: 'detached' });
      await focused(text);
      await keyboard.press('Escape');
      await focused(frame);
      await visitor.screenshot('step-panel-left-editor');
      expect(await panel().count()).toBe(1);
      await keyboard.press('Enter');
      await focused(text);
      // Large, it is left for the small one.
      await visitor.button('Enlarge Value of greeting').click();
      const large = visitor.page.getByRole('dialog', { name: 'Value of greeting' });
      await focused(large.locator('.cm-content'));
      await keyboard.type(' {{$json.tot', { delay: 30 });
      await option(/^total/).waitFor();
      await keyboard.press('Escape');
      await option(/^total/).waitFor({ state: 'detached' });
      expect(await large.count()).toBe(1);
      await keyboard.press('Escape');
      await large.waitFor({ state: 'detached' });
      await focused(frame);
      await keyboard.press('Escape');
      await panel().waitFor({ state: 'detached' });
      await focused(visitor.node('greet'));
      // In the large view of a step the same.
      await visitor.node('greet').dblclick();
      const view = visitor.page.getByRole('dialog', { name: 'Step Greet' });
      await view.locator('[data-param="fields.greeting"] .cm-content').click();
      await keyboard.press('Escape');
      await focused(view.locator('[role=group][data-kind=template]'));
      await keyboard.press('Escape');
      await view.waitFor({ state: 'detached' });
      expect(visitor.complaints).toEqual([]);
    });

    it('keeps keys that are pressed in the panel from the canvas', async () => {
      await importWorkflow(visitor, orders('={{ $json.total < 10 }}'));
      await visitor.node('greet').waitFor();
      await open('greet');
      const wires = () => visitor.page.locator('path[data-wire]').count();
      const before = await wires();
      const same = async () => {
        expect(await visitor.page.locator('.react-flow__node').count()).toBe(3);
        expect(await wires()).toBe(before);
        expect(await visitor.page.locator('.react-flow__node [data-disabled]').count()).toBe(0);
        expect(await visitor.page.getByRole('dialog', { name: 'Add a node' }).count()).toBe(0);
      };
      const held = ['Delete', 'Backspace', 'x', 'd', 'n', 'a', 'i', 'ControlOrMeta+d'];
      await panel()
        .getByRole('button', { name: /^Add an entry to|^Add a/ })
        .first()
        .focus();
      for (const key of held) await visitor.page.keyboard.press(key);
      await same();
      // What had the focus is gone: the page has it then.
      await panel().getByRole('button', { name: 'Remove greeting' }).click();
      await visitor.page.keyboard.press('Delete');
      await same();
      await visitor.node('greet').click();
      await visitor.page.keyboard.press('Delete');
      await expect.poll(() => visitor.page.locator('.react-flow__node').count()).toBe(2);
      expect(visitor.complaints).toEqual([]);
    });
  },
);
