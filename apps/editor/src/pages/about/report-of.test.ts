import { expect, it } from 'vitest';
import { reportOf } from './report-of.ts';

it('says what is known, and what is not', () => {
  const engine = { version: '0.1.0', nodeVersion: '24.1.0', storage: 'sqlite', workers: 2, executions: {}, uptimeMs: 61_400 };
  const lines = reportOf({ readiness: { database: true, engine: false }, engine, descriptor: undefined }).split('\n');
  expect(lines[0]).toBe('Sluice gateway ?, engine 0.1.0, Node 24.1.0');
  expect(lines[1]).toBe('Gateway answers, its database answers, engine does not answer');
  expect(lines[2]).toBe('Storage sqlite, workers 2, up for 61 s');
});

it('tells a gateway that is away from one that was not asked yet', () => {
  const gatewayOf = (readiness: null | undefined) =>
    reportOf({ readiness, engine: undefined, descriptor: undefined }).split('\n')[1];
  expect(gatewayOf(null)).toMatch(/^Gateway does not answer, its database unknown/);
  expect(gatewayOf(undefined)).toMatch(/^Gateway unknown/);
});
