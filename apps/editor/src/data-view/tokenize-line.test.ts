import { describe, expect, it } from 'vitest';
import { tokenizeLine } from './tokenize-line.ts';

const shape = (line: string) => tokenizeLine(line).map(({ kind, text }) => `${kind}:${text}`);

describe('tokenizeLine', () => {
  it('tells keys from strings', () => {
    expect(shape('  "a": "b",')).toEqual(['plain:  ', 'key:"a"', 'plain::', 'plain: ', 'string:"b"', 'plain:,']);
  });

  it('knows numbers and literals', () => {
    expect(shape('  -1.5e+3')).toEqual(['plain:  ', 'number:-1.5e+3']);
    expect(shape('"x": null')).toEqual(['key:"x"', 'plain::', 'plain: ', 'literal:null']);
  });

  it('is not misled by quotes, colons and numbers inside strings', () => {
    expect(shape('"say \\"1: true\\""')).toEqual(['string:"say \\"1: true\\""']);
  });

  it('loses no character', () => {
    const line = '    { "k": [1, 2, "three"] }, odd';
    expect(
      tokenizeLine(line)
        .map(({ text }) => text)
        .join(''),
    ).toBe(line);
  });
});
