import '@xyflow/react/dist/base.css';
import { useComputedColorScheme } from '@mantine/core';
import type { Issue, WorkflowDocument } from '@sluice/protocol';
import { ReactFlowProvider } from '@xyflow/react';
import { type ReactNode, Suspense, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { DraftStore } from '../draft/draft-store.ts';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { CanvasRunProvider, CanvasStoreProvider } from './canvas-context.ts';
import { createCanvasStore } from './canvas-store.ts';
import { Flow } from './flow.tsx';

export interface CanvasProps {
  readonly document: WorkflowDocument;
  readonly catalog: NodeCatalog;
  readonly issues?: readonly Issue[];
  /** The run that is shown on the nodes and wires. */
  readonly executionId?: string | undefined;
  /** The node that is open beside the canvas. */
  readonly selectedId: string | undefined;
  readonly onSelect: (id: string | undefined) => void;
  /** What is edited; without it the canvas only shows. */
  readonly draft?: DraftStore;
  /** Why nothing may be changed. */
  readonly readOnlyReason?: string | undefined;
  /** Drawn over the graph; what is in it moves with it (`ViewportPortal`). */
  readonly children?: ReactNode;
}

const NO_ISSUES: readonly Issue[] = [];
/** The selection where there is no draft. */
const createSelection = () =>
  createStore<{ readonly selection: ReadonlySet<string> }>()(() => ({ selection: new Set<string>() }));

/** A workflow's graph, with or without a run on it, to look at or to work on. */
export function Canvas({ issues = NO_ISSUES, selectedId, onSelect, draft, executionId, ...props }: CanvasProps) {
  const [store] = useState(createCanvasStore);
  const [ownSelection] = useState(createSelection);
  const scheme = useComputedColorScheme('light');
  const selection = useStore(draft ?? ownSelection, (state: { readonly selection: ReadonlySet<string> }) => state.selection);
  const select = (ids: Iterable<string>) =>
    draft === undefined ? ownSelection.setState({ selection: new Set(ids) }) : draft.select(ids);
  return (
    <ReactFlowProvider>
      <CanvasStoreProvider value={store}>
        <CanvasRunProvider value={executionId}>
          <Suspense fallback={null}>
            <Flow
              {...props}
              issues={issues}
              executionId={executionId}
              scheme={scheme}
              draft={draft}
              selection={selection}
              select={select}
              openId={selectedId}
              open={onSelect}
            />
          </Suspense>
        </CanvasRunProvider>
      </CanvasStoreProvider>
    </ReactFlowProvider>
  );
}
