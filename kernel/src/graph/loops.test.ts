import type { Issue } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { sha256, type TestDocument, testCatalog, testDocument, testPlan } from '../../testing/test-types.ts';
import { compile } from './compile.ts';

function issuesOf(document: TestDocument): readonly Issue[] {
  return compile(testDocument(document), testCatalog, sha256).issues;
}

describe('a cycle', () => {
  it('that no loop closes is refused, with the nodes on it', () => {
    const issues = issuesOf({
      nodes: { start: 'start', a: 'step', b: 'step', c: 'step', d: 'step' },
      edges: ['start > a', 'a > b', 'b > c', 'c > a', 'c > d'],
    });
    expect(issues).toMatchObject([
      { code: 'cycle_illegal', nodeId: 'a', message: 'These edges form a cycle that no loop node closes: a → b → c → a.' },
    ]);
  });

  it('is found once per group, and a node that leads to itself is one', () => {
    const issues = issuesOf({
      nodes: { start: 'start', a: 'step', b: 'step', c: 'step' },
      edges: ['start > a', 'a > a', 'a > b', 'b > c', 'c > b'],
    });
    expect(issues.map((issue) => issue.message.split(': ')[1])).toEqual(['a → a.', 'b → c → b.']);
  });

  it('that comes back to a loop by main is refused', () => {
    const issues = issuesOf({
      nodes: { start: 'start', loop: 'loop', a: 'step' },
      edges: ['start > loop', 'loop.each > a', 'a > loop'],
    });
    expect(issues).toMatchObject([{ code: 'cycle_illegal' }]);
  });

  it('through next is what loops are for', () => {
    const document = {
      nodes: { start: 'start', loop: 'loop', a: 'step' },
      edges: ['start > loop', 'loop.each > a', 'a > loop.next'],
    };
    expect(issuesOf(document)).toEqual([]);
  });

  it('is looked for in chains of any length', () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => `n${index}`);
    const nodes = { start: 'start', ...Object.fromEntries(ids.map((id) => [id, 'step'])) };
    const edges = ['start > n0', ...ids.slice(1).map((id, index) => `n${index} > ${id}`)];
    expect(issuesOf({ nodes, edges })).toEqual([]);
  });
});

describe('a body', () => {
  const nodes = { start: 'start', loop: 'loop', a: 'step', b: 'step', out: 'step', other: 'step' };
  const edges = ['start > loop', 'loop.each > a', 'a > b', 'b > loop.next', 'loop.done > out', 'start > other'];

  it('may end anywhere', () => {
    expect(issuesOf({ nodes: { ...nodes, dead: 'sink' }, edges: [...edges, 'a > dead'] })).toEqual([]);
  });

  it('is left by next alone', () => {
    expect(issuesOf({ nodes, edges: [...edges, 'a > out'] })).toMatchObject([
      {
        code: 'loop_body_escape',
        nodeId: 'a',
        pointer: '/edges/6',
        message:
          'The edge from a.main to out.main leaves the body of the loop "loop". Lead the items to loop.next, and on from loop.done.',
      },
    ]);
  });

  it('is entered by each alone', () => {
    expect(issuesOf({ nodes, edges: [...edges, 'other > b'] })).toMatchObject([
      { code: 'loop_body_entry', nodeId: 'b', pointer: '/edges/6' },
    ]);
    expect(issuesOf({ nodes, edges: [...edges, 'other > a'] })).toMatchObject([{ code: 'loop_body_entry', nodeId: 'a' }]);
    expect(issuesOf({ nodes, edges: [...edges, 'other > loop.next'] })).toMatchObject([
      { code: 'loop_body_entry', nodeId: 'loop' },
    ]);
    expect(issuesOf({ nodes, edges: [...edges, 'loop.done > b'] })).toMatchObject([{ code: 'loop_body_entry', nodeId: 'b' }]);
  });

  it('nests, and an inner body may not lead past its own next', () => {
    const nested = { start: 'start', outer: 'loop', inner: 'for-each', a: 'step', b: 'step' };
    const wired = ['start > outer', 'outer.each > inner', 'inner.each > a', 'a > inner.next', 'inner.done > b', 'b > outer.next'];
    expect(testPlan({ nodes: nested, edges: wired }).nodes.map((node) => [node.id, node.loops])).toEqual([
      ['a', ['outer', 'inner']],
      ['b', ['outer']],
      ['inner', ['outer']],
      ['outer', []],
      ['start', []],
    ]);
    expect(issuesOf({ nodes: nested, edges: [...wired, 'a > outer.next'] })).toMatchObject([
      { code: 'loop_body_escape', nodeId: 'a' },
    ]);
    expect(issuesOf({ nodes: nested, edges: [...wired, 'a > b'] })).toMatchObject([{ code: 'loop_body_escape', nodeId: 'a' }]);
    expect(issuesOf({ nodes: nested, edges: [...wired, 'outer.each > a'] })).toMatchObject([
      { code: 'loop_body_entry', nodeId: 'a' },
    ]);
    expect(issuesOf({ nodes: nested, edges: [...wired, 'b > inner.next'] }).length).toBeGreaterThan(0);
  });

  it('of two loops is never the same', () => {
    const two = { start: 'start', one: 'loop', two: 'loop', x: 'step' };
    const issues = issuesOf({ nodes: two, edges: ['start > one', 'start > two', 'one.each > x', 'two.each > x'] });
    expect(issues.map((issue) => issue.code)).toContain('loop_body_entry');
  });
});

describe("$node('id')", () => {
  const read = (source: string) => ({ type: 'step', params: { value: `={{ ${source} }}` } });

  it('may name what leads here, from the same bodies or further out', () => {
    const plan = testPlan({
      nodes: {
        start: 'start',
        before: 'step',
        loop: 'for-each',
        first: 'step',
        body: read("[$node('before'), $node('first'), $node('loop')]"),
      },
      edges: ['start > before', 'before > loop', 'loop.each > first', 'first > body', 'body > loop.next'],
    });
    expect(plan.nodes.find((node) => node.id === 'body')?.references).toEqual(['before', 'first', 'loop']);
  });

  it('means all of these when the id is only known in the run', () => {
    const plan = testPlan({
      nodes: { start: 'start', a: 'step', b: 'step', c: read('$node($json.id)') },
      edges: ['start > a', 'a > c', 'start > b'],
    });
    expect(plan.nodes.find((node) => node.id === 'c')?.references).toEqual(['a', 'start']);
  });

  it('is refused for what does not lead here, is not there, or runs in a loop that this is not in', () => {
    const issues = issuesOf({
      nodes: {
        start: 'start',
        loop: 'loop',
        body: 'step',
        beside: 'step',
        end: read("[$node('beside'), $node('nobody'), $node('body'), $node('end')]"),
      },
      edges: ['start > loop', 'loop.each > body', 'body > loop.next', 'loop.done > end', 'start > beside'],
    });
    expect(issues.map((issue) => [issue.code, issue.nodeId, issue.param])).toEqual([
      ['node_reference_not_upstream', 'end', 'value'],
      ['node_reference_not_upstream', 'end', 'value'],
      ['node_reference_not_upstream', 'end', 'value'],
      ['node_unknown', 'end', 'value'],
    ]);
    const hidden = issuesOf({
      nodes: { start: 'start', loop: 'loop', body: 'step', more: 'step', end: read("$node('body')") },
      edges: ['start > loop', 'loop.each > body', 'body > more', 'more > end', 'loop.done > end'],
    });
    expect(hidden.map((issue) => issue.code)).toContain('loop_body_escape');
  });
});
