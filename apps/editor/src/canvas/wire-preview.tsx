import { ViewportPortal } from '@xyflow/react';
import { useCanvasState } from './canvas-context.ts';
import type { Wiring } from './canvas-store.ts';
import { HeldNode } from './held-node.tsx';
import { type Graph, portPoint, type StepBox, type Wire } from './place-graph.ts';
import { throughPorts } from './through-ports.ts';
import classes from './wire.module.css';
import { wirePath } from './wire-path.ts';

/** The wire in the hand, as far as it goes, and why it may not end where the hand is; the line of a cut. */
export function WirePreview({ graph: { steps, wires } }: { readonly graph: Graph }) {
  const wiring = useCanvasState((state) => state.wiring);
  const cut = useCanvasState((state) => state.cut);
  const splice = useCanvasState((state) => state.splice);
  const moved = useCanvasState((state) => (state.splice === undefined ? undefined : [...state.moved.keys()][0]));
  const held = useCanvasState((state) => state.held);
  if (wiring === undefined && cut === undefined && splice === undefined && held === undefined) return null;
  const into = wires.find(({ key }) => key === splice);
  const node =
    held === undefined ? steps.get(moved ?? '') : { ...held.place, ...held.node.size, step: { ports: held.node.ports } };
  return (
    <ViewportPortal>
      <svg className={classes['layer']} style={{ zIndex: 5 }} aria-hidden="true">
        {cut !== undefined && <line className={classes['cut']} x1={cut.from.x} y1={cut.from.y} x2={cut.to.x} y2={cut.to.y} />}
        {into !== undefined && node !== undefined && <Spliced wire={into} node={node} />}
        {wiring !== undefined && <Drawn wiring={wiring} steps={steps} />}
      </svg>
      {held !== undefined && <HeldNode node={held.node} place={held.place} />}
      {wiring?.reason !== undefined && (
        <span
          className={classes['reason']}
          role="status"
          style={{ transform: `translate(${wiring.pointer.x + 16}px, ${wiring.pointer.y + 16}px)` }}
        >
          {wiring.reason}
        </span>
      )}
    </ViewportPortal>
  );
}

function Drawn({
  wiring: { from, target, pointer, reason },
  steps,
}: {
  readonly wiring: Wiring;
  readonly steps: ReadonlyMap<string, StepBox>;
}) {
  const box = steps.get(from.node);
  const targetBox = steps.get(target?.node ?? '');
  if (box === undefined) return null;
  const start = portPoint(box, from.side, from.port);
  const end = target === undefined || targetBox === undefined ? pointer : portPoint(targetBox, target.side, target.port);
  const [source, sink] = from.side === 'outputs' ? [start, end] : [end, start];
  return (
    <>
      <path
        className={classes['preview']}
        d={wirePath({ source, target: sink, channelY: undefined })}
        data-fits={target !== undefined || undefined}
        data-refused={reason !== undefined || undefined}
      />
      {target !== undefined && <circle className={classes['landing']} cx={end.x} cy={end.y} r={7} />}
    </>
  );
}

/** The two wires that a wire becomes when the node over it is dropped. */
function Spliced({ wire, node }: { readonly wire: Wire; readonly node: Parameters<typeof portPoint>[0] }) {
  const through = throughPorts(node.step);
  if (through === undefined) return null;
  const before = { source: wire.source, target: portPoint(node, 'inputs', through.input), channelY: undefined };
  const after = { source: portPoint(node, 'outputs', through.output), target: wire.target, channelY: undefined };
  return (
    <>
      <path className={classes['preview']} d={wirePath(before)} />
      <path className={classes['preview']} d={wirePath(after)} />
    </>
  );
}
