import { type Change, type DocumentNode, diffDocuments, edgeKeys, type Json, type WorkflowDocument } from '@sluice/protocol';
import { nodeOf } from '../draft/port-ref.ts';

/** One field that differs; a side is undefined when it does not have it. */
export interface FieldChange {
  /** `params/url`, `onError`, `settings/timeoutMs`, `name`. */
  readonly field: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

export interface NodeChange {
  readonly id: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** As it is in the document that has it; in the later one where both do. */
  readonly node: DocumentNode;
  /** Empty unless `kind` is `changed`. */
  readonly fields: readonly FieldChange[];
}

export interface WireChange {
  /** As in changes: `from>to`, with `#2` for the second of equal ones. */
  readonly key: string;
  readonly from: string;
  readonly to: string;
  /** `moved`: it stands at another place among the wires, by which inputs are told apart. */
  readonly kind: 'added' | 'removed' | 'moved';
}

/** What differs between two documents, for people. Places, notes and pinned data do not count, as they are not in the version's hash. */
export interface DocumentComparison {
  readonly nodes: readonly NodeChange[];
  /** Those that came and went with their node are among them. */
  readonly wires: readonly WireChange[];
  /** Name, description and settings. */
  readonly workflow: readonly FieldChange[];
  /** How many things a person would say have changed: a wire that came or went with its node is none of them. */
  readonly count: number;
}

export function compareDocuments(before: WorkflowDocument, after: WorkflowDocument): DocumentComparison {
  const changes = diffDocuments({ ...before, layout: {} }, { ...after, layout: {} });
  const nodes = nodeChanges(changes, before, after);
  const wires = wireChanges(changes, before);
  const workflow = changes.flatMap(({ path, value }): FieldChange[] => {
    const [area, key = ''] = path;
    // A document holds JSON and nothing else; so do the fields of a node below.
    if (area === 'settings')
      return [{ field: `settings/${key}`, before: memberOf(before.settings, key) as Json | undefined, after: value }];
    return area === 'name' || area === 'description' ? [{ field: area, before: before[area], after: value }] : [];
  });
  const whole = new Set(nodes.flatMap(({ id, kind }) => (kind === 'changed' ? [] : [id])));
  const ownWires = wires.filter(({ from, to, kind }) => kind !== 'moved' && !whole.has(nodeOf(from)) && !whole.has(nodeOf(to)));
  const isReordered = wires.some(({ kind }) => kind === 'moved');
  return { nodes, wires, workflow, count: nodes.length + ownWires.length + workflow.length + (isReordered ? 1 : 0) };
}

/** Whether two documents are the same version: what they run is the same. */
export function isSameVersion({ nodes, wires, workflow }: DocumentComparison): boolean {
  return nodes.length + wires.length + workflow.length === 0;
}

function nodeChanges(changes: readonly Change[], before: WorkflowDocument, after: WorkflowDocument): NodeChange[] {
  const ofNodes = changes.filter(({ path }) => path[0] === 'nodes');
  return [...Map.groupBy(ofNodes, ({ path }) => path[1] ?? '')].map(([id, own]): NodeChange => {
    const [was, is] = [memberOf(before.nodes, id), memberOf(after.nodes, id)];
    if (was === undefined) return { id, kind: 'added', node: is!, fields: [] }; // a change of a node is one of either document
    if (is === undefined) return { id, kind: 'removed', node: was, fields: [] };
    const fields = own.map(({ path, value }): FieldChange => {
      const [, , area = '', name] = path;
      const old: unknown = name === undefined ? memberOf(was, area) : memberOf(was.params, name);
      return { field: name === undefined ? area : `${area}/${name}`, before: old as Json | undefined, after: value };
    });
    return { id, kind: 'changed', node: is, fields };
  });
}

function wireChanges(changes: readonly Change[], before: WorkflowDocument): WireChange[] {
  const known = new Set(edgeKeys(before.edges));
  return changes.flatMap(({ path, value }): WireChange[] => {
    const [area, key = ''] = path;
    if (area !== 'edges') return [];
    const [from = '', to = ''] = key.replace(/#\d+$/, '').split('>');
    return [{ key, from, to, kind: value === undefined ? 'removed' : known.has(key) ? 'moved' : 'added' }];
  });
}

function memberOf<T extends object, Key extends keyof T & string>(target: T, key: string): T[Key] | undefined {
  return Object.hasOwn(target, key) ? target[key as Key] : undefined;
}
