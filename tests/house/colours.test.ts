import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(resolve(import.meta.dirname, '../../apps/editor/src/theme/tokens.css'), 'utf8');

function colorsOf(scheme: string): ReadonlyMap<string, string> {
  const [, block = ''] = new RegExp(`="${scheme}"\\] \\{([^}]*)\\}`).exec(css) ?? [];
  return new Map([...block.matchAll(/--sl-([\w-]+): (#[\da-f]{6});/g)].map(([, name = '', color = '']) => [name, color]));
}

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe.each(['light', 'dark'])('colours in %s', (scheme) => {
  const colors = colorsOf(scheme);
  const contrast = (a: string, b: string) => {
    const [low = 0, high = 0] = [luminance(colors.get(a) ?? ''), luminance(colors.get(b) ?? '')].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };

  it('show wires on the canvas, at rest and live, and tell them apart', () => {
    expect(contrast('wire', 'canvas')).toBeGreaterThan(3.3); // some are on tinted ground
    expect(contrast('accent', 'canvas')).toBeGreaterThan(contrast('wire', 'canvas'));
  });

  it('carry text on every surface, that of what destroys too', () => {
    for (const text of ['text', 'muted', 'failed', 'accent'])
      for (const ground of ['ground', 'surface', 'raised', 'sunken'])
        expect(contrast(text, ground), `${text} on ${ground}`).toBeGreaterThan(4.5);
  });
});
