import type { WorkflowDocument } from '@sluice/protocol';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { executionDocumentQuery } from '../queries/use-execution.ts';
import { edgeIndexes } from './wires.tsx';

/**
 * By their ends, the indexes of the edges of what the shown run runs. The draft may have been edited since, and a run counts the edges that
 * it has; until its document is there, those of the draft are the best guess.
 */
export function useRunEdges(
  executionId: string | undefined,
  document: WorkflowDocument,
): ReadonlyMap<string, number> | undefined {
  const executed = useQuery({ ...executionDocumentQuery(executionId ?? ''), enabled: executionId !== undefined });
  const edges = executed.data?.edges ?? document.edges;
  return useMemo(() => (executionId === undefined ? undefined : edgeIndexes(edges)), [executionId, edges]);
}
