import { globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = resolve(import.meta.dirname, '../../apps/editor/src');

/** Classes that a component takes from a style sheet which does not have them; the sheet is read by its address in the import. */
function unknownClasses(code: string, sheetAt: (address: string) => string): string[] {
  const sheets = [...code.matchAll(/^import (\w+) from '([^']+\.module\.css)';$/gm)];
  const body = code.replaceAll(/^import .*$/gm, '');
  return sheets.flatMap(([, name, address = '']) => {
    const known = new Set([...sheetAt(address).matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, known]) => known));
    const used = [...body.matchAll(new RegExp(`\\b${name}(?:\\['([\\w-]+)'\\]|\\.(\\w+))`, 'g'))];
    return used.map(([, quoted, plain]) => quoted ?? plain ?? '').filter((used) => !known.has(used));
  });
}

describe('classes of style sheets', () => {
  it('are looked up in the sheet that they are taken from', () => {
    const code = "import a from './a.module.css';\nimport b from './b.module.css';\nuse(a['one'], a.two, b['one'], b['two']);";
    expect(unknownClasses(code, (address) => (address === './a.module.css' ? '.one, .two { }' : '.two:hover { }'))).toEqual([
      'one',
    ]);
  });

  it('are all there', () => {
    const files = globSync('**/*.{ts,tsx}', { cwd: source });
    expect(files.length).toBeGreaterThan(200);
    const unknown = files.flatMap((file) =>
      unknownClasses(readFileSync(join(source, file), 'utf8'), (address) =>
        readFileSync(join(source, dirname(file), address), 'utf8'),
      ).map((name) => `${file}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });
});
