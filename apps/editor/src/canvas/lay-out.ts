import { Graph, layout } from '@dagrejs/dagre';
import type { WorkflowDocument } from '@sluice/protocol';
import { splitPortRef } from '../draft/port-ref.ts';
import { boundsOf, type Size } from './geometry.ts';
import type { Position } from './positions-of.ts';
import { quickLayers } from './quick-layers.ts';

export interface LayOutOptions {
  /** Only these nodes; all when it is left out. */
  readonly ids?: ReadonlySet<string>;
  /** Sets of nodes that stay together, such as the bodies of loops, by names of their own. Of two that cut across each other the later one is left out. */
  readonly clusters?: ReadonlyMap<string, ReadonlySet<string>>;
}
export type LayOut = typeof layOut;

/** What of a document is laid out. */
export type LaidOut = Pick<WorkflowDocument, 'edges'> & { readonly nodes: Readonly<Record<string, unknown>> };

/**
 * From how many nodes on it is done the quick way: a simpler ranking (the best one took a second for 1,000 nodes, three times as long), and
 * clusters one by one, each as a box in the next outer one, for which the library would take minutes.
 */
const MANY = 300;
/** From how many boxes beside each other on the library is too slow to be waited for: it took 9 s for 1,500, and tens of seconds for 5,000. */
const TOO_MANY = 800;
/** Px between nodes above each other, and between columns. */
const NODE_SEP = 36;
const RANK_SEP = 88;
/** Around what lies in a box of its own. */
const CLUSTER_PADDING = 30;

/** A tidy arrangement from left to right that ignores the document's own. */
export function layOut(
  document: LaidOut,
  sizeOf: (id: string) => Size,
  { ids, clusters = new Map() }: LayOutOptions = {},
): ReadonlyMap<string, Position> {
  const wanted = Object.keys(document.nodes).filter((id) => ids?.has(id) ?? true);
  const links = linksOf(document, new Set(wanted));
  const nested = nestClusters(new Set(wanted), clusters);
  if (wanted.length > MANY) return layOutBoxes({ members: new Set(wanted), inner: nested }, links, sizeOf);
  const graph = newGraph('network-simplex');
  for (const id of wanted) graph.setNode(nameOf(id), { ...sizeOf(id) });
  setClusters(graph, nested, undefined);
  for (const { from, to } of links) graph.setEdge(nameOf(from), nameOf(to));
  layout(graph);
  return new Map(wanted.map((id) => [id, placeIn(graph, nameOf(id))]));
}

interface Link {
  readonly from: string;
  readonly to: string;
}

/** What leads on from one node to another; the way back to a loop is none. */
function linksOf({ edges }: LaidOut, ids: ReadonlySet<string>): readonly Link[] {
  return edges.flatMap((edge) => {
    const [from, to] = [splitPortRef(edge.from), splitPortRef(edge.to)];
    return ids.has(from.node) && ids.has(to.node) && to.port !== 'next' ? [{ from: from.node, to: to.node }] : [];
  });
}

interface Nest {
  readonly members: ReadonlySet<string>;
  readonly inner: readonly Cluster[];
}
type Cluster = Nest & { readonly name: string };

/** Which cluster lies in which: the larger ones first, so that each finds the one that it lies in. */
function nestClusters(ids: ReadonlySet<string>, clusters: ReadonlyMap<string, ReadonlySet<string>>): readonly Cluster[] {
  const top: { members: ReadonlySet<string>; inner: Cluster[] } = { members: ids, inner: [] };
  const placed: { readonly name: string; readonly members: ReadonlySet<string>; readonly inner: Cluster[] }[] = [];
  for (const [key, all] of [...clusters].sort(([, a], [, b]) => b.size - a.size)) {
    const members = new Set([...all].filter((id) => ids.has(id)));
    const isCut = placed.some((other) => !members.isSubsetOf(other.members) && !members.isDisjointFrom(other.members));
    if (members.size < 2 || isCut) continue;
    const outer = placed.findLast((other) => members.isSubsetOf(other.members)) ?? top;
    const cluster = { name: `cluster ${key}`, members, inner: [] };
    outer.inner.push(cluster);
    placed.push(cluster);
  }
  return top.inner;
}

