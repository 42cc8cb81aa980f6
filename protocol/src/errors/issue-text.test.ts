import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { issueText } from './issue-text.ts';

const schema = z.strictObject({
  name: z.string().min(1).max(5),
  count: z.int().min(1).max(9),
  tags: z.array(z.string()).max(1),
  kind: z.enum(['a', 'b']),
  format: z.literal('sluice/1'),
  id: z.string().regex(/^\w+$/, 'an id is a word'),
});
const fits = { name: 'Ada', count: 1, tags: [], kind: 'a', format: 'sluice/1', id: 'x' };
const said = (value: unknown) => schema.safeParse(value).error?.issues.map(issueText);

describe('what is wrong with a value', () => {
  it.each<[string, unknown, string]>([
    ['has to be an object, but is a number', 7, 'no object'],
    ['has to be an object, but is a list', [], 'a list'],
    ['has to be an object, but is null', null, 'null'],
    ['has to be a text, but is true or false', { ...fits, name: true }, 'another type'],
    ['is missing; it has to be a text', { ...fits, name: undefined }, 'nothing'],
    ['must not be empty', { ...fits, name: '' }, 'an empty text'],
    ['can have at most 5 characters', { ...fits, name: 'Lovelace' }, 'a long text'],
    ['can have at most 1 entries', { ...fits, tags: ['a', 'b'] }, 'a long list'],
    ['must be at least 1', { ...fits, count: 0 }, 'a small number'],
    ['must be at most 9', { ...fits, count: 10 }, 'a large number'],
    ['can only be one of "a", "b"', { ...fits, kind: 'c' }, 'another choice'],
    ['can only be "sluice/1"', { ...fits, format: 'x' }, 'another constant'],
    ['has a field that is not known here: "more"', { ...fits, more: 1 }, 'one field too many'],
    ['has fields that are not known here: "more", "yet"', { ...fits, more: 1, yet: 2 }, 'two fields too many'],
    ['an id is a word', { ...fits, id: '!' }, 'what a schema has own words for'],
  ])('is told as “%s”', (text, value) => {
    expect(said(value)).toEqual([text]);
  });

  it('is told of a name, too', () => {
    const names = z.record(z.string().max(2), z.number());
    expect(names.safeParse({ long: 1 }).error?.issues.map(issueText)).toEqual([
      '"long" cannot be a name here: can have at most 2 characters',
    ]);
  });
});
