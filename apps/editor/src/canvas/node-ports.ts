import { resolvePorts } from '@sluice/kernel';
import type { DocumentEdge, DocumentNode, NodeType } from '@sluice/protocol';

export interface Port {
  readonly name: string;
  readonly title: string;
}

export interface NodePorts {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

/**
 * The ports of a node as they are drawn: those of its type, those its parameters name, and `error` when it routes errors. Ports
 * that edges use and the type does not have are drawn too, so that no wire hangs in the air; a stub has only those.
 */
export function portsOf(id: string, node: DocumentNode, type: NodeType | undefined, edges: readonly DocumentEdge[]): NodePorts {
  const known =
    type === undefined ? { inputs: [], outputs: [] } : resolvePorts({ id, type, document: node, params: node.params }, []);
  const used = usedPorts(id, edges);
  return {
    inputs: unique([...known.inputs, ...used.inputs]).map((name) => ({ name, title: titleOf(name, type?.inputs) })),
    outputs: unique([...known.outputs, ...used.outputs]).map((name) => ({ name, title: titleOf(name, type?.outputs) })),
  };
}

/** `node.port` in its two parts. */
export function splitPortRef(ref: string): { node: string; port: string } {
  const dot = ref.indexOf('.');
  return { node: ref.slice(0, dot), port: ref.slice(dot + 1) };
}

function usedPorts(id: string, edges: readonly DocumentEdge[]): { inputs: string[]; outputs: string[] } {
  const portAt = (ref: string) => {
    const { node, port } = splitPortRef(ref);
    return node === id ? [port] : [];
  };
  return { inputs: edges.flatMap((edge) => portAt(edge.to)), outputs: edges.flatMap((edge) => portAt(edge.from)) };
}

function titleOf(name: string, specs: NodeType['inputs'] | undefined): string {
  return specs?.find((spec) => spec.name === name)?.title ?? name;
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
