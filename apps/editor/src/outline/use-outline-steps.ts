import type { Issue, WorkflowDocument } from '@sluice/protocol';
import { useEffect, useMemo, useRef } from 'react';
import { readSteps, type Steps } from '../canvas/read-steps.ts';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { entryRows } from './entry-rows.ts';
import { type OutlineRow, type OutlineStep, outlineRows } from './outline-rows.ts';

/** The nodes of a document as they are drawn, and the rows of its outline. What an edit does not touch stays the same objects. */
export function useOutlineSteps(
  document: WorkflowDocument,
  catalog: NodeCatalog,
  issues: readonly Issue[],
): { readonly steps: Steps; readonly rows: readonly OutlineRow[] } {
  const known = useRef<Steps>(undefined);
  const steps = useMemo(() => readSteps(document, catalog, issues, known.current), [document, catalog, issues]);
  useEffect(() => {
    known.current = steps;
  }, [steps]);
  const { edges } = document;
  const flow = useMemo(() => {
    const known = new Map(
      [...steps].map(([id, { type, ports }]): [string, OutlineStep] => [
        id,
        { id, isTrigger: type?.kind === 'trigger', outputs: ports.outputs },
      ]),
    );
    return outlineRows(known, edges);
  }, [steps, edges]);
  const { layout } = document;
  const rows = useMemo(() => [...flow, ...entryRows(layout, steps)], [flow, layout, steps]);
  return { steps, rows };
}
