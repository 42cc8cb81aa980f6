import { defineNode, item, type Json, p } from '@sluice/kit';
import { asObject } from '../lib/merge-objects.ts';
import { writePath } from '../lib/path.ts';

export default defineNode({
  type: 'core.set@1',
  title: 'Set fields',
  summary: 'Adds or changes fields of each item.',
  category: 'data',
  icon: 'pencil',
  params: {
    fields: p.map({
      title: 'Fields',
      help: 'Field → value. customer.name writes into the object customer. A template that gives nothing leaves the field as it is.',
      of: p.json({ title: 'Value' }),
      required: true,
    }),
    keepOthers: p.boolean({ title: 'Keep the other fields', default: true }),
  },
  mode: 'each',
  run({ item: { json, blobs }, params: { fields, keepOthers } }) {
    let result: Json = keepOthers ? asObject(json) : {};
    for (const path of Object.keys(fields)) result = writePath(result, path, fields[path] as Json);
    return { main: [item(result, keepOthers && blobs !== undefined ? { blobs } : undefined)] };
  },
  examples: [
    {
      name: 'adds a field and keeps the others',
      params: { fields: { tier: 'gold', total: '={{ $json.price * 2 }}' } },
      input: { main: [{ price: 60 }] },
      output: { main: [{ price: 60, tier: 'gold', total: 120 }] },
    },
    {
      name: 'keeps nothing else when told so',
      params: { fields: { 'who.name': '={{ $json.name }}' }, keepOthers: false },
      input: { main: [{ name: 'Ada', age: 36 }] },
      output: { main: [{ who: { name: 'Ada' } }] },
    },
    {
      name: 'keeps what is not an object as “value”',
      params: { fields: { n: 1 } },
      input: { main: ['text'] },
      output: { main: [{ value: 'text', n: 1 }] },
    },
    {
      name: 'writes null, and leaves a field alone whose template gives nothing',
      params: { fields: { a: null, b: '={{ null }}', c: '={{ $json.missing }}' } },
      input: { main: [{ a: 1, b: 2, c: 3 }] },
      output: { main: [{ a: null, b: null, c: 3 }] },
    },
    { name: 'needs fields', params: {}, error: { code: 'param_missing', param: 'fields' } },
    {
      name: 'marks the one item that fails and goes on with the others',
      params: { fields: { city: '={{ $json.address.city }}' } },
      onError: 'route',
      input: { main: [{ address: { city: 'Oslo' } }, { id: 2 }] },
      output: { main: [{ address: { city: 'Oslo' }, city: 'Oslo' }], error: [{ id: 2 }] },
    },
  ],
});
