import { type NodeType, type StepView, workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { inputNodes, inputSources, outputSource, type SourcesOptions, upstreamNodes } from './item-sources.ts';

const document = workflowDocument.parse({
  format: 'sluice/1',
  name: 'A',
  nodes: {
    start: { type: 'core.manual@1' },
    fetch: { type: 'core.http@1' },
    check: { type: 'core.if@1' },
    set: { type: 'core.set@1' },
  },
  edges: [
    { from: 'start.main', to: 'fetch.main' },
    { from: 'fetch.main', to: 'check.main' },
    { from: 'check.true', to: 'set.main' },
  ],
  layout: { start: { sample: [{ n: 1 }] } },
});
const catalog = new Map([['core.manual@1', { kind: 'trigger' } as NodeType]]);
const step = (more: Partial<StepView>) => ({ scope: '', inputs: {}, outputs: {}, ...more }) as StepView;
const options = (steps: Record<string, StepView[]> = {}, layout = document.layout): SourcesOptions => ({
  document: { ...document, layout },
  catalog,
  runOf: (id) => (steps[id] === undefined ? undefined : { executionId: 'e', steps: steps[id] }),
  nowMs: 0,
});

describe('where data comes from', () => {
  it('is told by the edges', () => {
    expect(inputNodes(document, 'set')).toEqual(['check']);
    expect(upstreamNodes(document, 'set')).toEqual(['check', 'fetch', 'start']);
    expect(
      upstreamNodes(
        {
          edges: [
            { from: 'a.x', to: 'b.x' },
            { from: 'b.x', to: 'a.x' },
          ],
        },
        'a',
      ),
    ).toEqual(['b']);
  });

  it('is the own step of the run, where there is one', () => {
    const own = step({ scope: 'loop#2', inputs: { main: 3, other: 0 } });
    expect(inputSources(options({ set: [own] }), 'set', own)).toEqual([
      { kind: 'run', executionId: 'e', node: 'set', scope: 'loop#2', side: 'in', port: 'main', count: 3 },
    ]);
  });

  it('is else what the nodes before gave out, at the port of the edge', () => {
    const steps = { check: [step({ outputs: { true: 0, false: 2 } })], fetch: [step({ outputs: { main: 4 } })] };
    expect(inputSources(options(steps), 'check', undefined)).toEqual([
      { kind: 'run', executionId: 'e', node: 'fetch', scope: '', side: 'out', port: 'main', count: 4 },
    ]);
    expect(inputSources(options(steps), 'set', undefined)).toEqual([]);
    expect(outputSource(options(steps), 'check')).toMatchObject({ port: 'false', count: 2 });
  });

  it('is what is pinned before what was run, and the sample of a trigger that was not', () => {
    const steps = { fetch: [step({ outputs: { main: 4 } })] };
    const pinned = { ...document.layout, fetch: { pin: { outputs: { main: [{ a: 1 }] } } } };
    expect(outputSource(options(steps, pinned), 'fetch')).toEqual({ kind: 'pin', items: [{ a: 1 }] });
    expect(inputSources(options(), 'fetch', undefined)).toEqual([{ kind: 'sample', items: [{ n: 1 }] }]);
    expect(outputSource(options(), 'check')).toBeUndefined();
  });
});
