import type { DocumentEdge, WorkflowDocument } from '@sluice/protocol';
import { type GroupEntry, readGroup } from '../layout-entries.ts';
import { nodeOf, portOf } from '../port-ref.ts';

export interface RemoveOptions {
  /** Lead what came in on to where it went out, where it is clear what that means. */
  readonly heal: boolean;
}

/** These, and the nodes of the groups among them. */
export function withMembers(
  { layout }: Pick<WorkflowDocument, 'layout'>,
  ids: Iterable<string>,
  isMeant: (group: GroupEntry) => boolean = () => true,
): string[] {
  const members = (id: string) => {
    const group = readGroup(layout[id]);
    return group !== undefined && isMeant(group) ? group.members : [];
  };
  return [...new Set([...ids].flatMap((id) => [id, ...members(id)]))];
}

/** Whether something that stays loses what led to it when these go, as one of them led several ways: `removeNodes` heals none of those. */
export function leavesLoose({ edges }: Pick<WorkflowDocument, 'edges'>, ids: Iterable<string>): boolean {
  const gone = new Set(ids);
  return [...gone].some((id) => {
    const out = edges.filter(({ from, to }) => nodeOf(from) === id && !gone.has(nodeOf(to)) && leadsOn(portOf(from)));
    const isLed = edges.some(({ from, to }) => nodeOf(to) === id && nodeOf(from) !== id && portOf(to) !== 'next');
    return isLed && new Set(out.map(({ from }) => from)).size > 1;
  });
}

function leadsOn(port: string): boolean {
  return !['error', 'each'].includes(port);
}

/** Takes nodes away with their wires, and notes and groups; the members of a group stay. */
export function removeNodes(document: WorkflowDocument, ids: Iterable<string>, { heal }: RemoveOptions): WorkflowDocument {
  const gone = new Set(ids);
  let { edges } = document;
  for (const id of gone) edges = withoutNode(edges, id, heal && document.nodes[id] !== undefined);
  return {
    ...document,
    nodes: Object.fromEntries(Object.entries(document.nodes).filter(([id]) => !gone.has(id))),
    edges: edges.length === document.edges.length ? document.edges : edges,
    layout: Object.fromEntries(
      Object.entries(document.layout).flatMap(([id, entry]) => (gone.has(id) ? [] : [[id, withoutMembers(entry, gone)]])),
    ),
  };
}

/**
 * Healing joins every wire in with every wire out, when the node has wires at one output only: of a branch nobody can say which way
 * was meant. Of a loop it is `done` that leads on; errors lead nowhere else.
 */
function withoutNode(edges: readonly DocumentEdge[], id: string, heal: boolean): DocumentEdge[] {
  const out = edges.filter(({ from, to }) => nodeOf(from) === id && nodeOf(to) !== id && leadsOn(portOf(from)));
  const isClear = heal && new Set(out.map(({ from }) => from)).size === 1;
  const known = new Set(edges.map(({ from, to }) => `${from}>${to}`));
  return edges.flatMap((edge) => {
    if (nodeOf(edge.from) === id) return [];
    if (nodeOf(edge.to) !== id) return [edge];
    if (!isClear || portOf(edge.to) === 'next') return [];
    return out.flatMap(({ to }) => {
      const key = `${edge.from}>${to}`;
      if (known.has(key)) return [];
      known.add(key);
      return [{ from: edge.from, to }];
    });
  });
}

function withoutMembers(
  entry: WorkflowDocument['layout'][string],
  gone: ReadonlySet<string>,
): WorkflowDocument['layout'][string] {
  const group = readGroup(entry);
  if (group === undefined || !group.members.some((id) => gone.has(id))) return entry;
  return { ...entry, members: group.members.filter((id) => !gone.has(id)) };
}
