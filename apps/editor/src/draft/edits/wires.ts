import { type DocumentEdge, edgeKeys, type WorkflowDocument } from '@sluice/protocol';

/** Leads a wire from an output port to an input port, both as `node.port`. A wire that is there already stays the only one. */
export function connect(document: WorkflowDocument, from: string, to: string): WorkflowDocument {
  if (document.edges.some((edge) => edge.from === from && edge.to === to)) return document;
  return { ...document, edges: [...document.edges, { from, to }] };
}

/** Takes wires away, named as `edgeKeys` names them. */
export function cutWires(document: WorkflowDocument, keys: ReadonlySet<string>): WorkflowDocument {
  return replaceWires(document, (key) => (keys.has(key) ? [] : undefined));
}

/** Leads one wire elsewhere; it keeps its place among the wires, and so the order in which items arrive. */
export function reconnect(document: WorkflowDocument, key: string, wire: DocumentEdge): WorkflowDocument {
  const isThere = document.edges.some((edge) => edge.from === wire.from && edge.to === wire.to);
  return replaceWires(document, (each) => (each === key ? (isThere ? [] : [wire]) : undefined));
}

/** Puts a node that is there into a wire: what came out of `from` comes to it first. */
export function spliceIntoWire(
  document: WorkflowDocument,
  key: string,
  ports: { readonly node: string; readonly input: string; readonly output: string },
): WorkflowDocument {
  return replaceWires(document, (each, { from, to }) =>
    each === key
      ? [
          { from, to: `${ports.node}.${ports.input}` },
          { from: `${ports.node}.${ports.output}`, to },
        ]
      : undefined,
  );
}

/** Each wire by what is put in its place; undefined keeps it. */
function replaceWires(
  document: WorkflowDocument,
  replace: (key: string, edge: DocumentEdge) => readonly DocumentEdge[] | undefined,
): WorkflowDocument {
  const keys = edgeKeys(document.edges);
  return { ...document, edges: document.edges.flatMap((edge, index) => replace(keys[index]!, edge) ?? [edge]) };
}
