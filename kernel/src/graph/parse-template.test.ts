import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyOptions } from '../../testing/property-options.ts';
import { findReferences } from './find-references.ts';
import { parseTemplate, templateSource } from './parse-template.ts';

/** What the template gives, with `$json` at hand. */
function evaluate(text: string, $json: unknown = null): unknown {
  return new Function('$json', `"use strict";return ${templateSource(parseTemplate(text))}`)($json);
}

describe('a template', () => {
  it('alone keeps the type of its value', () => {
    expect(evaluate('={{ $json.a }}', { a: 5 })).toBe(5);
    expect(evaluate('= {{ [1, 2] }}\n')).toEqual([1, 2]);
    expect(evaluate('={{ undefined }}')).toBe(undefined);
  });

  it('in mixed text is concatenated', () => {
    expect(evaluate('=Hello {{ $json }}!', 'you')).toBe('Hello you!');
    expect(evaluate('={{ 1 }}{{ null }}{{ undefined }}{{ true }}{{ { a: [1] } }}{{ 10n }}')).toBe('1true{"a":[1]}10');
    expect(evaluate('=at {{ new Date(0) }}')).toBe('at 1970-01-01T00:00:00.000Z');
    expect(evaluate('=no braces')).toBe('no braces');
    expect(evaluate('==x')).toBe('=x');
    expect(evaluate('=')).toBe('');
  });

  it('ends where its expression ends, whatever braces are in it', () => {
    expect(evaluate('={{ {a: {b: 1}} }}')).toEqual({ a: { b: 1 } });
    expect(evaluate('={{ "}}" }}')).toBe('}}');
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a template literal within the text is the point
    expect(evaluate('={{ `${`}}`}` }} x')).toBe('}} x');
    expect(evaluate('={{ /}}/.source }}')).toBe('}}');
    expect(evaluate('={{ (() => { if (true) { return 1 }})() /* }} */ }}')).toBe(1);
    expect(evaluate('={{ (1, 2) // two }}\n}}')).toBe(2);
    expect(evaluate('={{ "{{" }}{{ "}}" }}')).toBe('{{}}');
  });

  it('is one expression and nothing beyond it', () => {
    const refused = [
      '={{ }}',
      '={{ 1; 2 }}',
      '={{ 1 } }',
      '={{ 1',
      '={{ 1 }} {{',
      '={{ return 1 }}',
      '={{ await x }}',
      '={{ import.meta }}',
    ];
    for (const text of [...refused, '={{ 010 }}', '={{ x) + (y }}', '={{ yield }}', '={{ new.target }}']) {
      expect(() => parseTemplate(text), text).toThrow(expect.objectContaining({ name: 'ScriptSyntaxError' }));
    }
  });

  it('says the line and column of what is wrong with it', () => {
    expect(() => parseTemplate('=a\nb {{ 1 +* 2 }}')).toThrow(expect.objectContaining({ line: 2, column: 9 }));
    expect(() => parseTemplate('={{ 010 }}')).toThrow(expect.objectContaining({ line: 1, column: 5 }));
    expect(() => parseTemplate('={{ 1 ]]')).toThrow(expect.objectContaining({ line: 1 }));
  });

  it('holds any text and any JSON value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.jsonValue(), (text, value) => {
        fc.pre(!text.includes('{{') && text.trim() !== '');
        const literal = JSON.stringify(value);
        expect(evaluate(`={{ ${literal} }}`)).toEqual(JSON.parse(literal));
        expect(evaluate(`=${text}{{ ${JSON.stringify(literal)} }}`)).toBe(text + literal);
      }),
      propertyOptions(),
    );
  });
});

describe('references', () => {
  it('are found in whatever code may hold that belongs to a function', () => {
    expect(findReferences("if (new.target) return await $node('a'); return arguments.length;").nodeIds).toEqual(['a']);
  });

  it('are read off the source', () => {
    expect(findReferences(`return [$node('b'), await $node("a").json, x.$nodes]`)).toEqual({
      nodeIds: ['a', 'b'],
      hasDynamicNode: false,
    });
  });

  it('are dynamic when the id is no literal, or $node goes anywhere else', () => {
    for (const source of ['$node(x)', '$node(`a`)', 'f($node)', "$node('a', 1)", 'const n = $node']) {
      expect(findReferences(source).hasDynamicNode, source).toBe(true);
    }
  });

  it('in texts and comments are none', () => {
    expect(findReferences('"$node(\'a\')" /* $node(b) */')).toEqual({ nodeIds: [], hasDynamicNode: false });
  });
});
