import '@xyflow/react/dist/base.css';
import { useComputedColorScheme } from '@mantine/core';
import type { Issue, WorkflowDocument } from '@sluice/protocol';
import {
  Background,
  BackgroundVariant,
  Controls,
  MiniMap,
  type OnNodeDrag,
  ReactFlow,
  ReactFlowProvider,
  useNodesState,
  useStore,
} from '@xyflow/react';
import { type ReactNode, Suspense, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import classes from './canvas.module.css';
import { CanvasRunProvider } from './canvas-run-context.ts';
import { flowElements, type StepFlowNode } from './flow-elements.ts';
import type { Position } from './positions-of.ts';
import { StepNode } from './step-node.tsx';
import { FIT, useKeepFitted } from './use-keep-fitted.ts';
import { useLayOut } from './use-lay-out.ts';
import { useShowSelected } from './use-show-selected.ts';
import { Wire } from './wire.tsx';

export interface CanvasProps {
  readonly document: WorkflowDocument;
  readonly catalog: NodeCatalog;
  readonly issues?: readonly Issue[];
  /** The run that is shown on the nodes and wires. */
  readonly executionId?: string | undefined;
  readonly selectedId: string | undefined;
  readonly onSelect: (id: string | undefined) => void;
  /** Nodes can be moved when this is there; called with the new positions when a drag ends. */
  readonly onMove?: ((positions: ReadonlyMap<string, Position>) => void) | undefined;
  /** Drawn over the graph; what is in it moves with it (`ViewportPortal`). */
  readonly children?: ReactNode;
}

const nodeTypes = { step: StepNode };
const edgeTypes = { wire: Wire };
/** Below this zoom nodes show less, larger. */
const FAR_ZOOM = 0.7;
const NO_ISSUES: readonly Issue[] = [];

/** A workflow's graph, with or without a run on it. Pure view: what is selected and what was moved is told to the page. */
export function Canvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <CanvasRunProvider value={props.executionId}>
        <Suspense fallback={null}>
          <Flow {...props} />
        </Suspense>
      </CanvasRunProvider>
    </ReactFlowProvider>
  );
}

function Flow({ document, catalog, issues = NO_ISSUES, selectedId, onSelect, onMove, children }: CanvasProps) {
  const { t } = useTranslation();
  const colorScheme = useComputedColorScheme('light');
  const layOut = useLayOut(document);
  const elements = useMemo(() => flowElements(document, catalog, issues, layOut), [document, catalog, issues, layOut]);
  const [nodes, setNodes, onNodesChange] = useNodesState<StepFlowNode>(elements.nodes);
  useEffect(() => {
    setNodes(elements.nodes.map((node) => ({ ...node, selected: node.id === selectedId })));
  }, [elements, selectedId, setNodes]);
  useShowSelected(selectedId);
  const isFar = useStore((state) => state.transform[2] < FAR_ZOOM);
  const onMoveStart = useKeepFitted();

  /** Nodes that had no place of their own keep the one they were given, so that the first move does not scatter the others. */
  const onDragStop: OnNodeDrag<StepFlowNode> = (_event, _node, moved) => {
    const ids = new Set(moved.map(({ id }) => id));
    const changed = [...moved, ...nodes.filter(({ id }) => !ids.has(id) && document.layout[id] === undefined)];
    onMove?.(new Map(changed.map(({ id, position }) => [id, { x: Math.round(position.x), y: Math.round(position.y) }])));
  };

  return (
    <ReactFlow
      className={`${classes['canvas']} ${isFar ? 'far' : ''}`}
      aria-label={t('canvas.label', { name: document.name })}
      nodes={nodes}
      edges={elements.edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      onNodesChange={onNodesChange}
      onNodeDragStop={onDragStop}
      onNodeClick={(_event, node) => onSelect(node.id)}
      onPaneClick={() => onSelect(undefined)}
      onKeyDown={(event) => {
        const id = focusedNode(event.target);
        if (event.key === 'Enter' && id !== undefined) onSelect(id);
        if (event.key === 'Escape') onSelect(undefined);
      }}
      nodesDraggable={onMove !== undefined}
      nodesConnectable={false}
      colorMode={colorScheme}
      fitView
      fitViewOptions={FIT}
      onMoveStart={onMoveStart}
      minZoom={0.1}
      maxZoom={2}
      onlyRenderVisibleElements={nodes.length > 150}
      panOnScroll
      proOptions={{ hideAttribution: true }}
      ariaLabelConfig={{
        'node.a11yDescription.default': t('canvas.nodeHelp'),
        'edge.a11yDescription.default': t('canvas.edgeHelp'),
        'controls.ariaLabel': t('canvas.controls'),
        'controls.zoomIn.ariaLabel': t('canvas.zoomIn'),
        'controls.zoomOut.ariaLabel': t('canvas.zoomOut'),
        'controls.fitView.ariaLabel': t('canvas.fit'),
        'minimap.ariaLabel': t('canvas.minimap'),
      }}
    >
      <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} color="var(--sl-canvas-dots)" bgColor="var(--sl-canvas)" />
      <Controls showInteractive={false} position="bottom-left" />
      <MiniMap pannable zoomable position="bottom-right" className={classes['minimap'] ?? ''} nodeBorderRadius={16} />
      {children}
    </ReactFlow>
  );
}

function focusedNode(target: EventTarget): string | undefined {
  return target instanceof HTMLElement
    ? (target.closest<HTMLElement>('.react-flow__node')?.dataset['id'] ?? undefined)
    : undefined;
}
