import type { Plugin } from 'vite';

const ID = '\0without-colours';
const names = ['color', 'rgb', 'hsl', 'lab', 'hcl', 'cubehelix'];

/**
 * Leaves out d3's colours, a hundredth of the first load: they come with the moves of the canvas's view, which go from numbers to numbers. A colour
 * that were to be moved all the same would fail by name.
 */
export function withoutColours(): Plugin {
  return {
    name: 'without-colours',
    enforce: 'pre',
    resolveId: (id) => (id === 'd3-color' ? ID : undefined),
    load: (id) =>
      id === ID
        ? names
            .map((name) => `export function ${name}() { throw new Error('d3-color is not in this build: ${name}'); }`)
            .join('\n')
        : undefined,
  };
}
