import { z } from 'zod';
import { type Json, json } from '../json.ts';
import { diffOrder } from './diff-order.ts';
import { type DocumentEdge, type DocumentNode, type WorkflowDocument, workflowDocument } from './workflow-document.ts';

/**
 * A change of one cell of a document. Cells are what two people can edit without disturbing each other:
 *
 * | path | value |
 * | --- | --- |
 * | `name`, `description` | the text |
 * | `settings`, key | the setting |
 * | `nodes`, id | the whole node |
 * | `nodes`, id, field | `type`, `name`, `onError`, `retry`, … |
 * | `nodes`, id, `params`, name | the parameter |
 * | `edges`, key | the key of the edge that it stands before, or `''` at the end; a key is `from>to` (`edgeKeys`) |
 * | `layout`, id | the whole entry |
 * | `layout`, id, field | `x`, `y`, … |
 *
 * Without a value the cell is taken away.
 */
export const change = z.strictObject({
  path: z.array(z.string().max(300)).min(1).max(4),
  value: json.optional(),
});
export type Change = z.infer<typeof change>;

/** The changes that make `before` into `after`, to be applied in their order. */
export function diffDocuments(before: WorkflowDocument, after: WorkflowDocument): Change[] {
  if (before === after) return [];
  return [
    ...diffCell(['name'], before.name, after.name),
    ...diffCell(['description'], before.description, after.description),
    ...diffMembers(['settings'], before.settings, after.settings, diffCell),
    ...diffMembers(['nodes'], before.nodes, after.nodes, diffNode),
    ...diffEdges(before.edges, after.edges),
    ...diffMembers(['layout'], before.layout, after.layout, diffEntry),
  ];
}

/**
 * A document with changes made to it; the document itself stays as it is. A field of a node or of a layout entry that is not there (any
 * more) is left alone: taking something away wins over changing a part of it.
 *
 * @throws ZodError when a value is none that its cell may hold
 */
export function applyChanges(document: WorkflowDocument, changes: readonly Change[]): WorkflowDocument {
  if (changes.length === 0) return document;
  const made = {
    ...document,
    settings: { ...document.settings },
    nodes: { ...document.nodes },
    layout: { ...document.layout },
  } as Cells;
  const edges = changes.some(({ path }) => path[0] === 'edges') ? new EdgeList(document.edges) : undefined;
  for (const { path, value } of changes) {
    const [area, key, ...rest] = path as [string, ...string[]];
    if (area === 'edges' && key !== undefined) edges?.change(key, value);
    else if (area === 'name' || area === 'description') setMember(made, area, value);
    else if (area === 'settings' && key !== undefined) setMember(made.settings, key, value);
    else if ((area === 'nodes' || area === 'layout') && key !== undefined) changeEntry(made[area], key, rest, value);
    else throw new RangeError(`A document has no cell ${path.join('/')}`);
  }
  return checked({ ...made, edges: edges?.toEdges() ?? document.edges }, changes);
}

/** Checks what was changed, and nothing else: what was not stays the very same object, which is how views know that it is. */
function checked(made: Cells & { readonly edges: unknown }, changes: readonly Change[]): WorkflowDocument {
  const touched = (area: string) => new Set(changes.flatMap(({ path }) => (path[0] === area ? [path[1] ?? ''] : [])));
  const { shape } = workflowDocument;
  shape.name.parse(made['name']);
  shape.description.parse(made['description']);
  if (touched('settings').size > 0) shape.settings.parse(made.settings);
  if (touched('edges').size > 0) shape.edges.parse(made.edges);
  for (const id of touched('nodes'))
    if (Object.hasOwn(made.nodes, id)) made.nodes[id] = shape.nodes.parse({ [id]: made.nodes[id] })[id];
  for (const id of touched('layout')) if (Object.hasOwn(made.layout, id)) shape.layout.parse({ [id]: made.layout[id] });
  return made as unknown as WorkflowDocument; // what it began as, and what was checked
}

/** What each edge is called in changes: `from>to`, and `from>to#2` for the second of equal ones. */
export function edgeKeys(edges: readonly DocumentEdge[]): string[] {
  const seen = new Map<string, number>();
  return edges.map(({ from, to }) => {
    const key = `${from}>${to}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? key : `${key}#${count}`;
  });
}

