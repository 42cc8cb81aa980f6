import { describe, expect, it } from 'vitest';
import { findTarget } from './find-target.ts';
import type { Graph, StepBox } from './place-graph.ts';

const port = (name: string) => ({ name, title: name, kind: 'main' as const });
const box = (id: string, x: number, inputs: string[], outputs: string[]): StepBox => ({
  id,
  x,
  y: 0,
  width: 224,
  height: 56,
  hiddenIn: undefined,
  step: {
    id,
    title: id,
    node: { type: 'core.set@1', params: {} },
    type: undefined,
    issues: [],
    isPinned: false,
    ports: { inputs: inputs.map(port), outputs: outputs.map(port) },
  },
});
const graph = {
  steps: new Map(
    [box('a', 0, [], ['main']), box('b', 400, ['main', 'next'], ['main']), box('c', 800, ['main'], [])].map((each) => [
      each.id,
      each,
    ]),
  ),
} as Partial<Graph> as Graph; // of a graph it looks at the steps alone
const find = (x: number, y: number, problemOf: (port: string) => string | undefined = () => undefined) =>
  findTarget({
    graph,
    from: { node: 'a', side: 'outputs', port: 'main' },
    point: { x, y },
    reach: 30,
    problemOf: ({ node, port: name }) => problemOf(`${node}.${name}`),
    noPort: (title) => `${title} takes nothing`,
  });

describe('findTarget', () => {
  it('snaps to the nearest port within reach, and to nothing out of reach', () => {
    expect(find(785, 30).target).toMatchObject({ node: 'c', port: 'main' });
    expect(find(740, 30)).toEqual({ target: undefined, reason: undefined });
  });

  it('takes any port of the node that the hand is on', () => {
    expect(find(600, 30).target?.node).toBe('b');
  });

  it('passes over ports that do not fit, and says why when none does', () => {
    const refused = (wanted: string) => (name: string) => (name === wanted ? 'no' : undefined);
    const near = find(410, 70).target?.port ?? '';
    expect(find(410, 70, refused(`b.${near}`)).target?.port).not.toBe(near);
    expect(find(810, 28, () => 'would be a cycle')).toEqual({ target: undefined, reason: 'would be a cycle' });
  });
});
