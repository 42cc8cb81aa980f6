import { useReactFlow, useStore, ViewportPortal } from '@xyflow/react';
import { type CSSProperties, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore as useZustand } from 'zustand';
import { useCanvasGraphNow } from '../canvas/canvas-context.ts';
import { boxNow } from '../canvas/place-graph.ts';
import { useDraftSession } from '../draft/draft-context.tsx';
import type { Guest } from '../draft/presence-store.ts';
import { usePersonNames } from '../people/use-person-names.ts';
import classes from './guest.module.css';
import { guestHue } from './guest-hue.ts';

/** On a canvas: the pointers of the others and what they have selected; tells them where the own pointer is. */
export function CanvasGuests() {
  const { t } = useTranslation();
  const { presence } = useDraftSession();
  const guests = useZustand(presence);
  const zoom = useStore((state) => state.transform[2]);
  useTellPointer();
  const present = guests.filter((guest) => guest.presence.active);
  const nameOf = usePersonNames(
    present.map(({ did }) => did),
    t('together.you'),
  );
  return (
    <ViewportPortal>
      {present.flatMap((guest) =>
        guest.presence.selection.map((id) => (
          <SelectionFrame key={`${guest.id} ${id}`} id={id} guest={guest} name={nameOf(guest.did)} zoom={zoom} />
        )),
      )}
      {present.map((guest) => {
        const { pointer } = guest.presence;
        if (pointer === undefined) return null;
        return (
          <div
            key={guest.id}
            className={`${classes['tinted']} ${classes['cursor']}`}
            style={
              {
                '--hue': guestHue(guest.did),
                transform: `translate(${pointer.x}px, ${pointer.y}px) scale(${1 / zoom})`,
              } as CSSProperties
            }
            data-guest={guest.did}
            aria-hidden="true"
          >
            <svg width="16" height="20" viewBox="0 0 16 20" strokeWidth="1.2" aria-hidden="true">
              <path d="M1.5 1.2v14.3l4-3.4 2.5 6 2.6-1.1-2.5-5.8h5.3z" />
            </svg>
            <span>{nameOf(guest.did)}</span>
          </div>
        );
      })}
    </ViewportPortal>
  );
}

interface SelectionFrameProps {
  readonly id: string;
  readonly guest: Guest;
  readonly name: string;
  readonly zoom: number;
}

/** Around what somebody else has selected, also where the graph is painted as a picture: its line and name never become too thin to see. */
function SelectionFrame({ id, guest, name, zoom }: SelectionFrameProps) {
  const box = boxNow(useCanvasGraphNow(), id);
  if (box === undefined) return null;
  const line = Math.max(1, 1 / zoom);
  const gap = 6 * Math.min(3, line);
  return (
    <div
      className={`${classes['tinted']} ${classes['frame']}`}
      style={
        {
          '--hue': guestHue(guest.did),
          '--line': line,
          transform: `translate(${box.x - gap}px, ${box.y - gap}px)`,
          width: box.width + 2 * gap,
          height: box.height + 2 * gap,
        } as CSSProperties
      }
      data-guest-selects={id}
      aria-hidden="true"
    >
      {guest.presence.pointer === undefined && <span>{name}</span>}
    </div>
  );
}

function useTellPointer(): void {
  const { here } = useDraftSession();
  const { screenToFlowPosition } = useReactFlow();
  const pane = useStore((state) => state.domNode);
  useEffect(() => {
    if (pane === null) return;
    const onMove = ({ clientX: x, clientY: y }: PointerEvent) =>
      here.point(screenToFlowPosition({ x, y }, { snapToGrid: false }));
    const onLeave = () => here.point(undefined);
    pane.addEventListener('pointermove', onMove, { passive: true });
    pane.addEventListener('pointerleave', onLeave);
    return () => {
      pane.removeEventListener('pointermove', onMove);
      pane.removeEventListener('pointerleave', onLeave);
      onLeave();
    };
  }, [pane, here, screenToFlowPosition]);
}
