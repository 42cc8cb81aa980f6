import { z } from 'zod';
import { change } from '../document/document-changes.ts';
import { workflowDocument } from '../document/workflow-document.ts';
import { issue } from '../errors/problem.ts';
import { endpoint } from './endpoint.ts';

/** What somebody changed in a draft with one request. */
export const draftChange = z.strictObject({
  /** The revision that the draft has since then. */
  revision: z.int(),
  changes: z.array(change),
  /** The did of who made it. */
  by: z.string(),
  /** What the one who made it called it: so that they know it again when the answer was lost. */
  batch: z.string(),
});

export const changeDraft = endpoint({
  name: 'changeDraft',
  method: 'POST',
  path: '/v1/workflows/{id}/changes',
  server: 'engine',
  access: 'builder',
  shared: { right: 'edit', of: 'workflow' },
  summary:
    'Changes cells of the newest draft. Nobody is refused for others having saved first: of one cell the last change counts, and other cells stay.',
  params: z.strictObject({ id: z.string() }),
  body: z.strictObject({
    changes: z.array(change).max(100_000),
    /** The newest revision that the caller knows. */
    revision: z.int().min(0),
    /** Unique to these changes; the same batch again is answered, not made again. */
    batch: z.string().min(8).max(64),
  }),
  bodyLimitBytes: 10 * 1024 * 1024,
  response: z.strictObject({
    revision: z.int(),
    /** What others changed after the caller's revision and before this; empty when `document` is given. */
    since: z.array(draftChange),
    /** The whole draft, these changes included, in place of `since`: it has moved on too far. */
    document: workflowDocument.optional(),
    /** What only the engine can say is wrong with the draft; the compiler's issues are the same everywhere. */
    issues: z.array(issue),
  }),
});

/** Where somebody is in a draft, as they tell the others. Kept nowhere. */
export const presence = z.strictObject({
  /** Where the pointer is on the canvas, in its coordinates. */
  pointer: z.strictObject({ x: z.number(), y: z.number() }).optional(),
  selection: z.array(z.string().max(64)).max(200).default([]),
  /** The field that is being written in, as `node/param`. */
  field: z.string().max(300).optional(),
  /** False while the page is in the background. */
  active: z.boolean().default(true),
});

export type DraftChange = z.infer<typeof draftChange>;
export type Presence = z.infer<typeof presence>;
