import { z } from 'zod';
import { endpoint } from './endpoint.ts';

/** Names with slashes between, e.g. `Sales/Europe`; empty for no folder. A folder is there as long as a workflow is in it. */
export const folderPath = z
  .string()
  .max(200)
  .regex(
    /^(?:|[^/\s](?:[^/\p{Cc}]*[^/\s])?(?:\/[^/\s](?:[^/\p{Cc}]*[^/\s])?)*)$/u,
    'a folder is names with / between them, none of them empty or with a space at its ends',
  );

const workflowTag = z
  .string()
  .regex(/^[^\s,](?:[^,\p{Cc}]{0,38}[^\s,])?$/u, 'a tag is 1 to 40 characters without a comma or a space at its ends');

/** Each once, whatever the letter case. */
export const workflowTags = z
  .array(workflowTag)
  .max(20)
  .refine((tags) => new Set(tags.map((tag) => tag.toLowerCase())).size === tags.length, 'each tag stands once');

export const listFolders = endpoint({
  name: 'listFolders',
  method: 'GET',
  path: '/v1/folders',
  server: 'engine',
  access: 'viewer',
  summary: 'The folders and tags of the workflows that are not archived, each with how many there are right in it.',
  response: z.strictObject({
    folders: z.array(z.strictObject({ path: z.string(), count: z.int() })),
    tags: z.array(z.strictObject({ tag: z.string(), count: z.int() })),
    total: z.int(),
    archived: z.int(),
  }),
});
export const moveFolder = endpoint({
  name: 'moveFolder',
  method: 'POST',
  path: '/v1/folders/move',
  server: 'engine',
  access: 'builder',
  summary: 'Renames a folder, or moves it: every workflow in it and below it, at once.',
  body: z.strictObject({ from: folderPath.min(1), to: folderPath }),
  response: z.strictObject({ moved: z.int() }),
});
