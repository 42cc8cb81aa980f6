import { readShape } from '@sluice/kernel';
import type { Issue, WorkflowDocument } from '@sluice/protocol';
import { useEffect, useMemo, useRef } from 'react';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { useCanvasState } from './canvas-context.ts';
import { type Graph, placeGraph } from './place-graph.ts';
import { readSteps, type Steps } from './read-steps.ts';
import { useLayOut } from './use-lay-out.ts';

/** By loop: the nodes of its body. */
export type Bodies = ReadonlyMap<string, ReadonlySet<string>>;

/** The document as it is drawn now. What an edit does not touch stays the same objects. */
export function useCanvasGraph(
  document: WorkflowDocument,
  catalog: NodeCatalog,
  issues: readonly Issue[],
): { readonly graph: Graph; readonly bodies: Bodies | undefined } {
  const moved = useCanvasState((state) => state.moved);
  const layOut = useLayOut(document);
  const known = useRef<{ steps?: Steps; graph?: Graph }>({});
  const { nodes, edges } = document;
  const steps = useMemo(() => readSteps(document, catalog, issues, known.current.steps), [document, catalog, issues]);
  const bodies = useMemo(() => {
    const hasLoop = Object.values(nodes).some(({ type }) => ['loop', 'for-each'].includes(catalog.get(type)?.kind ?? ''));
    return hasLoop ? readShape({ nodes, edges }, catalog).bodies : undefined;
  }, [nodes, edges, catalog]);
  const graph = useMemo(
    () => placeGraph({ document, steps, bodies, layOut, moved, previous: known.current.graph }),
    [document, steps, bodies, layOut, moved],
  );
  useEffect(() => {
    known.current = { steps, graph };
  }, [steps, graph]);
  return { graph, bodies };
}
