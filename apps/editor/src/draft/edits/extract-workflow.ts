import type { DocumentEdge, DocumentNode, NodeType, WorkflowDocument } from '@sluice/protocol';
import { readPlace } from '../layout-entries.ts';
import { nodeOf } from '../port-ref.ts';
import { addNode } from './add-node.ts';
import { freeId } from './free-id.ts';
import { removeNodes } from './remove-nodes.ts';

/** Why nodes cannot become a workflow of their own; also names its text, `extract.<problem>`, with `what` it is about. */
export type ExtractProblem =
  | 'trigger'
  | 'respond'
  | 'stub'
  | 'partOfLoop'
  | 'leavesAndReturns'
  | 'waysIn'
  | 'waysOut'
  | 'reads'
  | 'isRead'
  | 'loopIndex';

export interface ExtractOptions {
  readonly document: WorkflowDocument;
  readonly catalog: ReadonlyMap<string, NodeType>;
  /** By loop: the nodes of its body. */
  readonly bodies: ReadonlyMap<string, ReadonlySet<string>>;
  readonly ids: ReadonlySet<string>;
  /** Of the new workflow. */
  readonly name: string;
  /** Where the call is put. */
  readonly place: { readonly x: number; readonly y: number };
}

export type Extraction =
  | { readonly problem: ExtractProblem; readonly what: string }
  | {
      readonly workflow: WorkflowDocument;
      readonly callId: string;
      /** Puts the call in the place of the nodes. */
      readonly replace: (document: WorkflowDocument, workflowId: string) => WorkflowDocument;
    };

/**
 * Nodes as a workflow of their own: begun by hand with the items that came in to them, ended by `core.respond` with those that left them.
 * A call takes items in at one place and gives them out at one place, once: what does otherwise cannot be extracted.
 */
export function planExtraction(options: ExtractOptions): Extraction {
  const { document, ids, name, place } = options;
  const inside = ({ from, to }: DocumentEdge) => ids.has(nodeOf(from)) && ids.has(nodeOf(to));
  const entries = document.edges.filter(({ from, to }) => !ids.has(nodeOf(from)) && ids.has(nodeOf(to)));
  const exits = document.edges.filter(({ from, to }) => ids.has(nodeOf(from)) && !ids.has(nodeOf(to)));
  const problem =
    problemOfNodes(options) ??
    problemOfLoops(options) ??
    problemOfEdges(document, ids, entries, exits) ??
    problemOfReferences(document, ids);
  if (problem !== undefined) return problem;

  const call: DocumentNode = { type: 'core.call-workflow@1', name, params: {} };
  const callId = freeId(document, 'call');
  const targets = [...new Set(exits.map(({ to }) => to))];
  return {
    workflow: extracted(document, ids, name, document.edges.filter(inside), entries, exits),
    callId,
    replace: (current, workflowId) => {
      const without = removeNodes(current, ids, { heal: false });
      const added = addNode(without, callId, { ...call, params: { workflow: workflowId } }, place);
      const sources = [...new Set(entries.map(({ from }) => from))];
      const edges = [
        ...sources.map((from) => ({ from, to: `${callId}.main` })),
        ...targets.map((to) => ({ from: `${callId}.main`, to })),
      ].filter(({ from, to }) => [nodeOf(from), nodeOf(to)].every((id) => added.nodes[id] !== undefined));
      return { ...added, edges: [...added.edges, ...edges] };
    },
  };
}

function extracted(
  document: WorkflowDocument,
  ids: ReadonlySet<string>,
  name: string,
  inside: readonly DocumentEdge[],
  entries: readonly DocumentEdge[],
  exits: readonly DocumentEdge[],
): WorkflowDocument {
  const [start, answer] = [freeId(document, 'start'), freeId(document, 'answer')];
  const firsts = unique(entries.map(({ to }) => to));
  const lasts = unique(exits.map(({ from }) => from));
  const nodes = Object.fromEntries(Object.entries(document.nodes).filter(([id]) => ids.has(id)));
  const places = [...ids].flatMap((id) => readPlace(document.layout[id]) ?? []);
  const [first, last] = [Math.min(...places.map(({ x }) => x)), Math.max(...places.map(({ x }) => x))];
  const y = places[0]?.y ?? 0;
  const layout = places.length === 0 ? {} : { [start]: { x: first - 312, y }, [answer]: { x: last + 312, y } };
  const { vars } = document.settings;
  return {
    format: document.format,
    name: name.slice(0, 200),
    settings: vars === undefined ? {} : { vars },
    nodes: {
      [start]: { type: 'core.manual@1', params: {} },
      ...nodes,
      ...(lasts.length === 0 ? {} : { [answer]: { type: 'core.respond@1', params: {} } }),
    },
    edges: [
      ...firsts.map((to) => ({ from: `${start}.main`, to })),
      ...inside,
      ...lasts.map((from) => ({ from, to: `${answer}.main` })),
    ],
    layout: {
      ...Object.fromEntries(Object.entries(document.layout).filter(([id]) => ids.has(id))),
      ...(lasts.length === 0 ? Object.fromEntries(Object.entries(layout).filter(([id]) => id === start)) : layout),
    },
  };
}

