import { getExecutionState } from '@sluice/protocol';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { isTemporary } from '../api/api-error.ts';
import { fetchPart } from '../parts/fetch-part.ts';
import { catalogQuery } from '../queries/use-catalog.ts';
import { executionDocumentQuery, executionKey } from '../queries/use-execution.ts';
import { type EdgeEnds, findEdgeRun, isEarlierEdge, type RunEdges } from '../run/find-edge-run.ts';
import { findNodeRun } from '../run/find-node-run.ts';
import { nodeInNeed } from '../run/node-in-need.ts';
import { createRunStore } from '../run/run-store.ts';
import { type EdgeRun, mostUrgent, type NodeRun, type RunView, type StepStatus } from '../run/run-view.ts';
import { queryClient } from './query-client.ts';
import { api, stream } from './services.ts';

/** The runs that are looked at in this page. */
export const runStore = createRunStore({
  sourcesOf: (executionId) => ({
    fetchState: () => api(getExecutionState, { params: { id: executionId } }),
    createFold: async () => {
      const [{ createKernelFold }, document, catalog] = await Promise.all([
        fetchPart(() => import('../run/kernel-fold.ts')),
        queryClient.ensureQueryData(executionDocumentQuery(executionId)),
        queryClient.ensureQueryData(catalogQuery),
      ]);
      return createKernelFold(document, catalog);
    },
    onProgress: () => void queryClient.invalidateQueries({ queryKey: executionKey(executionId) }),
  }),
  subscribeRun: (executionId, after, handler) => stream.subscribeRun(executionId, after, handler),
  schedule: scheduleFrame,
  isTemporary,
  pause: (attempt) => new Promise((resolve) => setTimeout(resolve, Math.min(5000, 500 * attempt))),
});

/** A run that is left is often the one before the next one, which shows its data. */
const LINGER_MS = 2000;

/** Looks at a run while the component is there; undefined until its state has come. */
export function useRun(executionId: string | undefined): { view: RunView | undefined; error: unknown } {
  useEffect(() => {
    if (executionId === undefined) return undefined;
    const leave = runStore.getState().follow(executionId);
    return () => void setTimeout(leave, LINGER_MS);
  }, [executionId]);
  const view = useStore(runStore, (state) => state.views[executionId ?? '']);
  const error = useStore(runStore, (state) => state.errors[executionId ?? '']);
  return { view, error };
}

/** One node of a run, or of the one before it that has it; the component is drawn again only when this node changed. */
export function useNodeRun(executionId: string | undefined, nodeId: string): NodeRun | undefined {
  return useStore(runStore, (state) => findNodeRun(state.views, executionId, nodeId));
}

/** What stands for several nodes of a run, which are seen as one. */
export function useGroupStatus(executionId: string | undefined, nodeIds: readonly string[]): StepStatus | undefined {
  return useStore(runStore, ({ views }) =>
    executionId === undefined
      ? undefined
      : mostUrgent(nodeIds.flatMap((id) => findNodeRun(views, executionId, id)?.status ?? [])),
  );
}

/** The node that a run is looked at for, as soon as it is known. */
export function useNodeInNeed(executionId: string | undefined): string | undefined {
  return useStore(runStore, ({ views }) => {
    const view = views[executionId ?? ''];
    return view && nodeInNeed(view);
  });
}

/** One edge of the shown run, or of the one before it that has it, and whether it is an earlier one's; `runs` newest first. */
export function useEdgeRun(
  runs: readonly RunEdges[] | undefined,
  edge: EdgeEnds,
): { readonly run: EdgeRun | undefined; readonly isEarlier: boolean } {
  const run = useStore(runStore, ({ views }) => (runs === undefined ? undefined : findEdgeRun(views, runs, edge)));
  const isEarlier = useStore(runStore, ({ views }) => runs !== undefined && isEarlierEdge(views, runs, edge));
  return { run, isEarlier };
}

/** At the next animation frame, or by a timer where there are none: a page in the background has no frames and still keeps up. */
function scheduleFrame(callback: () => void, afterMs: number): () => void {
  if (afterMs > 0 || document.visibilityState === 'hidden') {
    const timer = setTimeout(callback, Math.max(afterMs, 100));
    return () => clearTimeout(timer);
  }
  const frame = requestAnimationFrame(callback);
  return () => cancelAnimationFrame(frame);
}
