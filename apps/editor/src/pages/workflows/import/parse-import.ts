import {
  foreignProduct,
  issueText,
  parseStrictJson,
  SluiceError,
  unreadFormat,
  type WorkflowExport,
  workflowDocument,
  workflowExport,
} from '@sluice/protocol';
import type { z } from 'zod';

export type ImportedWorkflow = WorkflowExport['workflows'][number];

/** A file that is not for this Sluice as a whole: no place in it is wrong. */
export class ImportRefused extends Error {
  readonly text:
    | { readonly key: 'import.newerFormat'; readonly format: string }
    | { readonly key: 'import.foreign'; readonly product: string }
    | { readonly key: 'import.empty' | 'import.noWorkflow' }
    | { readonly key: 'import.noWorkflowAt'; readonly number: number };

  constructor(text: ImportRefused['text']) {
    super(text.key);
    this.text = text;
  }
}

/**
 * The workflows in a file: one document, a list of them, or an export with folders and tags.
 *
 * @throws ImportRefused, SluiceError `file_malformed` that names the place, or what `parseStrictJson` refuses.
 */
export function parseImport(text: string): readonly ImportedWorkflow[] {
  const value = parseStrictJson(text);
  refuseForeign(value);
  const format = isObject(value) ? value['format'] : undefined;
  if (format === 'sluice-export/1') return parsed(workflowExport, value, '').workflows;
  if (typeof format === 'string' && /^sluice-export\/\d+$/.test(format))
    throw new ImportRefused({ key: 'import.newerFormat', format });
  const documents = Array.isArray(value) ? value : [value];
  if (documents.length === 0) throw new ImportRefused({ key: 'import.empty' });
  const strange = documents.findIndex((document) => !isObject(document));
  if (strange >= 0)
    throw new ImportRefused(
      Array.isArray(value) ? { key: 'import.noWorkflowAt', number: strange + 1 } : { key: 'import.noWorkflow' },
    );
  return documents.map((document, index) => ({
    document: parsed(workflowDocument, document, Array.isArray(value) ? `${index}` : ''),
    folder: '',
    tags: [],
  }));
}

function refuseForeign(value: unknown): void {
  const product = foreignProduct(value);
  if (product !== undefined) throw new ImportRefused({ key: 'import.foreign', product });
}

function parsed<T extends z.ZodType>(schema: T, value: unknown, at: string): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  for (const document of documentsIn(value)) {
    const format = unreadFormat({ document });
    if (format !== undefined) throw new ImportRefused({ key: 'import.newerFormat', format });
    refuseForeign(document);
  }
  const [first] = result.error.issues;
  const place = [...(at === '' ? [] : [at]), ...(first?.path ?? [])].map(String).join('.');
  const more = result.error.issues.length > 1 ? ` (and ${result.error.issues.length - 1} more)` : '';
  throw new SluiceError(
    'file_malformed',
    `${place === '' ? 'At the top' : `At ${place}`}: ${first === undefined ? 'wrong' : issueText(first)}${more}`,
  );
}

/** Of an export those in it; else the value itself. */
function documentsIn(value: unknown): readonly unknown[] {
  const list = isObject(value) ? value['workflows'] : undefined;
  return Array.isArray(list) ? list.map((each) => (isObject(each) ? each['document'] : undefined)) : [value];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
