import { z } from 'zod';
import { type Json, json } from '../json.ts';
import { diffOrder } from './diff-order.ts';
import { isList, isObject, isSame, mergeValues, type Value } from './merge-values.ts';
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
 * Without a value the cell is taken away. With `was`, what the cell held where the change was made, it is merged into what the cell holds
 * by now: so two people can edit different members of one parameter, and different elements of one list. Without, the value takes its
 * place whole, as editors before that have it.
 */
export const change = z.strictObject({
  path: z.array(z.string().max(300)).min(1).max(4),
  value: json.optional(),
  was: json.optional(),
});
export type Change = z.infer<typeof change>;

/** The changes that make `before` into `after`, to be applied in their order. */
export function diffDocuments(before: WorkflowDocument, after: WorkflowDocument): Change[] {
  return diffWith(mergeBase, before, after);
}

/** The same, each with what its cell held before, wherever it held anything. An edge that was there `was` true. */
export function diffReversibly(before: WorkflowDocument, after: WorkflowDocument): Change[] {
  return diffWith((_, was) => was, before, after);
}

function diffWith(baseOf: BaseOf, before: WorkflowDocument, after: WorkflowDocument): Change[] {
  if (before === after) return [];
  const diffCell: Diff<unknown> = (path, was, is) => cellChange(baseOf, path, was, is);
  const diffNode: Diff<DocumentNode> = (path, was, is) => {
    if (was === undefined || is === undefined) return diffCell(path, was, is);
    return [
      ...diffMembers<unknown>(path, was, is, diffCell, 'params'),
      ...(was.params === is.params ? [] : diffMembers<unknown>([...path, 'params'], was.params, is.params, diffCell)),
    ];
  };
  const diffEntry: Diff<{ [field: string]: unknown }> = (path, was, is) =>
    was === undefined || is === undefined ? diffCell(path, was, is) : diffMembers(path, was, is, diffCell);
  return [
    ...diffCell(['name'], before.name, after.name),
    ...diffCell(['description'], before.description, after.description),
    ...diffMembers(['settings'], before.settings, after.settings, diffCell),
    ...diffMembers(['nodes'], before.nodes, after.nodes, diffNode),
    ...diffEdges(baseOf, before.edges, after.edges),
    ...diffMembers(['layout'], before.layout, after.layout, diffEntry),
  ];
}

/** What a change is to be merged by, as far as its cell can be: what is free JSON, and the members of a group. */
function mergeBase([area, key, field]: readonly string[], was: Value, is: Value): Value {
  if (area === 'layout') return isList(was) && isList(is) ? was : undefined;
  const isFree = area === 'nodes' ? field === 'params' : area === 'settings' && (key === 'vars' || key === 'effects');
  if (!isFree) return undefined;
  if (is === undefined) return was;
  if (isList(is)) return isList(was) ? was : was === undefined && is.length > 0 ? [] : undefined;
  if (!isObject(is)) return undefined;
  return isObject(was) ? was : was === undefined && Object.keys(is).length > 0 ? {} : undefined;
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
  for (const change of changes) {
    const [area, key, ...rest] = change.path as [string, ...string[]];
    if (area === 'edges' && key !== undefined) edges?.change(key, change.value);
    else if (area === 'name' || area === 'description') changeMember(made, area, change);
    else if (area === 'settings' && key !== undefined) changeMember(made.settings, key, change);
    else if ((area === 'nodes' || area === 'layout') && key !== undefined) changeEntry(made[area], key, rest, change);
    else throw new RangeError(`A document has no cell ${change.path.join('/')}`);
  }
  return checked({ ...made, edges: edges?.toEdges() ?? document.edges }, changes);
}

/** What a cell of a document holds; undefined where it is not there. Not for edges, whose cells are places. */
export function readCell(document: WorkflowDocument, path: readonly string[]): Value {
  let value: unknown = document;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = own(value as Members, key);
  }
  return value as Value; // a document holds JSON and nothing else
}

/** The changes that were made to become `document`, for those who have what it was made from: with what they came to, in place of what is to be merged. */
export function settleChanges(document: WorkflowDocument, changes: readonly Change[]): Change[] {
  return changes.map(({ path, value, was }) => {
    const settled = was === undefined || path[0] === 'edges' ? value : readCell(document, path);
    return settled === undefined ? { path } : { path, value: settled };
  });
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

function changeEntry(entries: Members, id: string, [field, ...rest]: readonly string[], change: Change): void {
  if (field === undefined) {
    changeMember(entries, id, change);
    return;
  }
  const entry = own(entries, id);
  if (typeof entry !== 'object' || entry === null) return;
  const copy: Members = { ...entry };
  setMember(entries, id, copy);
  if (rest.length === 0) changeMember(copy, field, change);
  else changeEntry(copy, field, rest, change);
}

function changeMember(target: Members, key: string, { value, was }: Change): void {
  setMember(target, key, was === undefined ? value : mergeValues(was, own(target, key) as Value, value));
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
type BaseOf = (path: readonly string[], before: Value, after: Value) => Value;

function cellChange(baseOf: BaseOf, path: readonly string[], before: unknown, after: unknown): Change[] {
  if (isSame(before, after)) return [];
  // A document holds JSON and nothing else.
  const [value, was] = [after as Value, baseOf(path, before as Value, after as Value)];
  return [{ path: [...path], ...(value === undefined ? {} : { value }), ...(was === undefined ? {} : { was }) }];
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
    if (key !== leftOut && before[key] !== undefined && own(after, key) === undefined)
      changes.push(...diff([...path, key], before[key], undefined));
  for (const key of Object.keys(after)) {
    const [was, is] = [own(before, key), after[key]];
    if (was !== is && key !== leftOut) for (const change of diff([...path, key], was, is)) changes.push(change);
  }
  return changes;
}

function own<T>(members: { readonly [key: string]: T | undefined }, key: string): T | undefined {
  return Object.hasOwn(members, key) ? members[key] : undefined;
}

function diffEdges(baseOf: BaseOf, before: readonly DocumentEdge[], after: readonly DocumentEdge[]): Change[] {
  if (before === after) return [];
  const known = edgeKeys(before);
  const { gone, placed } = diffOrder(known, edgeKeys(after));
  const there = new Set(known);
  return [
    ...gone.map((key) => ({ key, value: undefined })),
    ...placed.map(({ key, before: next }) => ({ key, value: next ?? '' })),
  ].flatMap(({ key, value }) => cellChange(baseOf, ['edges', key], there.has(key) ? true : undefined, value));
}