type Problem = { readonly problem: ExtractProblem; readonly what: string } | undefined;

function problemOfNodes({ document, catalog, ids }: ExtractOptions): Problem {
  for (const id of ids) {
    const type = catalog.get(document.nodes[id]?.type ?? '');
    const what = titleOf(document, id);
    if (type === undefined) return { problem: 'stub', what };
    if (type.kind === 'trigger') return { problem: 'trigger', what };
    if (type.kind === 'respond') return { problem: 'respond', what };
  }
  return undefined;
}

/** Loops go as a whole, and all nodes come from the same round of those around them. */
function problemOfLoops({ document, bodies, ids }: ExtractOptions): Problem {
  const around = (id: string) =>
    [...bodies]
      .filter(([loop, body]) => !ids.has(loop) && body.has(id))
      .map(([loop]) => loop)
      .sort()
      .join(' ');
  for (const [loop, body] of bodies) {
    if (ids.has(loop) && !body.isSubsetOf(ids)) return { problem: 'partOfLoop', what: titleOf(document, loop) };
  }
  const [first = '', ...others] = ids;
  const stray = others.find((id) => around(id) !== around(first));
  if (stray !== undefined) return { problem: 'partOfLoop', what: titleOf(document, stray) };
  if (around(first) === '') return undefined;
  const usesLoop = [...ids].find((id) => JSON.stringify(document.nodes[id]?.params).includes('$loop'));
  return usesLoop === undefined ? undefined : { problem: 'loopIndex', what: titleOf(document, usesLoop) };
}

function problemOfEdges(
  document: WorkflowDocument,
  ids: ReadonlySet<string>,
  entries: readonly DocumentEdge[],
  exits: readonly DocumentEdge[],
): Problem {
  const way = outsideWay(document, ids, exits);
  if (way !== undefined) return { problem: 'leavesAndReturns', what: titleOf(document, way) };
  const stray = differing(entries);
  if (stray !== undefined) return { problem: 'waysIn', what: titleOf(document, nodeOf(stray)) };
  const other = differing(exits);
  return other === undefined ? undefined : { problem: 'waysOut', what: titleOf(document, nodeOf(other)) };
}

/** A node outside that the nodes lead to and that leads back to them. */
function outsideWay(document: WorkflowDocument, ids: ReadonlySet<string>, exits: readonly DocumentEdge[]): string | undefined {
  const seen = new Set(exits.filter(({ to }) => !to.endsWith('.next')).map(({ to }) => nodeOf(to)));
  for (const id of seen) {
    for (const { from, to } of document.edges) {
      if (nodeOf(from) !== id || to.endsWith('.next')) continue;
      if (ids.has(nodeOf(to))) return id;
      seen.add(nodeOf(to));
    }
  }
  return undefined;
}

/** Items mix at the call: so whatever comes from anywhere must lead to the same places. Gives the first port that does not. */
function differing(edges: readonly DocumentEdge[]): string | undefined {
  const ways = Map.groupBy(edges, ({ from }) => from);
  const placesOf = (port: string) =>
    (ways.get(port) ?? [])
      .map(({ to }) => to)
      .sort()
      .join(' ');
  const [first = '', ...others] = ways.keys();
  return others.find((port) => placesOf(port) !== placesOf(first));
}

/** `$node('id')` across the border reads what is not there any more. */
function problemOfReferences(document: WorkflowDocument, ids: ReadonlySet<string>): Problem {
  for (const [id, node] of Object.entries(document.nodes)) {
    const text = JSON.stringify(node.params);
    const isInside = ids.has(id);
    for (const [, named] of text.matchAll(/\$node\(\s*(?:\\?["'`])([A-Za-z_][A-Za-z0-9_-]*)/g)) {
      if (named === undefined || document.nodes[named] === undefined || ids.has(named) === isInside) continue;
      return { problem: isInside ? 'reads' : 'isRead', what: titleOf(document, isInside ? named : id) };
    }
    const isDynamic = /\$node\(\s*(?!\s*\\?["'`])/.test(text);
    if (isInside && isDynamic) return { problem: 'reads', what: titleOf(document, id) };
    if (isInside && text.includes('$trigger')) return { problem: 'reads', what: '$trigger' };
  }
  return undefined;
}

function titleOf(document: WorkflowDocument, id: string): string {
  return document.nodes[id]?.name ?? id;
}

function unique(refs: readonly string[]): string[] {
  return [...new Set(refs)];
}
