import type { DocumentNode, WorkflowDocument } from '@sluice/protocol';

/** Gives a node a name; an empty one takes its name away, so that it is called as its type is. */
export function renameNode(document: WorkflowDocument, id: string, name: string): WorkflowDocument {
  const { name: _, ...rest } = document.nodes[id] ?? {};
  const trimmed = name.trim().slice(0, 200);
  return withNodes(document, [id], () =>
    trimmed === '' ? (rest as DocumentNode) : { ...(rest as DocumentNode), name: trimmed },
  );
}

/** Disables nodes, so that they pass items on or block them; undefined enables them. */
export function setDisabled(document: WorkflowDocument, ids: Iterable<string>, mode: DocumentNode['disabled']): WorkflowDocument {
  return withNodes(document, ids, ({ disabled: _, ...node }) => (mode === undefined ? node : { ...node, disabled: mode }));
}

function withNodes(
  document: WorkflowDocument,
  ids: Iterable<string>,
  change: (node: DocumentNode) => DocumentNode,
): WorkflowDocument {
  const changed = [...ids].flatMap((id) => {
    const node = document.nodes[id];
    return node === undefined ? [] : [[id, change(node)] as const];
  });
  return { ...document, nodes: { ...document.nodes, ...Object.fromEntries(changed) } };
}
