import { useTranslation } from 'react-i18next';
import { IconPlus, IconX } from '../parts/icons.ts';
import { useCanvasHands, useCanvasState } from './canvas-context.ts';
import type { Wire } from './place-graph.ts';
import classes from './wire.module.css';
import { wireMiddle } from './wire-path.ts';

/** What can be done with the wire under the pointer, or else the one that is selected: put a node into it, cut it, take up an end. */
export function WireTools({ wires }: { readonly wires: readonly Wire[] }) {
  const { t } = useTranslation();
  const hands = useCanvasHands();
  const key = useCanvasState(({ hovered, wires: selected, wiring, isDragging, box, cut }) =>
    wiring !== undefined || isDragging || box !== undefined || cut !== undefined
      ? undefined
      : (hovered ?? (selected.size === 1 ? [...selected][0] : undefined)),
  );
  const wire = key === undefined ? undefined : wires.find((each) => each.key === key);
  if (wire === undefined || hands.readOnlyReason() !== undefined) return null;
  const { x, y } = wireMiddle(wire);
  const hold = { onPointerEnter: () => hands.hoverWire(wire.key), onPointerLeave: () => hands.hoverWire(undefined) };
  return (
    <>
      {/* Above the wire, so that a click on the wire itself selects it; the bridge to it keeps the pointer on the way. */}
      <span
        className={`${classes['tools']} nodrag nopan`}
        style={{ transform: `translate(${x}px, ${y}px) translate(-50%, -100%)` }}
        {...hold}
      >
        <span className={classes['buttons']}>
          <button
            type="button"
            aria-label={t('wire.insert')}
            title={t('wire.insert')}
            onClick={(event) => hands.insertInto(wire.key, { x: event.clientX, y: event.clientY })}
          >
            <IconPlus size={14} stroke={2.2} />
          </button>
          <button
            type="button"
            aria-label={t('wire.cut')}
            title={t('wire.cut')}
            onClick={() => hands.cutWires(new Set([wire.key]))}
          >
            <IconX size={14} stroke={2.2} />
          </button>
        </span>
      </span>
      <WireEnd wire={wire} side="outputs" {...hold} />
      <WireEnd wire={wire} side="inputs" {...hold} />
    </>
  );
}

interface WireEndProps {
  readonly wire: Wire;
  readonly side: 'inputs' | 'outputs';
  readonly onPointerEnter: () => void;
  readonly onPointerLeave: () => void;
}

/** An end of a wire, to be taken up and led elsewhere. It stands a little off the port, which begins a new wire. */
function WireEnd({ wire, side, ...hold }: WireEndProps) {
  const { t } = useTranslation();
  const hands = useCanvasHands();
  const { x, y } = side === 'outputs' ? wire.source : wire.target;
  const away = side === 'outputs' ? 20 : -20;
  // The end that stays is where the wire is drawn from.
  const stays = side === 'outputs' ? { ...wire.to, side: 'inputs' as const } : { ...wire.from, side: 'outputs' as const };
  return (
    <span
      className={`${classes['end']} nodrag nopan`}
      data-end={side}
      title={t('wire.lead')}
      style={{ transform: `translate(-50%, -50%) translate(${x + away}px, ${y}px)` }}
      onPointerDown={(event) => hands.startWire(stays, event, wire.key)}
      {...hold}
    />
  );
}
