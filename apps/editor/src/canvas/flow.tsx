import type { Issue, WorkflowDocument } from '@sluice/protocol';
import { type OnMoveStart, ReactFlow, useKeyPress, type Viewport } from '@xyflow/react';
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNodeInNeed } from '../app/runs.ts';
import type { DraftStore } from '../draft/draft-store.ts';
import { fetchPart } from '../parts/fetch-part.ts';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { enterStep } from '../step-panel/step-entry.ts';
import { showStepLarge } from '../step-panel/step-view-store.ts';
import classes from './canvas.module.css';
import { CanvasGraphProvider, CanvasHandsProvider, useCanvasState, useCanvasStore } from './canvas-context.ts';
import { CanvasControls } from './canvas-controls.tsx';
import { NOTHING } from './canvas-store.ts';
import { Dots } from './dots.tsx';
import { FarLayer } from './far-layer.tsx';
import { firstView } from './fitted.ts';
import { GroupNode } from './group-node.tsx';
import { MiniMap } from './mini-map.tsx';
import { NoteNode } from './note-node.tsx';
import { Regions } from './regions.tsx';
import { SelectionBox } from './selection-box.tsx';
import { StepNode } from './step-node.tsx';
import { useCanvasDesk } from './use-canvas-desk.ts';
import { useCanvasGraph } from './use-canvas-graph.ts';
import { useCanvasMenu } from './use-canvas-menu.ts';
import { useEditing } from './use-editing.ts';
import { type FlowNode, useFlowNodes } from './use-flow-nodes.ts';
import { useHands } from './use-hands.ts';
import { useIsFar } from './use-is-far.ts';
import { useKeepFitted } from './use-keep-fitted.ts';
import { useMotion } from './use-motion.ts';
import { useNodeDrag } from './use-node-drag.ts';
import { stepAt, usePaneGestures } from './use-pane-gestures.ts';
import { useRunEdges } from './use-run-edges.ts';
import { useShowSelected } from './use-show-selected.ts';
import { useView } from './use-view.ts';
import { useViewActions } from './use-view-actions.ts';
import { useVisibleWires } from './use-visible-wires.ts';
import { WirePreview } from './wire-preview.tsx';
import { Wires } from './wires.tsx';

const nodeTypes = { step: StepNode, note: NoteNode, group: GroupNode };
const NO_EDGES: [] = [];
/** React Flow's help is about keys of its own, which are off here; the list of shortcuts has ours. */
const NO_HELP = { 'node.a11yDescription.default': '', 'edge.a11yDescription.default': '' };
const EditLayer = lazy(() => fetchPart(async () => ({ default: (await import('./edit-layer.tsx')).EditLayer })));

interface FlowProps {
  readonly document: WorkflowDocument;
  readonly catalog: NodeCatalog;
  readonly issues: readonly Issue[];
  readonly executionId: string | undefined;
  readonly scheme: 'light' | 'dark';
  readonly draft: DraftStore | undefined;
  readonly readOnlyReason?: string | undefined;
  readonly selection: ReadonlySet<string>;
  readonly select: (ids: Iterable<string>) => void;
  readonly openId: string | undefined;
  readonly open: (id: string | undefined) => void;
  readonly children?: ReactNode;
}

