import { lazy, Suspense, useEffect } from 'react';
import { endHolding } from '../actions/held-keys.ts';
import { useClipboard } from '../clipboard/use-clipboard.ts';
import { fetchPart } from '../parts/fetch-part.ts';
import { KeysAhead } from '../parts/keys-ahead.tsx';
import { useCanvasState } from './canvas-context.ts';
import type { CanvasDesk } from './canvas-desk.ts';
import type { CanvasState } from './canvas-store.ts';
import type { Chosen } from './chosen.ts';
import { deskStore } from './desk-store.ts';
import { EntryTools } from './entry-tools.tsx';
import { useArrangeActions } from './use-arrange-actions.ts';
import { useDragEnd } from './use-drag-end.ts';
import { useGroupActions } from './use-group-actions.ts';
import { useNodeActions } from './use-node-actions.ts';
import { useNodePinch } from './use-node-pinch.ts';
import { useTabPicker } from './use-tab-picker.ts';
import { useWireActions } from './use-wire-actions.ts';

const NodePicker = lazy(() => fetchPart(async () => ({ default: (await import('../node-picker/node-picker.tsx')).NodePicker })));
const EmptyCanvas = lazy(() => fetchPart(async () => ({ default: (await import('./begin/empty-canvas.tsx')).EmptyCanvas })));
const ConnectPicker = lazy(() =>
  fetchPart(async () => ({ default: (await import('../node-picker/connect-picker.tsx')).ConnectPicker })),
);
const EntryPicker = lazy(() =>
  fetchPart(async () => ({ default: (await import('../node-picker/entry-picker.tsx')).EntryPicker })),
);
const CanvasMenu = lazy(() => fetchPart(async () => ({ default: (await import('./canvas-menu.tsx')).CanvasMenu })));

export interface EditLayerProps extends Chosen {
  readonly desk: CanvasDesk;
}

/** What a canvas that is edited has besides: actions, pickers, and what can be done with notes and groups. */
export function EditLayer({ desk, ...chosen }: EditLayerProps) {
  const picking = useCanvasState((state) => state.picking);
  const connecting = useCanvasState((state) => state.connecting);
  const asking = useCanvasState((state) => state.asking);
  const menu = useCanvasState((state) => state.menu);
  useNodeActions(desk, chosen);
  useWireActions(desk, chosen);
  useArrangeActions(desk, chosen);
  useGroupActions(desk, chosen);
  useClipboard(desk, chosen);
  useTabPicker(desk);
  useDragEnd(desk);
  useNodePinch(desk);
  useEffect(() => void endHolding(true), []); // after the actions are there
  useEffect(() => {
    deskStore.setState({ desk });
    return () => deskStore.setState(({ desk: current }) => ({ desk: current === desk ? undefined : current }));
  }, [desk]);
  const isEmpty = chosen.graph.steps.size === 0 && chosen.graph.notes.size === 0;
  return (
    <>
      <EntryTools graph={chosen.graph} selection={chosen.selection} isReadOnly={chosen.readOnlyReason !== undefined} />
      <Suspense fallback={null}>
        {isEmpty && chosen.readOnlyReason === undefined && picking === undefined && <EmptyCanvas desk={desk} />}
        {menu !== undefined && <CanvasMenu desk={desk} request={menu} />}
      </Suspense>
      <Suspense fallback={<KeysAhead />}>
        {picking !== undefined && <NodePicker desk={desk} request={picking} />}
        {connecting !== undefined && <ConnectPicker desk={desk} from={connecting} />}
        {asking !== undefined && (
          <EntryPicker desk={desk} asking={asking} at={placeOf(desk, asking)} onDone={() => askNothing(desk)} />
        )}
      </Suspense>
    </>
  );
}

function askNothing(desk: CanvasDesk): void {
  desk.store.setState({ asking: undefined });
  desk.element()?.focus({ preventScroll: true });
}

/** Beside what is asked about, in px of the window. */
function placeOf(desk: CanvasDesk, asking: NonNullable<CanvasState['asking']>): { readonly x: number; readonly y: number } {
  const id = asking.what === 'color' ? asking.id : asking.what === 'group' ? asking.ids[0] : asking.group;
  const node = desk.element()?.querySelector(`.react-flow__node[data-id="${CSS.escape(id ?? '')}"]`);
  const box = (node ?? desk.element())?.getBoundingClientRect() ?? new DOMRect(0, 0, window.innerWidth, window.innerHeight);
  return node ? { x: box.right, y: box.top } : { x: box.left + box.width / 2, y: box.top + box.height / 3 };
}
