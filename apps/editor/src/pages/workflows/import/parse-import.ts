import { parseStrictJson, SluiceError, type WorkflowExport, workflowDocument, workflowExport } from '@sluice/protocol';
import type { z } from 'zod';

export type ImportedWorkflow = WorkflowExport['workflows'][number];

/**
 * The workflows in a file: one document, a list of them, or an export with folders and tags. Throws SluiceError `file_malformed` that names
 * the place, or what `parseStrictJson` refuses.
 */
export function parseImport(text: string): readonly ImportedWorkflow[] {
  const value = parseStrictJson(text);
  if (isObject(value) && value['format'] === 'sluice-export/1') return parsed(workflowExport, value, '').workflows;
  const documents = Array.isArray(value) ? value : [value];
  if (documents.length === 0) throw new SluiceError('file_malformed', 'The file holds an empty list.');
  return documents.map((document, index) => ({
    document: parsed(workflowDocument, document, Array.isArray(value) ? `${index}` : ''),
    folder: '',
    tags: [],
  }));
}

function parsed<T extends z.ZodType>(schema: T, value: unknown, at: string): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [first] = result.error.issues;
  const place = [...(at === '' ? [] : [at]), ...(first?.path ?? [])].map(String).join('.');
  const more = result.error.issues.length > 1 ? ` (and ${result.error.issues.length - 1} more)` : '';
  throw new SluiceError('file_malformed', `${place === '' ? 'At the top' : `At ${place}`}: ${first?.message ?? 'wrong'}${more}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
