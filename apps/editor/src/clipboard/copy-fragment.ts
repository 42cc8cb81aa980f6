import type { WorkflowDocument } from '@sluice/protocol';
import { readGroup, readNote } from '../draft/layout-entries.ts';
import { nodeOf } from '../draft/port-ref.ts';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import type { Fragment } from './fragment.ts';
import { stripSecrets } from './strip-secrets.ts';

export interface Copied {
  readonly text: string;
  /** The same with the names of secrets, for this browser page alone. */
  readonly whole: Fragment;
  readonly count: number;
  /** What the text does not carry, by node, as `fetch: secret`. */
  readonly left: readonly string[];
}

interface CopyOptions {
  readonly document: WorkflowDocument;
  readonly ids: Iterable<string>;
  readonly catalog: NodeCatalog;
  /** Where something stands that has no place in the document. */
  readonly placeOf: (id: string) => { readonly x: number; readonly y: number } | undefined;
}

/**
 * A selection as text: nodes, the wires among them, notes, and groups with their members. Without names of secrets and other credentials, pinned
 * data and samples. Undefined when nothing of the kind is selected.
 */
export function copyFragment({ document, ids, catalog, placeOf }: CopyOptions): Copied | undefined {
  const chosen = new Set([...ids].flatMap((id) => [id, ...(readGroup(document.layout[id])?.members ?? [])]));
  const nodes = Object.entries(document.nodes).filter(([id]) => chosen.has(id));
  const entries = Object.entries(document.layout).filter(
    ([id, entry]) => chosen.has(id) && (readNote(entry) !== undefined || readGroup(entry) !== undefined),
  );
  if (nodes.length === 0 && entries.length === 0) return undefined;
  const known = new Set(nodes.map(([id]) => id));
  const layout = Object.fromEntries([
    ...nodes.map(([id]) => {
      const { pin: _pin, sample: _sample, ...entry } = document.layout[id] ?? {};
      return [id, { ...placeOf(id), ...entry }] as const;
    }),
    ...entries.map(([id, entry]) => {
      const group = readGroup(entry);
      return [
        id,
        group === undefined ? entry : { ...entry, members: group.members.filter((member) => known.has(member)) },
      ] as const;
    }),
  ]);
  const edges = document.edges.filter(({ from, to }) => known.has(nodeOf(from)) && known.has(nodeOf(to)));
  const left: string[] = [];
  const stripped = nodes.map(([id, node]) => {
    const strip = stripSecrets(node.params, catalog.get(node.type));
    left.push(...strip.left.map((path) => `${node.name ?? id}: ${path}`));
    return [id, { ...node, params: strip.params }] as const;
  });
  const whole = { nodes: Object.fromEntries(nodes), edges, layout };
  const text = JSON.stringify({ format: 'sluice/1', ...whole, nodes: Object.fromEntries(stripped) }, null, 2);
  return { text, whole, count: nodes.length + entries.length, left };
}