interface Members {
  [key: string]: unknown;
}
interface Cells extends Members {
  settings: Members;
  nodes: Members;
  layout: Members;
}

function changeEntry(entries: Members, id: string, [field, ...rest]: readonly string[], value: Json | undefined): void {
  if (field === undefined) {
    setMember(entries, id, value);
    return;
  }
  const entry = Object.hasOwn(entries, id) ? entries[id] : undefined;
  if (typeof entry !== 'object' || entry === null) return;
  const copy: Members = { ...entry };
  setMember(entries, id, copy);
  if (rest.length === 0) setMember(copy, field, value);
  else changeEntry(copy, field, rest, value);
}

function setMember(target: Members, key: string, value: unknown): void {
  if (value === undefined) delete target[key];
  else Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true }); // `__proto__` too
}

class EdgeList {
  readonly #list: { readonly key: string; readonly edge: DocumentEdge }[];

  constructor(edges: readonly DocumentEdge[]) {
    const keys = edgeKeys(edges);
    this.#list = edges.map((edge, index) => ({ key: keys[index]!, edge }));
  }

  change(key: string, before: Json | undefined): void {
    const at = this.#list.findIndex((entry) => entry.key === key);
    const [known] = at < 0 ? [] : this.#list.splice(at, 1);
    if (before === undefined) return;
    const [from = '', to = ''] = key.replace(/#\d+$/, '').split('>');
    const next = this.#list.findIndex((entry) => entry.key === before);
    this.#list.splice(next < 0 ? this.#list.length : next, 0, known ?? { key, edge: { from, to } });
  }

  toEdges(): DocumentEdge[] {
    return this.#list.map(({ edge }) => edge);
  }
}

type Diff<T> = (path: readonly string[], before: T | undefined, after: T | undefined) => Change[];

function diffCell(path: readonly string[], before: unknown, after: unknown): Change[] {
  if (isSame(before, after)) return [];
  // A document holds JSON and nothing else.
  return [after === undefined ? { path: [...path] } : { path: [...path], value: after as Json }];
}

/** Thousands of members are compared at every edit: what is the same object costs nothing but a look. */
function diffMembers<T>(
  path: readonly string[],
  before: { readonly [key: string]: T | undefined },
  after: { readonly [key: string]: T | undefined },
  diff: Diff<T>,
  leftOut?: string,
): Change[] {
  if (before === after) return [];
  const changes: Change[] = [];
  for (const key of Object.keys(before))
    if (key !== leftOut && before[key] !== undefined && own(after, key) === undefined) changes.push({ path: [...path, key] });
  for (const key of Object.keys(after)) {
    const [was, is] = [own(before, key), after[key]];
    if (was !== is && key !== leftOut) for (const change of diff([...path, key], was, is)) changes.push(change);
  }
  return changes;
}

function own<T>(members: { readonly [key: string]: T | undefined }, key: string): T | undefined {
  return Object.hasOwn(members, key) ? members[key] : undefined;
}

function diffNode(path: readonly string[], before: DocumentNode | undefined, after: DocumentNode | undefined): Change[] {
  if (before === undefined || after === undefined) return diffCell(path, before, after);
  return [
    ...diffMembers<unknown>(path, before, after, diffCell, 'params'),
    ...(before.params === after.params ? [] : diffMembers<unknown>([...path, 'params'], before.params, after.params, diffCell)),
  ];
}

function diffEntry(
  path: readonly string[],
  before: { [field: string]: unknown } | undefined,
  after: { [field: string]: unknown } | undefined,
): Change[] {
  if (before === undefined || after === undefined) return diffCell(path, before, after);
  return diffMembers(path, before, after, diffCell);
}

function diffEdges(before: readonly DocumentEdge[], after: readonly DocumentEdge[]): Change[] {
  if (before === after) return [];
  const { gone, placed } = diffOrder(edgeKeys(before), edgeKeys(after));
  return [
    ...gone.map((key) => ({ path: ['edges', key] })),
    ...placed.map(({ key, before: next }) => ({ path: ['edges', key], value: next ?? '' })),
  ];
}

function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [keysA, keysB] = [Object.keys(a), Object.keys(b)];
  return (
    keysA.length === keysB.length &&
    keysA.every((key) => Object.hasOwn(b, key) && isSame((a as Members)[key], (b as Members)[key]))
  );
}
