import { describe, expect, it } from 'vitest';
import { wiresCrossed, wireUnder } from './crossings.ts';
import type { Wire } from './place-graph.ts';

const wire = (key: string, y: number, channelY?: number): Wire => ({
  key,
  index: 0,
  from: { node: 'a', port: 'main' },
  to: { node: 'b', port: 'main' },
  kind: 'main',
  source: { x: 0, y },
  target: { x: 400, y },
  channelY,
});
const wires = [wire('top', 0), wire('bottom', 100), wire('back', 300, 500)];

describe('wires and what touches them', () => {
  it('are crossed by a line that goes through them', () => {
    expect([...wiresCrossed(wires, { x: 200, y: -20 }, { x: 200, y: 50 })]).toEqual(['top']);
    expect([...wiresCrossed(wires, { x: 200, y: -20 }, { x: 200, y: 600 })]).toEqual(['top', 'bottom', 'back']);
    expect([...wiresCrossed(wires, { x: 500, y: -20 }, { x: 500, y: 600 })]).toEqual([]);
  });

  it('take in a box that lies on them, the nearest one', () => {
    const box = { x: 100, y: 60, width: 224, height: 56 };
    expect(wireUnder(wires, box, () => true)?.key).toBe('bottom');
    expect(wireUnder(wires, box, ({ key }) => key !== 'bottom')).toBeUndefined();
    expect(wireUnder(wires, { ...box, y: 200 }, () => true)).toBeUndefined();
  });
});
