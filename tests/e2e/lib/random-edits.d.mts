import type { WorkflowDocument } from '@sluice/protocol';

export function randomEdits(given: {
  readonly who: string;
  readonly count: number;
  readonly everyMs: number;
  readonly seed: number;
}): Promise<
  Pick<WorkflowDocument, 'nodes' | 'layout' | 'edges'> & { readonly member: number; readonly elements: readonly string[] }
>;
export function draftNow(): { readonly document: WorkflowDocument; readonly saved: string };
export function askForDraft(): void;
