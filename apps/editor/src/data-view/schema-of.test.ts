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
