import type { DocumentEdge } from '@sluice/protocol';
import { ViewportPortal } from '@xyflow/react';
import { memo } from 'react';
import type { Wire } from './place-graph.ts';
import classes from './wire.module.css';
import { WireCount, WireLine } from './wire-line.tsx';
import { WireTools } from './wire-tools.tsx';

interface WiresProps {
  readonly wires: readonly Wire[];
  /** The edges of the document that the shown run runs; undefined while there is none. */
  readonly runEdges: ReadonlyMap<string, number> | undefined;
}

/** All wires in sight, as one drawing beneath the nodes. */
export const Wires = memo(function Wires({ wires, runEdges }: WiresProps) {
  const indexOf = ({ from, to }: Wire) => runEdges?.get(edgeName({ from: refOf(from), to: refOf(to) })) ?? -1;
  return (
    <ViewportPortal>
      <svg className={classes['layer']} aria-hidden="true">
        {wires.map((wire) => (
          <WireLine key={wire.key} wire={wire} runIndex={indexOf(wire)} />
        ))}
      </svg>
      {runEdges !== undefined && wires.map((wire) => <WireCount key={wire.key} wire={wire} runIndex={indexOf(wire)} />)}
      <WireTools wires={wires} />
    </ViewportPortal>
  );
});

/** By its two ends: the index of an edge. A run counts the edges of what it runs, which need not be what is drawn. */
export function edgeIndexes(edges: readonly DocumentEdge[]): ReadonlyMap<string, number> {
  return new Map(edges.map((edge, index) => [edgeName(edge), index]));
}

function edgeName({ from, to }: DocumentEdge): string {
  return `${from}>${to}`;
}

function refOf({ node, port }: Wire['from']): string {
  return `${node}.${port}`;
}
