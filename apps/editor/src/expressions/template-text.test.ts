import { describe, expect, it } from 'vitest';
import { fromTemplate, isTemplate, toTemplate } from './template-text.ts';

describe('a fixed value as a template', () => {
  it.each([
    ['hello', '=hello'],
    ['', '='],
    [undefined, '='],
    [5, '={{ 5 }}'],
    [false, '={{ false }}'],
    [['a', { b: 1 }], '={{ ["a",{"b":1}] }}'],
  ])('%o becomes %s', (value, template) => {
    expect(toTemplate(value)).toBe(template);
    expect(isTemplate(template)).toBe(true);
  });

  it.each([5, false, 'hello', ['a', { b: 1 }]])('%o comes back', (value) => {
    expect(fromTemplate(toTemplate(value))).toEqual({ value });
  });

  it.each(['={{ $json.a }}', '=Hello {{ 1 }}', '={{ 1 }}{{ 2 }}'])('%s stands for no fixed value', (template) => {
    expect(fromTemplate(template)).toBeUndefined();
  });
});
