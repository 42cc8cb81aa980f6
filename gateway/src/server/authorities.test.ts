import { describe, expect, it } from 'vitest';
import { gatewayNames } from './authorities.ts';

describe('the names of a gateway', () => {
  it('are three on loopback', () => {
    const { authorities, origins, url } = gatewayNames({ host: '127.0.0.1', publicOrigins: [] }, 4700);
    expect(authorities).toEqual(['127.0.0.1:4700', 'localhost:4700', '[::1]:4700']);
    expect(origins[1]).toBe('http://localhost:4700');
    expect(url).toBe('http://127.0.0.1:4700');
  });

  it('have the public ones first, without a default port', () => {
    const { authorities, url } = gatewayNames(
      { host: 'localhost', publicOrigins: ['https://sluice.example', 'http://lan:8080'] },
      4700,
    );
    expect(authorities).toEqual(['sluice.example', 'lan:8080', 'localhost:4700', '127.0.0.1:4700', '[::1]:4700']);
    expect(url).toBe('https://sluice.example');
  });

  it('are those of the machine itself where it listens everywhere, and the one where it listens on one address', () => {
    expect(gatewayNames({ host: '0.0.0.0', publicOrigins: [] }, 80).authorities).toEqual(['127.0.0.1', 'localhost', '[::1]']);
    expect(gatewayNames({ host: '10.0.0.7', publicOrigins: [] }, 4700).authorities).toEqual(['10.0.0.7:4700']);
    expect(gatewayNames({ host: 'fd00::1', publicOrigins: [] }, 4700).authorities).toEqual(['[fd00::1]:4700']);
  });
});
