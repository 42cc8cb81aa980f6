import { resolvePorts } from '@sluice/kernel';
import type { DocumentEdge, DocumentNode, NodeType } from '@sluice/protocol';
import i18next from 'i18next';
import { nodeOf, portOf } from '../draft/port-ref.ts';

/** What passes through a port, which gives it its colour and shape. `response`: what a caller is answered. */
export type PortKind = 'main' | 'error' | 'each' | 'next' | 'done' | 'response';

export interface Port {
  readonly name: string;
  readonly title: string;
  readonly kind: PortKind;
}

export interface NodePorts {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

/** Names of ports that edges use, in edge order, each once. */
export interface UsedPorts {
  readonly inputs: ReadonlySet<string>;
  readonly outputs: ReadonlySet<string>;
}

/** A list of edges never changes, it is replaced: so it is read once. */
const usedPorts = new WeakMap<readonly DocumentEdge[], ReadonlyMap<string, UsedPorts>>();

/** The ports of each node that edges use. */
export function usedPortsOf(edges: readonly DocumentEdge[]): ReadonlyMap<string, UsedPorts> {
  const known = usedPorts.get(edges) ?? readUsedPorts(edges);
  usedPorts.set(edges, known);
  return known;
}

function readUsedPorts(edges: readonly DocumentEdge[]): ReadonlyMap<string, UsedPorts> {
  const used = new Map<string, { inputs: Set<string>; outputs: Set<string> }>();
  const at = (ref: string) => {
    const id = nodeOf(ref);
    const known = used.get(id) ?? { inputs: new Set<string>(), outputs: new Set<string>() };
    used.set(id, known);
    return known;
  };
  for (const { from, to } of edges) {
    at(from).outputs.add(portOf(from));
    at(to).inputs.add(portOf(to));
  }
  return used;
}

/**
 * The ports of a node as they are drawn: those of its type, those its parameters name, and `error` when it routes errors. Ports
 * that edges use and the type does not have are drawn too, so that no wire hangs in the air; a stub has only those.
 */
export function portsOf(node: DocumentNode, type: NodeType | undefined, used: UsedPorts | undefined): NodePorts {
  const known =
    type === undefined ? { inputs: [], outputs: [] } : resolvePorts({ id: '', type, document: node, params: node.params }, []);
  const all = (names: readonly string[], more: ReadonlySet<string> | undefined) => [...new Set([...names, ...(more ?? [])])];
  return {
    inputs: all(known.inputs, used?.inputs).map((name) => portNamed(name, type, 'inputs')),
    outputs: all(known.outputs, used?.outputs).map((name) => portNamed(name, type, 'outputs')),
  };
}

function portNamed(name: string, type: NodeType | undefined, side: 'inputs' | 'outputs'): Port {
  const title = type?.[side].find((spec) => spec.name === name)?.title ?? commonTitle(name);
  return { name, title, kind: kindOf(name, type, side) };
}

/** What a port is called whose type does not say it: nearly all node types have these two. */
export function commonTitle(name: string): string {
  return name === 'main' ? i18next.t('port.main') : name === 'error' ? i18next.t('port.error') : name;
}

function kindOf(name: string, type: NodeType | undefined, side: 'inputs' | 'outputs'): PortKind {
  const isLoop = type?.kind === 'loop' || type?.kind === 'for-each';
  if (isLoop && (name === 'each' || name === 'next' || name === 'done')) return name;
  if (side === 'outputs' && name === 'error') return 'error';
  return type?.kind === 'respond' && side === 'inputs' ? 'response' : 'main';
}
