import type { WorkflowDocument } from '@sluice/protocol';
import type { NodeCatalog } from '../../queries/use-catalog.ts';

/** Where somebody who sees a workflow for the first time may begin: the first parameter of a node that is set, and the end of the first way that was taken. */
export function findBeginnings(
  { nodes, edges }: WorkflowDocument,
  catalog: Pick<NodeCatalog, 'get'>,
  hasRun: (id: string) => boolean,
): { readonly toChange: { readonly nodeId: string; readonly param: string } | undefined; readonly toFollow: string | undefined } {
  const nodeOf = (end: string) => end.slice(0, end.indexOf('.'));
  const followed = new Set(edges.map(({ from }) => nodeOf(from)));
  const reached = new Set(edges.map(({ to }) => nodeOf(to)));
  const ids = Object.keys(nodes).filter((id) => reached.has(id));
  const typeOf = (id: string) => catalog.get(nodes[id]?.type ?? '');
  const [toChange] = ids.flatMap((nodeId) => Object.keys(nodes[nodeId]?.params ?? {}).map((param) => ({ nodeId, param })));
  return {
    toChange,
    toFollow: ids.find((id) => !followed.has(id) && hasRun(id) && (typeOf(id)?.outputs.length ?? 0) > 0),
  };
}
