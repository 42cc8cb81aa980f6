import { lazy, Suspense, useEffect } from 'react';
import { useClipboard } from '../clipboard/use-clipboard.ts';
import { fetchPart } from '../parts/fetch-part.ts';
import { useCanvasState } from './canvas-context.ts';
import type { CanvasDesk } from './canvas-desk.ts';
import type { Chosen } from './chosen.ts';
import { deskStore } from './desk-store.ts';
import { EntryTools } from './entry-tools.tsx';
import { useArrangeActions } from './use-arrange-actions.ts';
import { useGroupActions } from './use-group-actions.ts';
import { useNodeActions } from './use-node-actions.ts';

const NodePicker = lazy(() => fetchPart(async () => ({ default: (await import('../node-picker/node-picker.tsx')).NodePicker })));
const ConnectPicker = lazy(() =>
  fetchPart(async () => ({ default: (await import('../node-picker/connect-picker.tsx')).ConnectPicker })),
);

export interface EditLayerProps extends Chosen {
  readonly desk: CanvasDesk;
}

/** What a canvas that is edited has besides: actions, pickers, and what can be done with notes and groups. */
export function EditLayer({ desk, ...chosen }: EditLayerProps) {
  const picking = useCanvasState((state) => state.picking);
  const connecting = useCanvasState((state) => state.connecting);
  useNodeActions(desk, chosen);
  useArrangeActions(desk, chosen);
  useGroupActions(desk, chosen);
  useClipboard(desk, chosen);
  useEffect(() => {
    deskStore.setState({ desk });
    return () => deskStore.setState(({ desk: current }) => ({ desk: current === desk ? undefined : current }));
  }, [desk]);
  return (
    <>
      <EntryTools graph={chosen.graph} selection={chosen.selection} isReadOnly={chosen.readOnlyReason !== undefined} />
      <Suspense fallback={null}>
        {picking !== undefined && <NodePicker desk={desk} request={picking} />}
        {connecting !== undefined && <ConnectPicker desk={desk} from={connecting} />}
      </Suspense>
    </>
  );
}
