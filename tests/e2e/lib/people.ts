import { addKey, createWorkflow, type Role, type WorkflowDocument } from '@sluice/protocol';
import type { Browser } from 'playwright-core';
import { TestSluice, type TestSluiceOptions } from '../../support/test-sluice.ts';
import { Visitor } from './editor-browser.ts';

/** Real processes with the editor that is under test (`SLUICE_EDITOR_DIR`, else the one that was built last). */
export function startSluice(options: TestSluiceOptions = {}): Promise<TestSluice> {
  const editor = process.env['SLUICE_EDITOR_DIR'];
  return TestSluice.start({
    ...options,
    env: { ...options.env, ...(editor === undefined ? {} : { SLUICE_EDITOR_DIR: editor }) },
  });
}

interface Person {
  readonly name: string;
  readonly role: Role;
  /** Where the page is loaded from; default the gateway itself. */
  readonly url?: string;
}

/** Somebody at a browser of their own, whose key was just added. */
export async function arrive(browser: Browser, sluice: TestSluice, { name, role, url = sluice.url }: Person): Promise<Visitor> {
  const visitor = await Visitor.open(browser);
  await visitor.page.goto(`${url}/sign-in`);
  await visitor.button('I have no key yet').click();
  const did = await visitor.page.locator('code').filter({ hasText: 'did:key:z6Mk' }).first().textContent();
  if (did === null) throw new Error('There is no key on the page.');
  await sluice.call(addKey, { body: { did, role, name } });
  await visitor.button('It was added').click();
  await visitor.link('Workflows').first().waitFor();
  return visitor;
}

/** Makes a workflow and opens it in each of the browsers. */
export async function openTogether(
  sluice: TestSluice,
  document: WorkflowDocument,
  visitors: readonly Visitor[],
): Promise<string> {
  const { id } = await sluice.call(createWorkflow, { body: { document } });
  await Promise.all(visitors.map((visitor) => openWorkflow(visitor, id, document)));
  return id;
}

export async function openWorkflow(visitor: Visitor, id: string, { nodes }: Pick<WorkflowDocument, 'nodes'>): Promise<void> {
  await visitor.page.goto(new URL(`/workflows/${id}`, visitor.page.url()).href);
  await visitor.node(Object.keys(nodes)[0] ?? '').waitFor();
}