/** The graph under the hands. */
export function Flow({ document, catalog, issues, executionId, scheme, readOnlyReason, children, ...state }: FlowProps) {
  const { t } = useTranslation();
  const { draft, selection, select, open, openId } = state;
  const store = useCanvasStore();
  const frame = useRef<HTMLDivElement>(null);
  const isPanning = useKeyPress('Space');
  const { graph, bodies } = useCanvasGraph(document, catalog, issues);
  const desk = useCanvasDesk({ document, catalog, graph, bodies, readOnlyReason, ...state }, store, frame);
  const hands = useHands(desk);
  const isReadOnly = draft === undefined || readOnlyReason !== undefined;
  const view = useView(graph.steps.size);
  const nodes = useFlowNodes(graph, view, selection, isReadOnly);
  const wires = useVisibleWires(graph, view);
  const runEdges = useRunEdges(executionId, document);
  const drag = useNodeDrag(desk);
  const gestures = usePaneGestures(desk);
  const menu = useCanvasMenu(desk, hands);
  const viewport = useFirstViewport(frame, graph);
  const isFar = useIsFar();
  const isMoving = useMoving();
  const inNeed = useNodeInNeed(draft === undefined ? executionId : undefined);
  const onHand = useKeepFitted(graph, openId ?? inNeed);
  const isEditing = useEditing(draft !== undefined, graph.steps.size === 0);
  const wiring = useCanvasState(({ wiring }) =>
    wiring === undefined ? undefined : wiring.from.side === 'outputs' ? 'inputs' : 'outputs',
  );
  const isSplicing = useCanvasState((state) => state.splice !== undefined);
  const elements = useMemo(() => new Set(nodes.map(({ id }) => id)), [nodes]);
  useMotion(graph, document.layout, store);
  useFirstFocus(frame);
  useShowSelected(desk, openId);
  useViewActions(desk);

  const press = (id: string, event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }) => {
    store.setState({ wires: NOTHING });
    if (event.shiftKey || event.ctrlKey || event.metaKey) {
      select(selection.has(id) ? [...selection].filter((each) => each !== id) : [...selection, id]);
      return;
    }
    select([id]);
    if (document.nodes[id] !== undefined) open(id);
  };
  /** A hand that comes over a node of a picture makes an element of it. */
  const warm = (event: React.PointerEvent) => {
    if (!view.isDistant || store.getState().isDragging) return;
    const id = stepAt(graph, desk.toCanvas(event))?.id;
    const { hot } = store.getState();
    if (id === undefined ? hot.size > 0 : !hot.has(id)) store.setState({ hot: id === undefined ? NOTHING : new Set([id]) });
  };
  const onMoveStart: OnMoveStart = (event, at) => {
    isMoving.start();
    onHand(event, at);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: gestures of the pointer; all that they do can be done by keys and from the palette
    <div
      ref={frame}
      className={`${classes['canvas']} ${isFar ? 'far' : ''}`}
      data-canvas
      tabIndex={-1}
      data-wiring={wiring}
      data-splicing={isSplicing || undefined}
      data-distant={view.isDistant || undefined}
      onPointerDownCapture={(event) => {
        drag.onPress(event);
        gestures.onPointerDownCapture(event);
        menu.onPointerDownCapture(event);
      }}
      onContextMenu={menu.onContextMenu}
      onClickCapture={menu.onClickCapture}
      onPointerMove={warm}
      onDoubleClick={(event) => {
        const isBare = event.target instanceof Element && event.target.classList.contains('react-flow__pane');
        if (!isBare || draft === undefined) return;
        if (readOnlyReason !== undefined) desk.refuse(readOnlyReason);
        else store.setState({ picking: { at: desk.toCanvas(event), client: { x: event.clientX, y: event.clientY } } });
      }}
      onKeyDown={(event) => {
        const id = focusedNode(event.target);
        if (id === undefined || (event.key !== 'Enter' && event.key !== ' ') || event.defaultPrevented) return;
        // Of a node that is open already, Enter is the shortcut that opens it large.
        if (event.key === 'Enter' && id === openId) return;
        // With others it is a shortcut of its own: Ctrl+Enter runs.
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)) return;
        event.preventDefault();
        if (event.key === 'Enter' && graph.steps.has(id)) enterStep(id);
        press(id, event);
      }}
    >
      <Dots />
      {view.isDistant && <FarLayer graph={graph} selection={selection} elements={elements} runEdges={runEdges} scheme={scheme} />}
      <CanvasHandsProvider value={hands}>
        {viewport !== undefined && (
          <ReactFlow<FlowNode>
            className={isMoving.className}
            aria-label={t('canvas.label', { name: document.name })}
            defaultViewport={viewport}
            nodes={nodes}
            edges={NO_EDGES}
            nodeTypes={nodeTypes}
            onNodeClick={(event, node) => press(node.id, event)}
            onNodeDoubleClick={(_, node) => document.nodes[node.id] !== undefined && showStepLarge(true)}
            onPaneClick={(event) => {
              if (gestures.endsGesture()) return;
              const step = view.isDistant ? stepAt(graph, desk.toCanvas(event)) : undefined;
              if (step !== undefined) {
                press(step.id, event);
                return;
              }
              store.setState({ wires: NOTHING });
              if (!event.shiftKey && !event.ctrlKey && !event.metaKey) select([]);
              open(undefined);
            }}
            {...drag.handlers}
            onMoveStart={onMoveStart}
            onMoveEnd={isMoving.end}
            nodesDraggable={!isReadOnly && !isPanning}
            noPanClassName={NEVER_PANS}
            nodesConnectable={false}
            elementsSelectable={false}
            nodeDragThreshold={3}
            paneClickDistance={4}
            nodeClickDistance={4}
            colorMode={scheme}
            minZoom={0.04}
            maxZoom={2}
            panOnScroll
            panOnDrag={PAN_BUTTONS}
            zoomOnDoubleClick={false}
            deleteKeyCode={null}
            selectionKeyCode={null}
            multiSelectionKeyCode={null}
            disableKeyboardA11y
            ariaLabelConfig={NO_HELP}
            proOptions={{ hideAttribution: true }}
          >
            {!view.isDistant && <Regions regions={graph.regions} />}
            <Wires wires={wires} runEdges={runEdges} />
            <WirePreview graph={graph} />
            <SelectionBox />
            <CanvasGraphProvider value={graph}>{children}</CanvasGraphProvider>
          </ReactFlow>
        )}
        <CanvasControls actions={draft === undefined ? VIEW_CONTROLS : EDIT_CONTROLS} />
        {graph.steps.size + graph.notes.size + graph.groups.size > 0 && <MiniMap graph={graph} scheme={scheme} />}
        {isEditing && (
          <Suspense fallback={null}>
            <EditLayer desk={desk} graph={graph} selection={selection} readOnlyReason={readOnlyReason} openId={openId} />
          </Suspense>
        )}
      </CanvasHandsProvider>
    </div>
  );
}

