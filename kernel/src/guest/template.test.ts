import { describe, expect, it } from 'vitest';
import { parseTemplate, type TemplatePart, templateSource } from './template.ts';

function partsOf(template: string): readonly TemplatePart[] {
  const result = parseTemplate(template);
  if (!result.ok) throw new Error(result.problem.message);
  return result.parts;
}
const sourceOf = (template: string) => templateSource(partsOf(template));
function problemOf(template: string) {
  const result = parseTemplate(template);
  if (result.ok) throw new Error('it parsed');
  return result.problem;
}

describe('a template', () => {
  it('that is one expression stands for that expression', () => {
    expect(sourceOf('={{ $json.a }}')).toBe('$json.a');
    expect(sourceOf('={{$json.a}}')).toBe('$json.a');
    expect(sourceOf('=\n{{ $json.a }}\n')).toBe('$json.a');
  });
  it('with text around it concatenates', () => {
    expect(sourceOf('=Hello {{ $json.name }}!')).toBe('$text("Hello ", ($json.name), "!")');
    expect(sourceOf('={{ 1 }}{{ 2 }}')).toBe('$text((1), (2))');
    expect(sourceOf('={{ 1 }} {{ 2 }}')).toBe('$text((1), " ", (2))');
  });
  it('without expressions is its text', () => {
    expect(sourceOf('=plain')).toBe('$text("plain")');
    expect(sourceOf('=')).toBe('$text()');
    expect(sourceOf('==x')).toBe('$text("=x")');
  });
  it('ends an expression where JavaScript ends it, not at the first }}', () => {
    expect(sourceOf('={{ {a: {b: 1}} }}')).toBe('{a: {b: 1}}');
    expect(sourceOf('={{ {a: {b: 1}}}}')).toBe('{a: {b: 1}}');
    expect(sourceOf("={{ 'a}}b' }}")).toBe("'a}}b'");
    expect(sourceOf('={{ /}}/.test("x") }}')).toBe('/}}/.test("x")');
    const nested = ['`$', '{`}}`}`'].join('');
    expect(sourceOf(`={{ ${nested} }}`)).toBe(nested);
    expect(sourceOf('={{ (() => { return {} })() }}-{{ 2 }}')).toBe('$text(((() => { return {} })()), "-", (2))');
    expect(sourceOf('={{ a /* }} */ }}')).toBe('a');
    expect(sourceOf('={{ a // }}\n }}')).toBe('a');
  });
  it('keeps parentheses and sequences whole', () => {
    expect(sourceOf('={{ (1, 2) }}')).toBe('(1, 2)');
    expect(sourceOf('={{ 1, 2 }}')).toBe('1, 2');
  });
  it('cannot break out of its expression (I6)', () => {
    for (const text of [
      '={{ 1); evil( }}',
      '={{ 1 }) }}',
      '={{ a; b }}',
      '={{ return 1 }}',
      '={{ await x }}',
      '={{ yield }}',
      '={{ import.meta }} {{',
      '={{ with }}',
      '={{ 010 }}',
    ]) {
      expect(parseTemplate(text).ok, text).toBe(false);
    }
  });
  it('names the place of a fault', () => {
    expect(problemOf('={{ 1 + }}')).toMatchObject({ line: 1, column: 9, message: 'Unexpected token' });
    expect(problemOf('=a\nb {{ ) }}')).toMatchObject({ line: 2, column: 6 });
    expect(problemOf('={{ a b }}')).toMatchObject({ column: 7, message: 'Only }} may follow the expression' });
    expect(problemOf('={{ a')).toMatchObject({ message: 'The }} is missing' });
    expect(problemOf('={{ }}')).toMatchObject({ message: 'There is nothing between {{ and }}' });
    expect(problemOf('={{')).toMatchObject({ line: 1, column: 4 });
  });
  it('tells which nodes it refers to', () => {
    const result = parseTemplate('={{ $node(\'a\').json.x + $node(`b`).json.y + f($node("a")) }}');
    expect(result).toMatchObject({ ok: true, references: ['a', 'b'] });
  });
  it('refuses a reference that is not written out', () => {
    expect(problemOf('={{ $node($json.id) }}')).toMatchObject({ column: 5 });
    expect(problemOf('={{ $node() }}').message).toContain('$node takes one node id');
  });
});
