import { type WorkflowDocument, workflowDocument } from '@sluice/protocol';

/** A part of a workflow: what the clipboard carries between workflows, engines and browsers. */
export type Fragment = Pick<WorkflowDocument, 'nodes' | 'edges' | 'layout'>;

/** A part, or a whole workflow: as text it is a document that need not have a name. */
export const fragmentText = workflowDocument.partial({ name: true });

/** Something to be told with a text of the editor: its key, and what is filled in. */
export interface Remark {
  readonly key: RemarkKey;
  readonly values?: Readonly<Record<string, string | number>>;
}

export type RemarkKey =
  | 'clipboard.empty'
  | 'clipboard.tooLarge'
  | 'clipboard.dataTooLarge'
  | 'clipboard.textTooLong'
  | 'clipboard.newerFormat'
  | 'clipboard.malformed'
  | 'clipboard.several'
  | 'clipboard.foreign'
  | 'clipboard.notWritten'
  | 'clipboard.notRead'
  | 'clipboard.stripped'
  | 'clipboard.settings'
  | 'clipboard.curl.noAddress'
  | 'clipboard.curl.secret'
  | 'clipboard.curl.dropped'
  | 'clipboard.curl.file'
  | 'clipboard.curl.options';
