import type { DocumentNode, Json, WorkflowDocument } from '@sluice/protocol';

/** What a node has besides its type and parameters. */
export type NodeSettings = Omit<DocumentNode, 'type' | 'params'>;

/** Gives a node's parameter a value; undefined takes it away, so that the default counts. */
export function setParam(document: WorkflowDocument, id: string, name: string, value: Json | undefined): WorkflowDocument {
  return withNode(document, id, (node) => {
    const { [name]: _, ...others } = node.params;
    return { ...node, params: value === undefined ? others : { ...node.params, [name]: value } };
  });
}

/** Sets what a node does on errors, how long it may take and the like; undefined puts a setting back to what it is by default. */
export function setNodeSetting<Name extends keyof NodeSettings>(
  document: WorkflowDocument,
  id: string,
  name: Name,
  value: NodeSettings[Name] | undefined,
): WorkflowDocument {
  return withNode(
    document,
    id,
    ({ [name]: _, ...node }) => (value === undefined ? node : { ...node, [name]: value }) as DocumentNode,
  );
}

/** Adds a line to the workflow's own allow-list of effects. */
export function allowEffect(document: WorkflowDocument, line: string): WorkflowDocument {
  const { effects = [] } = document.settings;
  if (effects.includes(line)) return document;
  return { ...document, settings: { ...document.settings, effects: [...effects, line] } };
}

/** The note that people read at a node. It lies beside its place in the layout, never in the version. */
export function setNodeNote(document: WorkflowDocument, id: string, note: string): WorkflowDocument {
  const { note: _, ...place } = document.layout[id] ?? {};
  return { ...document, layout: { ...document.layout, [id]: note === '' ? place : { ...place, note } } };
}

/** The note at a node; empty when there is none. */
export function noteOf(document: WorkflowDocument, id: string): string {
  const note = document.layout[id]?.['note'];
  return typeof note === 'string' ? note : '';
}

function withNode(document: WorkflowDocument, id: string, change: (node: DocumentNode) => DocumentNode): WorkflowDocument {
  const node = document.nodes[id];
  return node === undefined ? document : { ...document, nodes: { ...document.nodes, [id]: change(node) } };
}
