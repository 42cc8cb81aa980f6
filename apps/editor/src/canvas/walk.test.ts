import { describe, expect, it } from 'vitest';
import { neighbourOf } from './neighbour-of.ts';
import type { Graph, GroupBox, StepBox, Wire } from './place-graph.ts';
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

  it('stops at a collapsed group, which stands for its nodes', () => {
    const hidden = new Map([...steps].map(([id, box]) => [id, id === 'up' || id === 'end' ? { ...box, hiddenIn: 'both' } : box]));
    const both = { id: 'both', x: 300, y: 0, width: 224, height: 56, group: { collapsed: true } } as GroupBox;
    const folded: Graph = { ...graph, steps: hidden, groups: new Map([['both', both]]) };
    expect(stepTowards(folded, 'start', 'right')).toBe('both');
    expect(stepTowards(folded, 'both', 'left')).toBe('start');
    expect(stepTowards(folded, 'down', 'right')).toBe('both');
    expect(stepTowards(folded, 'down', 'up')).toBe('both');
    expect(neighbourOf(folded, new Set(['down']))).toBe('start');
    expect(neighbourOf(folded, new Set(['start']))).toBe('both');
  });

  it('goes on from what led to what is gone, else from what it led to', () => {
    expect(neighbourOf(graph, new Set(['end']))).toBe('up');
    expect(neighbourOf(graph, new Set(['start', 'up']))).toBe('down');
    expect(neighbourOf(graph, new Set(['alone']))).toBeUndefined();
  });
});
