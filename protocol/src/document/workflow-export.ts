import { z } from 'zod';
import { folderPath, workflowTags } from '../api/folders.ts';
import { workflowDocument } from './workflow-document.ts';

/** Several workflows in one file, with where they were kept. */
export const workflowExport = z.strictObject({
  format: z.literal('sluice-export/1'),
  workflows: z.array(
    z.strictObject({
      document: workflowDocument,
      folder: folderPath.default(''),
      tags: workflowTags.default([]),
    }),
  ),
});

export type WorkflowExport = z.infer<typeof workflowExport>;
