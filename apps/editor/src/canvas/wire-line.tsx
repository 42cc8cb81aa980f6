import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useEdgeRun } from '../app/runs.ts';
import { formatCount } from '../format/format-count.ts';
import type { RunEdges } from '../run/find-edge-run.ts';
import { useCanvasHands, useCanvasState } from './canvas-context.ts';
import { useEdgeMark } from './canvas-marks-context.ts';
import type { Wire } from './place-graph.ts';
import classes from './wire.module.css';
import { endsOf } from './wire-ends.ts';
import { wireMiddle, wirePath } from './wire-path.ts';

interface WireLineProps {
  readonly wire: Wire;
  /** The edges of the shown run and those before it; undefined while there is none. */
  readonly runEdges: readonly RunEdges[] | undefined;
}

/** A wire: idle, live with the number of items that passed, or dead (that branch was not taken); muted where an earlier run did it. */
export const WireLine = memo(function WireLine({ wire, runEdges }: WireLineProps) {
  const { run, isEarlier } = useEdgeRun(runEdges, endsOf(wire));
  const hands = useCanvasHands();
  const isSelected = useCanvasState((state) => state.wires.has(wire.key));
  const version = useEdgeMark(wire.index);
  const hand = useCanvasState((state) =>
    state.splice === wire.key ? 'splice' : state.cut?.keys.has(wire.key) === true ? 'cut' : undefined,
  );
  const isTakenUp = useCanvasState((state) => state.wiring?.detached === wire.key);
  const path = wirePath(wire);
  return (
    <g className={classes['group']} data-selected={isSelected || undefined} data-away={isTakenUp || undefined}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a wider target for the pointer; by keyboard wires are cut and led in the outline and by C and X */}
      <path
        d={path}
        className={classes['reach']}
        data-wire={wire.key}
        onPointerEnter={() => hands.hoverWire(wire.key)}
        onPointerLeave={() => hands.hoverWire(undefined)}
        onClick={(event) => hands.selectWire(wire.key, event.shiftKey || event.ctrlKey || event.metaKey)}
        onDoubleClick={(event) => hands.insertInto(wire.key, { x: event.clientX, y: event.clientY })}
      />
      <path
        d={path}
        className={classes['wire']}
        data-state={run?.state ?? 'idle'}
        data-earlier={isEarlier || undefined}
        data-kind={wire.kind}
        data-mark={hand ?? version}
      />
    </g>
  );
});

/** How many items passed a wire. */
export const WireCount = memo(function WireCount({ wire, runEdges }: WireLineProps) {
  const { t } = useTranslation();
  const { run, isEarlier } = useEdgeRun(runEdges, endsOf(wire));
  if (run?.state !== 'live') return null;
  const { x, y } = wireMiddle(wire);
  return (
    <span
      className={classes['count']}
      style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
      data-earlier={isEarlier || undefined}
      title={t(isEarlier ? 'wire.itemsEarlier' : 'wire.items', { count: run.count })}
    >
      {formatCount(run.count)}
    </span>
  );
});
