import { describe, expect, it } from 'vitest';
import type { ExpressionData } from '../expression-data.ts';
import { completionsAt } from './completions-at.ts';

const data: ExpressionData = {
  items: [
    { json: { customer: { name: 'Ada', 'first name': 'A' }, lines: [{ sku: 'x' }], total: 5 } },
    { json: { total: 6, note: 'only here' } },
  ],
  total: 2,
  upstream: ['start', 'fetch'],
  inputs: ['fetch'],
  nodes: { start: [{ json: { id: 7 } }] },
  trigger: [{ json: { path: '/x' } }],
  vars: { rate: 1 },
  execution: { id: 'e', workflowId: 'w', workflowName: 'W', version: 'v', mode: 'manual', startedAt: '' },
  loop: undefined,
  source: 'run',
};

/** Completes at `|`. */
function at(marked: string, kind: 'template' | 'code' = 'template', item = 0) {
  const offset = marked.indexOf('|');
  return completionsAt(kind, marked.replace('|', ''), offset, data, item);
}
const labels = (marked: string, kind?: 'template' | 'code', item?: number) =>
  at(marked, kind, item)?.candidates.map(({ label }) => label);
/** The text after the candidate of this label was taken. */
function taken(marked: string, label: string, kind: 'template' | 'code' = 'template'): string | undefined {
  const found = at(marked, kind);
  const candidate = found?.candidates.find((each) => each.label === label);
  if (found === undefined || candidate === undefined) return undefined;
  const [before = '', after = ''] = marked.split('|');
  return `${before.slice(0, found.from - (candidate.before ?? 0))}${candidate.apply ?? candidate.label}${after}`;
}

describe('completions', () => {
  it('are fields of the items that came in, those of other items too', () => {
    expect(labels('{{ $json.| }}')).toEqual(expect.arrayContaining(['customer', 'lines', 'total', 'note']));
    expect(labels('{{ $json.customer.| }}')).toEqual(['name', 'first name']);
    expect(labels('{{ $json?.customer?.na| }}')).toEqual(['name', 'first name']);
    expect(labels('{{ $json.lines[0].| }}')).toEqual(['sku']);
    expect(labels('{{ $item.json.customer.| }}')).toEqual(['name', 'first name']);
    expect(labels('{{ $items[1].json.| }}')).toEqual(['total', 'note']);
    expect(labels('return $json.customer.|', 'code')).toEqual(['name', 'first name']);
  });

  it('are keys and indexes in brackets', () => {
    expect(labels('{{ $json["| }}')?.toSorted()).toEqual(['customer', 'lines', 'note', 'total']);
    expect(taken('{{ $json.customer["fi| }}', 'first name')).toBe('{{ $json.customer["first name"] }}');
    expect(taken('{{ $json.customer["fi|"] }}', 'first name')).toBe('{{ $json.customer["first name"] }}');
    expect(taken("{{ $json.customer['fi| }}", 'first name')).toBe("{{ $json.customer['first name'] }}");
    expect(taken('{{ $json.customer[|] }}', 'first name')).toBe('{{ $json.customer["first name"] }}');
    expect(taken('{{ $json.lines[| }}', '0')).toBe('{{ $json.lines[0] }}');
    expect(taken('{{ $items[|] }}', '1')).toBe('{{ $items[1] }}');
    expect(labels('{{ [| }}')).toBeUndefined();
  });

  it('say what the field is for the item at hand', () => {
    const total = (item: number) => at('{{ $json.| }}', 'template', item)?.candidates.find(({ label }) => label === 'total');
    expect([total(0)?.detail, total(1)?.detail]).toEqual(['5', '6']);
  });

  it('are nodes upstream and what they gave out', () => {
    expect(labels("{{ $node('| }}")).toEqual(['start', 'fetch']);
    expect(taken("{{ $node('st| }}", 'start')).toBe("{{ $node('start') }}");
    expect(taken("{{ $node('st|') }}", 'start')).toBe("{{ $node('start') }}");
    expect(labels("{{ $node('start').| }}")).toEqual(expect.arrayContaining(['json', 'items', 'first', 'all']));
    expect(labels("{{ $node('start').json.| }}")).toEqual(['id']);
    expect(labels('{{ $node("start").first().json.| }}')).toEqual(['id']);
    expect(labels("{{ $node('fetch').json.| }}")).toEqual([]);
  });

  it('are the names of the language', () => {
    expect(labels('{{ $| }}')).toEqual(expect.arrayContaining(['$json', '$node', '$now']));
    expect(labels('{{ $| }}')).not.toContain('effect');
    expect(labels('return eff|', 'code')).toContain('effect');
    expect(labels('{{ $vars.| }}')).toEqual(['rate']);
    expect(labels('{{ $trigger.json.| }}')).toEqual(['path']);
  });

  it('are methods of what the value is', () => {
    expect(labels('{{ $json.customer.name.| }}')).toEqual(expect.arrayContaining(['toUpperCase', 'length']));
    expect(labels('{{ $json.lines.| }}')).toEqual(expect.arrayContaining(['[0]', 'map', 'length']));
    expect(labels('{{ $now.| }}')).toContain('toISOString');
  });

  it('write keys that are no identifiers in brackets', () => {
    expect(taken('{{ $json.customer.| }}', 'first name')).toBe('{{ $json.customer["first name"] }}');
    expect(taken('{{ $json.customer.n| }}', 'name')).toBe('{{ $json.customer.name }}');
    expect(taken('{{ $json.lines.| }}', '[0]')).toBe('{{ $json.lines[0] }}');
  });

  it('bring braces along outside of them, and are nothing in plain text', () => {
    expect(taken('Dear $j|', '$json')).toBe('Dear {{ $json }}');
    expect(at('Dear Ada.|')).toBeUndefined();
    expect(at('{{ a }} costs 5.|')).toBeUndefined();
  });
});
