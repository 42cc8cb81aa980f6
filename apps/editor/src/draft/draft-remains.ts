import { change, SluiceError, unreadFormat, workflowDocument } from '@sluice/protocol';
import { z } from 'zod';

const knownDraft = z.object({ document: workflowDocument, revision: z.int() });

/** All that must outlive a page for nothing to be lost. */
export const draftRemains = z.object({
  /** The draft as the engine had it. */
  known: knownDraft,
  /** What was on its way to the engine; sent again under the same name until it is answered. */
  batch: z.object({ name: z.string(), changes: z.array(change).readonly() }).optional(),
  /** As it was edited. */
  document: workflowDocument,
});

/** A draft as the engine has it. */
export type KnownDraft = Readonly<z.infer<typeof knownDraft>>;
export type DraftRemains = Readonly<z.infer<typeof draftRemains>>;
export type Batch = Readonly<NonNullable<DraftRemains['batch']>>;

/** What a browser keeps of a draft and this editor cannot read: made by a newer one, or damaged. It is left as it is. */
export class UnreadableRemains extends SluiceError {
  readonly remains: unknown;
  /** Where it lies in the vault. */
  readonly key: string;

  constructor(key: string, remains: unknown, code: 'document_format_newer' | 'document_invalid', what: string) {
    super(code, what, {
      hint: 'Reload the page to get the newest editor. You can save these edits as a file, or go on without them.',
    });
    this.key = key;
    this.remains = remains;
  }
}

/** @throws UnreadableRemains */
export function readRemains(key: string, remains: unknown): DraftRemains {
  const parsed = draftRemains.safeParse(remains);
  if (parsed.success) return parsed.data;
  const format = unreadFormat(remains) ?? unreadFormat((remains as { known?: unknown } | null)?.known);
  const [first] = parsed.error.issues;
  throw new UnreadableRemains(
    key,
    remains,
    format === undefined ? 'document_invalid' : 'document_format_newer',
    format === undefined
      ? `This browser keeps edits of this workflow that this editor cannot read (${first?.path.join('/')}: ${first?.message}).`
      : `This browser keeps edits of this workflow in format ${format}; this editor reads sluice/1.`,
  );
}
