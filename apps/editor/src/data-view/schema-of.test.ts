import { expect, it } from 'vitest';
import { schemaOf } from './schema-of.ts';

it('says of each field what it is, how often it is there, and what it holds', () => {
  const schema = schemaOf([
    { name: 'Ada', tags: ['a', 'b'], age: 36 },
    { name: 'Bob', tags: [], age: null },
    { name: 'Ada', more: { deep: true } },
  ]);
  expect([schema.count, Object.fromEntries(schema.kinds)]).toEqual([3, { object: 3 }]);
  const [name, tags, age, more] = schema.fields;
  expect([name?.name, name?.count, name?.examples]).toEqual(['name', 3, ['Ada', 'Bob']]);
  expect([tags?.count, tags?.fields.map((field) => [field.name, field.count, field.examples])]).toEqual([
    2,
    [['[]', 2, ['a', 'b']]],
  ]);
  expect([age?.count, Object.fromEntries(age?.kinds ?? [])]).toEqual([2, { number: 1, null: 1 }]);
  expect(more?.fields[0]).toMatchObject({ name: 'deep', count: 1, examples: [true] });
});

it('says where in a list an example is', () => {
  const schema = schemaOf([
    { lines: [{ sku: 1 }, { sku: 2, discount: 5 }], nested: [[1, [2, { deep: true }]]] },
    { lines: [{ discount: 7 }] },
  ]);
  const [lines, nested] = schema.fields;
  const [line] = lines?.fields ?? [];
  expect(line?.fields.map(({ name, path }) => [name, path])).toEqual([
    ['sku', ['lines', 0, 'sku']],
    ['discount', ['lines', 1, 'discount']],
  ]);
  const deep = nested?.fields[0]?.fields[0]?.fields[0]?.fields[0];
  expect([deep?.name, deep?.path]).toEqual(['deep', ['nested', 0, 1, 1, 'deep']]);
});
