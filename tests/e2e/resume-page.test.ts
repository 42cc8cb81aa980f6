import { getExecution, runDocument, workflowDocument } from '@sluice/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whenStatus } from '../engine/lib/watch.ts';
import { TestSluice } from '../support/test-sluice.ts';
import { chromiumPath, launchBrowser, Visitor } from './lib/editor-browser.ts';
import { flawsOf } from './lib/flaws.ts';
import { pictures } from './lib/schemes.ts';

const document = workflowDocument.parse({
  format: 'sluice/1',
  name: 'Expenses',
  nodes: {
    start: { type: 'core.manual@1' },
    ask: { type: 'core.wait@1', params: { for: 'resume', note: 'Approve 250 € for request 17?', gives: 'data' } },
  },
  edges: [{ from: 'start.main', to: 'ask.main' }],
});

let browser: Browser;
let sluice: TestSluice;

describe.skipIf(chromiumPath === undefined)('the page of a resume link, in a real browser', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    [browser, sluice] = await Promise.all([launchBrowser(), TestSluice.start()]);
  });
  afterAll(async () => {
    await browser?.close();
    await sluice?.stop();
  });

  /** Parks an execution; its id and link. */
  async function park(): Promise<{ id: string; link: string }> {
    const { executionId: id } = await sluice.call(runDocument, { body: { document, wait: false } });
    const { waits } = await whenStatus(sluice, id, 'waiting');
    const token = waits.flatMap(({ wait }) => (wait.kind === 'resume' ? [wait.token] : []))[0];
    return { id, link: `${sluice.url}/hooks/~resume/${token}` };
  }

  it('asks, takes the answer without a script, and says so', async () => {
    await using visitor = await Visitor.open(browser, 'light', { width: 390, height: 720 });
    const { id, link } = await park();
    await visitor.page.goto(link);
    await visitor.heading('Approve 250 € for request 17?').waitFor();
    expect(await flawsOf(visitor, '21-resume-page')).toEqual([]);
    expect((await sluice.call(getExecution, { params: { id } })).status).toBe('waiting');
    await visitor.page.getByLabel('Comment (optional)').fill('Fine with me');
    await visitor.button('Approve').click();
    await visitor.heading('Approved').waitFor();
    await pictures(visitor, '22-resume-done');
    expect((await whenStatus(sluice, id, 'completed')).output).toEqual([{ approved: true, reason: 'Fine with me' }]);
    await visitor.page.goto(link);
    await visitor.heading('This link was used, or is over').waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  it('works by keyboard alone', async () => {
    await using visitor = await Visitor.open(browser);
    const { id, link } = await park();
    await visitor.page.goto(link);
    for (const key of ['Tab', 'Tab', 'Tab', 'Enter']) await visitor.page.keyboard.press(key);
    await visitor.heading('Rejected').waitFor();
    expect((await whenStatus(sluice, id, 'completed')).output).toEqual([{ approved: false }]);
  });
});