/** As a selector: parts that a hand has a use of their own for. A node as such has `nopan` as well, and the right button pans from it. */
const NEVER_PANS = 'nopan.nodrag';
/** The middle and the right button; a finger always pans. */
const PAN_BUTTONS = [1, 2];
const VIEW_CONTROLS = ['zoom-in', 'zoom-out', 'fit'] as const;
const EDIT_CONTROLS = ['add-node', 'zoom-in', 'zoom-out', 'fit', 'tidy-up', 'outline'] as const;

/** Where the view begins, before anything is drawn. */
function useFirstViewport(
  frame: React.RefObject<HTMLDivElement | null>,
  graph: Parameters<typeof firstView>[0],
): Viewport | undefined {
  const [viewport, setViewport] = useState<Viewport>();
  const isSet = viewport !== undefined;
  useLayoutEffect(() => {
    const box = frame.current?.getBoundingClientRect();
    if (!isSet && box !== undefined) setViewport(firstView(graph, box.width, box.height));
  }, [frame, graph, isSet]);
  return viewport;
}

/** Who comes from the list of workflows works on the canvas with the next key. */
function useFirstFocus(frame: React.RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const isElsewhere = window.document.activeElement?.closest('main') === null;
    if (isElsewhere) frame.current?.focus({ preventScroll: true });
  }, [frame]);
}

/** While the view moves it is a layer of its own, which need not be painted anew. */
function useMoving() {
  const [isMoving, setMoving] = useState(false);
  const start = useCallback(() => setMoving(true), []);
  const end = useCallback(() => setMoving(false), []);
  return { className: isMoving ? (classes['moving'] ?? '') : '', start, end };
}

function focusedNode(target: EventTarget): string | undefined {
  return target instanceof HTMLElement && target.classList.contains('react-flow__node') ? target.dataset['id'] : undefined;
}
