import { type Endpoint, endpoint, endpoints } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MethodNotAllowed } from './method-not-allowed.ts';
import { route } from './route.ts';
import { createRouteTable } from './route-table.ts';
import { routes } from './routes.ts';

const at = (method: Endpoint['method'], path: string) =>
  route(
    endpoint({
      name: `${method} ${path}`,
      method,
      path,
      server: 'engine',
      access: 'viewer',
      summary: 'A test.',
      response: z.any(),
    }),
    () => 1,
  );
const table = createRouteTable([
  at('GET', '/v1/things'),
  at('POST', '/v1/things'),
  at('GET', '/v1/things/{id}'),
  at('DELETE', '/v1/things/{id}'),
  at('GET', '/v1/things/newest'),
  at('GET', '/v1/things/{id}/parts/{part}'),
]);
const find = (method: string, path: string) => {
  const { route: found, params } = table.find(method, path);
  return [found.endpoint.name, params];
};

describe('the route table', () => {
  it('finds by method and path, with what stands in the places of names', () => {
    expect(find('POST', '/v1/things')).toEqual(['POST /v1/things', {}]);
    expect(find('GET', '/v1/things/7')).toEqual(['GET /v1/things/{id}', { id: '7' }]);
    expect(find('GET', '/v1/things/7/parts/a%2Fb%20c')).toEqual(['GET /v1/things/{id}/parts/{part}', { id: '7', part: 'a/b c' }]);
  });

  it('takes a path that is written out before one with a name in it', () => {
    expect(find('GET', '/v1/things/newest')).toEqual(['GET /v1/things/newest', {}]);
    expect(find('DELETE', '/v1/things/newest')).toEqual(['DELETE /v1/things/{id}', { id: 'newest' }]);
  });

  it('says which methods a path has when it has not this one', () => {
    for (const [method, path, allowed] of [
      ['PUT', '/v1/things', ['GET', 'POST']],
      ['POST', '/v1/things/newest', ['GET', 'DELETE']],
    ] as const) {
      const refusal = expect.objectContaining({ code: 'method_not_allowed', allowed: expect.arrayContaining([...allowed]) });
      expect(() => table.find(method, path)).toThrow(refusal);
      expect(() => table.find(method, path)).toThrow(MethodNotAllowed);
    }
  });

  it.each(['/', '/v1', '/v1/thing', '/v1/things/', '/v1/things/7/parts', '/v1/things/7/parts/1/2', '/V1/things', '//v1/things'])(
    'finds nothing at %s',
    (path) => {
      expect(() => table.find('GET', path)).toThrow(expect.objectContaining({ code: 'not_found' }));
    },
  );

  it('refuses a segment that is no percent-encoded UTF-8', () => {
    for (const segment of ['%', '%zz', '%ff'])
      expect(() => table.find('GET', `/v1/things/${segment}`)).toThrow(expect.objectContaining({ code: 'request_invalid' }));
  });
});

it('every endpoint that the contract gives to the engine has a handler, and no other has', () => {
  const inContract = endpoints.filter(({ server }) => server === 'engine').map(({ name }) => name);
  expect(routes.map(({ endpoint: { name } }) => name).sort()).toEqual(inContract.sort());
});
