import type { DocumentEdge, WorkflowDocument } from '@sluice/protocol';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { runStore } from '../app/runs.ts';
import { executionDocumentQuery } from '../queries/use-execution.ts';
import { type RunEdges, runsBehind } from '../run/find-edge-run.ts';

/**
 * The edges of what the shown run runs, and of the runs before it that it left nodes to. The draft may have been edited since, and a run
 * counts the edges that it has; until its document is there, those of the draft are the best guess.
 */
export function useRunEdges(executionId: string | undefined, document: WorkflowDocument): readonly RunEdges[] | undefined {
  const chain = useStore(runStore, ({ views }) => (executionId === undefined ? '' : runsBehind(views, executionId).join(' ')));
  const ids = useMemo(() => chain.split(' ').filter((id) => id !== ''), [chain]);
  const executed = useQueries({ queries: ids.map((id) => executionDocumentQuery(id)), combine: edgesOf });
  const drawn = document.edges;
  return useMemo(
    () =>
      ids.length === 0
        ? undefined
        : ids.map((id, index) => ({ executionId: id, indexes: edgeIndexes(executed[index] ?? drawn) })),
    [ids, executed, drawn],
  );
}

/** The same lists as long as the documents are: what stands on them is not drawn again. */
function edgesOf(results: readonly { readonly data: WorkflowDocument | undefined }[]): (readonly DocumentEdge[] | undefined)[] {
  return results.map(({ data }) => data?.edges);
}

function edgeIndexes(edges: readonly DocumentEdge[]): ReadonlyMap<string, number> {
  return new Map(edges.map(({ from, to }, index) => [`${from}>${to}`, index]));
}
