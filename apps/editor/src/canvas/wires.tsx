import { ViewportPortal } from '@xyflow/react';
import { memo } from 'react';
import type { RunEdges } from '../run/find-edge-run.ts';
import type { Wire } from './place-graph.ts';
import classes from './wire.module.css';
import { WireCount, WireLine } from './wire-line.tsx';
import { WireTools } from './wire-tools.tsx';

interface WiresProps {
  readonly wires: readonly Wire[];
  /** The edges of the shown run and those before it; undefined while there is none. */
  readonly runEdges: readonly RunEdges[] | undefined;
}

/** All wires in sight, as one drawing beneath the nodes. */
export const Wires = memo(function Wires({ wires, runEdges }: WiresProps) {
  return (
    <ViewportPortal>
      <svg className={classes['layer']} aria-hidden="true">
        {wires.map((wire) => (
          <WireLine key={wire.key} wire={wire} runEdges={runEdges} />
        ))}
      </svg>
      {runEdges !== undefined && wires.map((wire) => <WireCount key={wire.key} wire={wire} runEdges={runEdges} />)}
      <WireTools wires={wires} />
    </ViewportPortal>
  );
});
