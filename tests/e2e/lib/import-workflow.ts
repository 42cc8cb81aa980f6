import type { Visitor } from './editor-browser.ts';

/** Imports a document through the page, as a person does, and waits for its canvas. */
export async function importWorkflow(visitor: Visitor, document: unknown): Promise<void> {
  await visitor.link('Workflows').click();
  // Home has an import of its own, and is there until its successor is.
  await visitor.page.getByRole('heading', { level: 1, name: 'Workflows', exact: true }).waitFor();
  await visitor.button('Import').waitFor();
  const buffer = Buffer.from(typeof document === 'string' ? document : JSON.stringify(document));
  await visitor.page.locator('input[type=file]').setInputFiles({ name: 'workflow.json', mimeType: 'application/json', buffer });
}
