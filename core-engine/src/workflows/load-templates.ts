import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type WorkflowDocument, workflowDocument } from '@sluice/protocol';

/** A sample workflow that the editor offers. */
export interface WorkflowTemplate {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly document: WorkflowDocument;
}

/** Reads the sample workflows, one `.json` document each; `hello` comes first, the others by name. */
export function loadTemplates(directory: string): WorkflowTemplate[] {
  if (!existsSync(directory)) return [];
  const files = readdirSync(directory).filter((name) => name.endsWith('.json'));
  return files.sort(helloFirst).map((file) => {
    const document = workflowDocument.parse(JSON.parse(readFileSync(join(directory, file), 'utf8')));
    return { id: file.slice(0, -'.json'.length), title: document.name, summary: document.description ?? '', document };
  });
}

function helloFirst(a: string, b: string): number {
  const rank = (name: string) => (name === 'hello.json' ? 0 : 1);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}
