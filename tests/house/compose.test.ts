import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '../..');

interface Service {
  readonly build?: { readonly dockerfile: string; readonly target: string };
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly profiles?: readonly string[];
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly [option: string]: unknown;
}
// The shape is what these tests check.
const compose = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
};

describe('docker-compose.yml', () => {
  it('starts gateway and engine, and the rest only on request', () => {
    const started = Object.entries(compose.services).filter(([, service]) => service.profiles === undefined);
    expect(started.map(([name]) => name)).toEqual(['gateway', 'engine']);
    expect(Object.keys(compose.services)).toEqual(['gateway', 'engine', 'cloudflared', 'postgres', 'redis']);
  });

  it('lets nobody but the gateway reach the engine', () => {
    const engine = compose.services['engine'];
    expect(engine?.ports).toBeUndefined();
    const neighbours = (network: string) =>
      Object.entries(compose.services)
        .filter(([, service]) => service.profiles === undefined && service.networks.includes(network))
        .map(([name]) => name);
    expect(engine?.networks.map(neighbours)).toEqual([['gateway', 'engine'], ['engine']]);
    expect(compose.networks['inside']?.internal).toBe(true);
  });

  it('publishes ports on loopback only', () => {
    for (const { ports = [] } of Object.values(compose.services)) {
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
  });

  it('gives no setting an empty default, which not every program that reads this file knows', () => {
    const values = Object.values(compose.services).flatMap(({ environment = {} }) => Object.values(environment));
    expect(values.length).toBeGreaterThan(5);
    for (const value of values) expect(value ?? '').not.toMatch(/:-\}/);
  });

  it('lets the gateway listen on the port that is published, for which callers sign', () => {
    const { environment, ports } = compose.services['gateway'] ?? {};
    expect(ports).toEqual([`127.0.0.1:${environment?.['SLUICE_PORT']}:${environment?.['SLUICE_PORT']}`]);
  });

  it('confines gateway and engine to their volumes', () => {
    for (const { build, ...service } of Object.values(compose.services)) {
      if (build === undefined) continue;
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    }
  });

  it('builds images that are there, on Node 24', () => {
    for (const { build } of Object.values(compose.services)) {
      if (build === undefined) continue;
      const dockerfile = readFileSync(join(root, build.dockerfile), 'utf8');
      expect(dockerfile).toContain(`AS ${build.target}\n`);
      expect([...dockerfile.matchAll(/^FROM (node\S+)/gm)].map(([, image]) => image)).toEqual(['node:24-slim', 'node:24-slim']);
    }
  });
});
