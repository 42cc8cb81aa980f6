import { describe, expect, it } from 'vitest';
import type { Graph, StepBox, Wire } from './place-graph.ts';
import { firstStep, reachableFrom, stepTowards } from './walk.ts';

const places: Record<string, [number, number]> = {
  start: [0, 100],
  up: [300, 0],
  down: [300, 200],
  end: [600, 100],
  alone: [300, 400],
};
const wires = ['start>up', 'start>down', 'up>end', 'down>end'].map((each) => {
  const [from = '', to = ''] = each.split('>');
  return { key: each, from: { node: from, port: 'main' }, to: { node: to, port: 'main' } };
});
const steps = new Map(
  Object.entries(places).map(([id, [x, y]]) => [id, { id, x, y, width: 224, height: 56, hiddenIn: undefined } as StepBox]),
);
const graph: Graph = { steps, wires: wires as unknown as readonly Wire[], notes: new Map(), groups: new Map(), regions: [] }; // a walk looks at places and ends alone

describe('walking the graph', () => {
  it('follows wires to the right and to the left, and looks around for up and down', () => {
    expect(stepTowards(graph, 'start', 'right')).toBe('up');
    expect(stepTowards(graph, 'up', 'right')).toBe('end');
    expect(stepTowards(graph, 'end', 'left')).toBe('up');
    expect(stepTowards(graph, 'up', 'down')).toBe('down');
    expect(stepTowards(graph, 'alone', 'up')).toBe('down');
  });

  it('stays where there is nothing that way', () => {
    expect(stepTowards(graph, 'end', 'right')).toBeUndefined();
  });

  it('begins furthest left, and finds everything up and down the stream', () => {
    expect(firstStep(graph)).toBe('start');
    expect([...reachableFrom(graph, ['up'], 'downstream')].sort()).toEqual(['end', 'up']);
    expect([...reachableFrom(graph, ['end'], 'upstream')].sort()).toEqual(['down', 'end', 'start', 'up']);
  });
});