function setClusters(graph: ReturnType<typeof newGraph>, clusters: readonly Cluster[], outer: string | undefined): void {
  for (const { name, members, inner } of clusters) {
    graph.setNode(name, {});
    if (outer !== undefined) graph.setParent(name, outer);
    for (const id of members) graph.setParent(nameOf(id), name);
    setClusters(graph, inner, name);
  }
}

/** Lays out each inner cluster by itself first; then it is one box among the nodes of the outer one. */
function layOutBoxes({ members, inner }: Nest, links: readonly Link[], sizeOf: (id: string) => Size): Map<string, Position> {
  const boxOf = new Map<string, string>();
  const insides = new Map<string, ReadonlyMap<string, Position>>();
  const boxes = new Map<string, Size>();
  for (const cluster of inner) {
    const places = layOutBoxes(cluster, links, sizeOf);
    insides.set(cluster.name, places);
    for (const id of cluster.members) boxOf.set(id, cluster.name);
    const bounds = boundsOf([...places].map(([id, place]) => ({ ...sizeOf(id), ...place }))) ?? { width: 0, height: 0 };
    boxes.set(cluster.name, { width: bounds.width + 2 * CLUSTER_PADDING, height: bounds.height + 2 * CLUSTER_PADDING });
  }
  for (const id of members) if (!boxOf.has(id)) boxes.set(nameOf(id), sizeOf(id));
  const between = links.flatMap(({ from, to }) => {
    const [source, target] = [boxOf.get(from) ?? nameOf(from), boxOf.get(to) ?? nameOf(to)];
    return source !== target && boxes.has(source) && boxes.has(target) ? [{ from: source, to: target }] : [];
  });
  const places = placeBoxes(boxes, between);
  const outside = (name: string) => places.get(name) ?? NOWHERE;
  return new Map(
    [...members].map((id) => {
      const box = boxOf.get(id);
      if (box === undefined) return [id, outside(nameOf(id))];
      const [corner, place] = [outside(box), insides.get(box)?.get(id) ?? NOWHERE];
      return [id, { x: corner.x + CLUSTER_PADDING + place.x, y: corner.y + CLUSTER_PADDING + place.y }];
    }),
  );
}

function placeBoxes(boxes: ReadonlyMap<string, Size>, links: readonly Link[]): ReadonlyMap<string, Position> {
  if (boxes.size > TOO_MANY) return quickLayers(boxes, links, { within: NODE_SEP, between: RANK_SEP });
  const graph = newGraph('longest-path');
  for (const [name, size] of boxes) graph.setNode(name, { ...size });
  for (const { from, to } of links) graph.setEdge(from, to);
  layout(graph);
  return new Map([...boxes.keys()].map((name) => [name, placeIn(graph, name)]));
}

const NOWHERE: Position = { x: 0, y: 0 };

function newGraph(ranker: 'network-simplex' | 'longest-path') {
  const graph = new Graph({ compound: ranker === 'network-simplex' }).setDefaultEdgeLabel(() => ({}));
  graph.setGraph({ rankdir: 'LR', nodesep: NODE_SEP, ranksep: RANK_SEP, ranker });
  return graph;
}

/** The library keeps nodes in plain objects, where names such as `constructor` are taken. */
function nameOf(id: string): string {
  return `node ${id}`;
}

/** The top left corner; the library gives the middle. */
function placeIn(graph: ReturnType<typeof newGraph>, name: string): Position {
  const { x = 0, y = 0, width = 0, height = 0 } = graph.node(name) as Partial<Position & Size>;
  return { x: Math.round(x - width / 2), y: Math.round(y - height / 2) };
}
