import { defineNode, item, type Json, p, setKey } from '@sluice/kit';
import { asObject } from '../lib/merge-objects.ts';
import { readPath, removePath, writePath } from '../lib/path.ts';

export default defineNode({
  type: 'core.rename@1',
  title: 'Rename fields',
  summary: 'Gives fields other names, or moves them into and out of objects.',
  category: 'data',
  icon: 'cursor-text',
  params: {
    fields: p.map({
      title: 'Old name → new name',
      help: 'address.city moves between objects too. Fields that are not there are passed over.',
      of: p.string({ title: 'New name', required: true }),
      required: true,
    }),
    keepOthers: p.boolean({ title: 'Keep the other fields', default: true }),
  },
  mode: 'each',
  run({ item: { json, blobs }, params: { fields, keepOthers } }) {
    const moves = Object.entries(fields).flatMap(([from, to]) => {
      const value = readPath(json, from);
      return value === undefined ? [] : [{ from, to, value }];
    });
    let result: Json = keepOthers ? inPlace(json, moves) : {};
    for (const { to, value } of moves) result = writePath(result, to, value);
    return { main: [item(result, keepOthers && blobs !== undefined ? { blobs } : undefined)] };
  },
  examples: [
    {
      name: 'renames a field in its place',
      params: { fields: { mail: 'email' } },
      input: { main: [{ id: 1, mail: 'a@example.com', n: 2 }] },
      output: { main: [{ id: 1, email: 'a@example.com', n: 2 }] },
    },
    {
      name: 'swaps two fields',
      params: { fields: { a: 'b', b: 'a' } },
      input: { main: [{ a: 1, b: 2 }] },
      output: { main: [{ a: 2, b: 1 }] },
    },
    {
      name: 'moves a field out of an object and keeps nothing else',
      params: { fields: { 'who.name': 'name' }, keepOthers: false },
      input: { main: [{ who: { name: 'Ada', age: 36 } }] },
      output: { main: [{ name: 'Ada' }] },
    },
    {
      name: 'passes over what is not there',
      params: { fields: { x: 'y' } },
      input: { main: [{ a: 1 }] },
      output: { main: [{ a: 1 }] },
    },
    {
      name: 'refuses a name that is no text',
      params: { fields: { a: '={{ $json }}' } },
      input: { main: [{ a: 1 }] },
      error: { code: 'param_invalid', param: 'fields.a' },
    },
  ],
});

/** Without the moved fields; plain renames leave the new name where the old one stood. */
function inPlace(json: Json, moves: readonly { readonly from: string; readonly to: string; readonly value: Json }[]): Json {
  const object = asObject(json);
  const renames = new Map(moves.map((move) => [move.from, move]));
  const result: { [key: string]: Json } = {};
  for (const [key, value] of Object.entries(object)) {
    const move = renames.get(key);
    if (move === undefined) setKey(result, key, value);
    else if (!move.to.includes('.')) setKey(result, move.to, move.value);
  }
  return moves.reduce<Json>((rest, { from }) => (Object.hasOwn(object, from) ? rest : removePath(rest, from)), result);
}
