import type { WorkflowDocument } from '@sluice/protocol';

/**
 * The draft made into what a version is. Where nodes stand, notes, groups and pinned data are no part of a version: those of now stay, and
 * nodes that come back stand where they stood when it was published.
 */
export function restoreVersion(draft: WorkflowDocument, version: WorkflowDocument): WorkflowDocument {
  const goes = (id: string) => Object.hasOwn(draft.nodes, id) && !Object.hasOwn(version.nodes, id);
  return {
    ...version,
    layout: {
      ...Object.fromEntries(Object.entries(version.layout).filter(([id]) => Object.hasOwn(version.nodes, id))),
      ...Object.fromEntries(Object.entries(draft.layout).filter(([id]) => !goes(id))),
    },
  };
}
