import type { WorkflowDocument } from '@sluice/protocol';
import { useMemo } from 'react';
import { nodeSize, portY, type Size } from '../canvas/geometry.ts';
import type { LayOut } from '../canvas/lay-out.ts';
import { type NodePorts, portsOf, usedPortsOf } from '../canvas/node-ports.ts';
import { positionsOf } from '../canvas/positions-of.ts';
import { useLayOut } from '../canvas/use-lay-out.ts';
import { splitPortRef } from '../draft/port-ref.ts';
import { type NodeCatalog, useCatalog } from '../queries/use-catalog.ts';
import classes from './mini-graph.module.css';
import { nodeIcons } from './node-icons.ts';

const MARGIN = 40;
const NO_PORTS: NodePorts = { inputs: [], outputs: [] };

/** A workflow's graph in small, for cards. Decorative: what it shows is said in words beside it. */
export function MiniGraph({ document }: { readonly document: WorkflowDocument }) {
  const catalog = useCatalog();
  const layOut = useLayOut(document);
  const picture = useMemo(() => drawingOf(document, catalog.data ?? new Map(), layOut), [document, catalog.data, layOut]);
  return (
    <svg className={classes['graph']} viewBox={picture.viewBox} preserveAspectRatio="xMidYMid meet" aria-hidden="true">
      {picture.paths.map((path) => (
        <path key={path} d={path} className={classes['edge']} />
      ))}
      {picture.nodes.map(({ id, x, y, width, height, category, icon }) => {
        const Drawing = nodeIcons[icon];
        return (
          <g key={id} transform={`translate(${x} ${y})`} data-category={category} className={classes['node']}>
            <rect width={width} height={height} rx={14} />
            <rect x={12} y={12} width={32} height={32} rx={8} className={classes['tile']} />
            {Drawing !== undefined && <Drawing x={18} y={18} size={20} />}
            <rect x={56} y={19} width={Math.min(120, 24 + id.length * 9)} height={8} rx={4} className={classes['line']} />
            <rect x={56} y={33} width={64} height={6} rx={3} className={classes['line']} />
          </g>
        );
      })}
    </svg>
  );
}

function drawingOf(document: WorkflowDocument, catalog: NodeCatalog, layOut: LayOut | undefined) {
  const used = usedPortsOf(document.edges);
  const ports = new Map(
    Object.entries(document.nodes).map(([id, node]) => [id, portsOf(node, catalog.get(node.type), used.get(id))]),
  );
  const sizeOf = (id: string): Size => nodeSize(ports.get(id) ?? NO_PORTS);
  const positions = positionsOf(document, sizeOf, layOut);
  const nodes = Object.entries(document.nodes).map(([id, node]) => {
    const type = catalog.get(node.type);
    return { id, ...(positions.get(id) ?? { x: 0, y: 0 }), ...sizeOf(id), category: type?.category, icon: type?.icon ?? '' };
  });
  const anchor = (ref: string, side: 'inputs' | 'outputs') => {
    const { node, port } = splitPortRef(ref);
    const position = positions.get(node);
    const names = ports.get(node)?.[side].map(({ name }) => name) ?? [];
    if (position === undefined) return undefined;
    return {
      x: position.x + (side === 'outputs' ? sizeOf(node).width : 0),
      y: position.y + portY(names.length, names.indexOf(port)),
    };
  };
  const paths = document.edges.flatMap((edge) => {
    const [from, to] = [anchor(edge.from, 'outputs'), anchor(edge.to, 'inputs')];
    if (from === undefined || to === undefined) return [];
    // What closes a loop goes back below the nodes, and not far beyond them.
    const isBack = to.x < from.x;
    const bend = isBack ? MARGIN : Math.max(30, Math.abs(to.x - from.x) / 2);
    const drop = isBack ? Math.abs(to.y - from.y) / 2 + MARGIN : 0;
    return [`M${from.x} ${from.y}C${from.x + bend} ${from.y + drop} ${to.x - bend} ${to.y + drop} ${to.x} ${to.y}`];
  });
  const left = Math.min(...nodes.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...nodes.map(({ y }) => y)) - MARGIN;
  const width = Math.max(...nodes.map((node) => node.x + node.width)) + MARGIN - left;
  const height = Math.max(...nodes.map((node) => node.y + node.height)) + MARGIN - top;
  return { nodes, paths, viewBox: nodes.length === 0 ? '0 0 1 1' : `${left} ${top} ${width} ${height}` };
}
