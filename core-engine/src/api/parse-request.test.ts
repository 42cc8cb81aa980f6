import { endpoint } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseRequest } from './parse-request.ts';

const thing = endpoint({
  name: 'changeThing',
  method: 'PUT',
  path: '/v1/things/{id}',
  server: 'engine',
  access: 'builder',
  summary: 'A test.',
  params: z.strictObject({ id: z.string().regex(/^\d+$/) }),
  query: z.strictObject({ limit: z.coerce.number().int().default(50) }),
  body: z.strictObject({
    name: z.string(),
    parts: z.array(z.strictObject({ n: z.int() })).default([]),
    document: z.unknown().optional(),
  }),
  response: z.any(),
});

const parse = (over: { id?: string; query?: string; body?: string | Uint8Array } = {}) => {
  const { id = '7', query = '', body = '{"name":"a"}' } = over;
  return parseRequest(thing, {
    params: { id },
    query: new URLSearchParams(query),
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  });
};
const refusal = (code: string, pointer?: string) =>
  expect.objectContaining(pointer === undefined ? { code } : { code, place: expect.objectContaining({ pointer }) });

describe('a request', () => {
  it('is what its endpoint’s schemas make of it, defaults filled in', () => {
    expect(parse({ query: 'limit=7' })).toEqual({ params: { id: '7' }, query: { limit: 7 }, body: { name: 'a', parts: [] } });
    expect(parse().query).toEqual({ limit: 50 });
  });

  it('that does not fit is refused with the place', () => {
    expect(() => parse({ id: 'seven' })).toThrow(refusal('request_invalid', '/id'));
    expect(() => parse({ query: 'limit=much' })).toThrow(refusal('request_invalid', '/limit'));
    expect(() => parse({ body: '{"name":1}' })).toThrow(refusal('request_invalid', '/name'));
    expect(() => parse({ body: '{"name":"a","parts":[{"n":1},{"n":"2"}]}' })).toThrow(refusal('request_invalid', '/parts/1/n'));
    expect(() => parse({ body: '' })).toThrow(refusal('request_invalid', '/name'));
    expect(() => parse({ body: 'null' })).toThrow(refusal('request_invalid', ''));
  });

  it('with anything that the contract does not name is refused', () => {
    expect(() => parse({ query: 'colour=red' })).toThrow(/colour/);
    expect(() => parse({ body: '{"name":"a","colour":"red"}' })).toThrow(/colour/);
    expect(() => parse({ body: '{"name":"a","__proto__":{}}' })).toThrow(refusal('request_invalid'));
  });

  it('that says something twice is refused', () => {
    expect(() => parse({ query: 'limit=1&limit=2' })).toThrow(/limit twice/);
    expect(() => parse({ body: '{"name":"a","name":"b"}' })).toThrow(refusal('json_duplicate_key'));
  });

  it('whose body is no JSON, or too deep, is refused as that', () => {
    expect(() => parse({ body: '{"name":' })).toThrow(refusal('json_malformed'));
    expect(() => parse({ body: new Uint8Array([0x22, 0xff, 0x22]) })).toThrow(refusal('json_malformed'));
    expect(() => parse({ body: `{"name":${'['.repeat(300)}${']'.repeat(300)}}` })).toThrow(refusal('json_too_deep'));
  });

  it('with a document of a newer format is refused as that, whatever else is wrong', () => {
    expect(() => parse({ body: '{"document":{"format":"sluice/2"}}' })).toThrow(
      refusal('document_format_newer', '/document/format'),
    );
    expect(() => parse({ body: '{"document":{"format":"sluice/1"}}' })).toThrow(refusal('request_invalid'));
  });
});
