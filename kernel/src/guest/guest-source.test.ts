import { describe, expect, it } from 'vitest';
import type { Plan, PlanNode, PlanTemplate } from '../graph/plan.ts';
import { buildGuestSource, guestBase } from './guest-source.ts';

function planOf(...templates: readonly PlanTemplate[]): Plan {
  const node: PlanNode = {
    id: 'n',
    index: 0,
    type: 'test.node@1',
    kind: 'action',
    title: 'N',
    params: Object.fromEntries(templates.map(({ param }) => [param, '='])),
    templates,
    references: [],
    inputs: ['main'],
    outputs: ['main'],
    inEdges: {},
    outEdges: {},
    loops: [],
    body: [],
    onError: 'stop',
    retry: undefined,
    timeoutMs: undefined,
    onDoubt: 'ask',
    disabled: undefined,
    effects: [],
  };
  return { version: 'v', name: 'P', nodes: [node], edges: [], triggers: [], settings: {}, types: ['test.node@1'] };
}

const template = (source: string): PlanTemplate => ({ param: 'p', kind: 'template', source });
const code = (source: string): PlanTemplate => ({ param: 'p', kind: 'code', source });

describe('the guest source', () => {
  it('has one chunk for each script, node and template, and ends by closing the loader', () => {
    const chunks = buildGuestSource(planOf(template('$json.a')), { 'test.node@1': 'script', 'test.other@1': 'unused' });
    expect(chunks.map(({ name }) => name)).toEqual(['test.node@1', 'node', 'template-0-0', 'params', 'finish']);
  });
  it('gives a template the names that it mentions and no others', () => {
    const chunk = buildGuestSource(planOf(template('$json.a + $now')), {}).find(({ name }) => name === 'template-0-0');
    expect(chunk?.text).toContain('($json, $now) => (\n$json.a + $now\n)');
  });
  it('puts code at the second line of its chunk, so that lines can be told', () => {
    const chunk = buildGuestSource(planOf(code('return 1;')), {}).find(({ name }) => name === 'code-0-0');
    expect(chunk?.text.split('\n')[1]).toBe('return 1;');
  });
  it.each([template('1); evil('), template('1); (2'), template('1 }'), template(''), template('a; b'), template('await x')])(
    'refuses %o as a template (I6)',
    (given) => {
      expect(() => buildGuestSource(planOf(given), {})).toThrow('template_syntax');
    },
  );
  it.each([
    code('}); evil(async () => {'),
    code('} }, 1); ({ a() {{'),
    code('return 1; }} ) ; evil( async () => {{'),
    code('export {}'),
  ])('refuses %o as code (I6)', (given) => {
    expect(() => buildGuestSource(planOf(given), {})).toThrow('code_syntax');
  });
});

describe('the guest base', () => {
  it('is made of functions that stand alone: each compiles by itself and refers to nothing else of ours', () => {
    for (const { text } of guestBase) {
      expect(() => new Function(text)).not.toThrow();
      expect(text).not.toMatch(/\bimport\b|__vi_|require\(/);
    }
  });
});
