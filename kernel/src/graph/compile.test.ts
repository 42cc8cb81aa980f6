import type { Issue } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { sha256, type TestDocument, testCatalog, testDocument, testPlan } from '../../testing/test-types.ts';
import { compile } from './compile.ts';

function issuesOf(document: TestDocument): readonly Issue[] {
  const { plan, issues } = compile(testDocument(document), testCatalog, sha256);
  expect(plan === undefined).toBe(issues.length > 0);
  return issues;
}

describe('the version', () => {
  const document = testDocument({
    nodes: { start: 'start', a: { type: 'form', params: { needed: 'x', flag: true } } },
    edges: ['start > a'],
  });

  it('is the hash of the canonical document, so neither key order nor layout changes it or the plan', () => {
    const { a, start } = document.nodes;
    const shuffled = {
      ...document,
      layout: { a: { x: 1 } },
      nodes: { a: { ...a!, params: { flag: true, needed: 'x' } }, start: start! },
    };
    const first = compile(document, testCatalog, sha256);
    const second = compile(shuffled, testCatalog, sha256);
    expect(first.version).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
  });

  it('changes with anything else', () => {
    const renamed = compile({ ...document, name: 'Other' }, testCatalog, sha256);
    expect(renamed.version).not.toBe(compile(document, testCatalog, sha256).version);
  });

  it('is empty for a document that has no canonical form', () => {
    const { plan, issues, version } = compile({ ...document, name: '\ud800' }, testCatalog, sha256);
    expect({ plan, version, codes: issues.map((issue) => issue.code) }).toEqual({
      plan: undefined,
      version: '',
      codes: ['json_not_canonical'],
    });
  });
});

describe('the plan', () => {
  it('resolves nodes, ports, edges and bodies', () => {
    const plan = testPlan({
      nodes: {
        start: 'start',
        loop: 'for-each',
        body: { type: 'step', name: 'Inside', onError: 'route', timeoutMs: 5 },
        end: 'step',
      },
      edges: ['start > loop', 'loop.each > body', 'body.error > loop.next', 'loop.done > end'],
    });
    expect(plan.nodes.map((node) => [node.id, node.index, node.loops, node.body])).toEqual([
      ['body', 0, ['loop'], []],
      ['end', 1, [], []],
      ['loop', 2, [], ['body']],
      ['start', 3, [], []],
    ]);
    expect(plan.nodes[0]).toMatchObject({
      title: 'Inside',
      outputs: ['main', 'error'],
      inEdges: { main: [1] },
      outEdges: { main: [], error: [2] },
      onError: 'route',
      onDoubt: 'ask',
      timeoutMs: 5,
      reads: ['execution'],
    });
    expect(plan).toMatchObject({ triggers: ['start'], types: ['test.for-each@1', 'test.start@1', 'test.step@1'] });
    expect(JSON.parse(JSON.stringify(plan))).toEqual(JSON.parse(JSON.stringify(plan)));
  });

  it('says which of $trigger, $vars and $execution a node reads; a type that does not say is taken to read the last', () => {
    const plan = testPlan({
      nodes: {
        start: 'start',
        a: { type: 'step', params: { value: '={{ $trigger.json }}' } },
        b: { type: 'step', params: { code: 'return $vars.x' } },
      },
      edges: ['start > a', 'start > b'],
    });
    expect(plan.nodes.map((node) => node.reads)).toEqual([['trigger', 'execution'], ['vars', 'execution'], ['execution']]);
  });
});

describe('a document is refused', () => {
  it('with an unknown node type, which is kept as a stub that hides no other problem', () => {
    const issues = issuesOf({
      nodes: { start: 'start', odd: 'other.thing@3' },
      edges: ['start > odd.whatever', 'odd.x > nobody'],
    });
    expect(issues).toMatchObject([
      { code: 'node_type_unknown', nodeId: 'odd', pointer: '/nodes/odd/type' },
      { code: 'node_unknown', nodeId: 'nobody', pointer: '/edges/1/to' },
    ]);
  });

  it('with an unknown port, and hears which there are', () => {
    const issues = issuesOf({
      nodes: { start: 'start', a: 'if', b: 'step' },
      edges: ['start > a', 'a.main > b', 'a.error > b', 'a.true > b.side', 'a.true > start'],
    });
    expect(issues.filter((issue) => issue.code === 'port_unknown').map((issue) => [issue.pointer, issue.message])).toEqual([
      ['/edges/1/from', 'The node "a" (test.if@1) has no output port "main". It has: "true", "false".'],
      ['/edges/2/from', 'The node "a" has a port "error" only with onError "route". Its output ports: "true", "false".'],
      ['/edges/3/to', 'The node "b" (test.step@1) has no input port "side". It has: "main".'],
      ['/edges/4/to', 'The node "start" (test.start@1) takes no items in: it has no input ports.'],
    ]);
  });

  it('with the same edge twice', () => {
    expect(issuesOf({ nodes: { start: 'start', a: 'step' }, edges: ['start > a', 'start > a'] })).toMatchObject([
      { code: 'edge_duplicate', pointer: '/edges/1' },
    ]);
  });

  it('with ports by a parameter that are no names', () => {
    const cases = [
      { port: 'ok' },
      { port: 'ok' },
      { port: 'else' },
      { port: '__proto__' },
      { port: 'a b' },
      { port: 'constructor' },
    ];
    const issues = issuesOf({
      nodes: { start: 'start', s: { type: 'switch', params: { cases } }, a: 'step' },
      edges: ['start > s', 's.constructor > a'],
    });
    expect(issues.map((issue) => [issue.code, issue.param])).toEqual([
      ['param_invalid', 'cases.3.port'],
      ['param_invalid', 'cases.4.port'],
    ]);
  });

  it('without a trigger', () => {
    expect(issuesOf({ nodes: { a: 'step' } })).toMatchObject([{ code: 'trigger_missing' }]);
    expect(issuesOf({ nodes: {} })).toMatchObject([{ code: 'trigger_missing' }]);
  });

  it('with a node that can never fire, and says why', () => {
    const issues = issuesOf({
      nodes: { start: 'start', lone: 'step', after: 'step', join: 'step', loop: 'loop' },
      edges: ['lone > after', 'start > join', 'after > join', 'loop.each > loop.next'],
    });
    expect(issues.map((issue) => [issue.code, issue.nodeId, issue.message])).toEqual([
      ['node_unreachable', 'lone', 'Nothing leads to the node "lone", so it never runs.'],
      [
        'node_unreachable',
        'loop',
        'The loop "loop" can never start: edges lead to its port "next" only. Lead items to loop.main.',
      ],
      ['node_unreachable', 'after', 'The node "after" waits for "lone", which can never fire.'],
      ['node_unreachable', 'join', 'The node "join" waits for "after", which can never fire.'],
    ]);
  });

  it('with two webhooks at one place, or a path that cannot be used', () => {
    const hook = (path: string) => ({ type: 'core.webhook@1', params: { path, method: 'POST' } });
    expect(issuesOf({ nodes: { one: hook('a/b'), two: hook('a/b') } })).toMatchObject([
      { code: 'webhook_path_taken', nodeId: 'two' },
    ]);
    for (const path of ['/a', 'a/', 'a//b', '../a', 'a b', '~a', 'ä']) {
      expect(issuesOf({ nodes: { one: hook(path) } }), path).toMatchObject([{ code: 'webhook_path_invalid', param: 'path' }]);
    }
    expect(issuesOf({ nodes: { one: hook('v1.0/or_der-s'), two: { ...hook('v1.0/or_der-s'), params: { path: 'x' } } } })).toEqual(
      [],
    );
  });
});
