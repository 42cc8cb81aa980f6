import type { Json } from '@sluice/protocol';
import { expect, it } from 'vitest';
import { textIn, viewsOf } from './views-of.ts';

const best = (...values: Json[]) =>
  viewsOf(
    values.map((json) => ({ json })),
    values.length,
  ).best;

it('chooses the view by what the data is', () => {
  expect([best({ a: 1 }), best({ a: 1 }, { a: 2 }), best('some text'), best('<!DOCTYPE html><p>hi</p>')]).toEqual([
    'json',
    'table',
    'text',
    'html',
  ]);
  const file = { json: {}, blobs: { pdf: { sha256: 'a'.repeat(64), size: 3 } } };
  expect(viewsOf([file], 1)).toEqual({ modes: ['table', 'json', 'schema', 'files'], best: 'files' });
});

it('offers text and HTML for fields too', () => {
  expect(viewsOf([{ json: { status: 200, body: '<html><body>x</body></html>' } }], 1).modes).toEqual([
    'table',
    'json',
    'schema',
    'text',
    'html',
  ]);
  expect(viewsOf([{ json: { name: 'short' } }], 1).modes).toEqual(['table', 'json', 'schema']);
  expect([textIn({ a: 'x', b: 'longer' }), textIn([1]), textIn(5)]).toEqual(['longer', undefined, undefined]);
});
