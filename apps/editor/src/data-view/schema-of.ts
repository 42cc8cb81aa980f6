import type { Json } from '@sluice/protocol';
import type { Path } from './tree-rows.ts';

type Kind = 'string' | 'number' | 'boolean' | 'null' | 'list' | 'object';

/** What a field is, over many items. A field of what a list holds has `[]` for its name. */
export interface SchemaField {
  readonly name: string;
  readonly kinds: ReadonlyMap<Kind, number>;
  /** In how many of what it lies in it is there. */
  readonly count: number;
  /** Short values that were seen, each once. */
  readonly examples: readonly Json[];
  /** Where in its value the first example is, else where it was seen first: in lists, the index that has it. */
  readonly path: Path;
  readonly fields: readonly SchemaField[];
}

interface Growing {
  kinds: Map<Kind, number>;
  count: number;
  examples: Set<Json>;
  path: Path;
  fields: Map<string, Growing>;
}

const EXAMPLES = 3;
const MOST_FIELDS = 500;
const DEPTH = 8;

/** The fields of values with their types, how often they are there, and examples. Reads what it is given: give it a sample. */
export function schemaOf(values: readonly Json[]): SchemaField {
  const root = grow([]);
  for (const value of values) add(root, value, 0, []);
  return finish('', root);
}

export function kindOf(value: Json): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value as 'string' | 'number' | 'boolean' | 'object';
}

function add(field: Growing, value: Json, depth: number, path: Path): void {
  const kind = kindOf(value);
  field.count += 1;
  field.kinds.set(kind, (field.kinds.get(kind) ?? 0) + 1);
  if (kind === 'list' || kind === 'object') {
    if (depth >= DEPTH) return;
    for (const [name, member] of Object.entries(value as Readonly<Record<string, Json>>)) {
      const key = kind === 'list' ? '[]' : name;
      const at = [...path, kind === 'list' ? Number(name) : name];
      let inner = field.fields.get(key);
      if (inner === undefined) {
        if (field.fields.size >= MOST_FIELDS) continue;
        inner = grow(at);
        field.fields.set(key, inner);
      }
      add(inner, member, depth + 1, at);
    }
  } else if (kind !== 'null' && field.examples.size < EXAMPLES) {
    if (field.examples.size === 0) field.path = path;
    field.examples.add(typeof value === 'string' ? value.slice(0, 60) : value);
  }
}

function grow(path: Path): Growing {
  return { kinds: new Map(), count: 0, examples: new Set(), path, fields: new Map() };
}

function finish(name: string, { kinds, count, examples, path, fields }: Growing): SchemaField {
  return {
    name,
    kinds,
    count,
    examples: [...examples],
    path,
    fields: [...fields].map(([key, field]) => finish(key, field)),
  };
}
