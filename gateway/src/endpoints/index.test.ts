import { endpoints } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { gatewayRoutes } from './index.ts';

describe('the endpoints of the gateway', () => {
  it('are all that the contract gives to it, each once', () => {
    const expected = endpoints.filter(({ server }) => server === 'gateway').map(({ name }) => name);
    expect(gatewayRoutes.map(({ endpoint }) => endpoint.name).sort()).toEqual(expected.sort());
  });
});
