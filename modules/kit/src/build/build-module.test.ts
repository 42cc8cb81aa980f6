import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, it } from 'vitest';
import { buildModule } from './build-module.ts';

// Within the workspace, so that `@sluice/kit` is found; in `dist`, which nothing watches.
const dist = join(import.meta.dirname, '../../dist');
mkdirSync(dist, { recursive: true });
const home = mkdtempSync(join(dist, 'build-test-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A module folder with the given files, as an author has it. */
function writeModule(name: string, files: Record<string, string>): string {
  const directory = join(home, name);
  const all = {
    'package.json': '{"version":"1.2.3"}',
    'src/module.ts': `import { defineModule } from '@sluice/kit';\nexport default defineModule({ name: 'shop', title: 'Shop', effects: ['* http'] });`,
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(join(directory, path, '..'), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}

const node = (more: string) => `import { defineNode, item, p } from '@sluice/kit';
import { SHOWN } from '../shown.ts';
const note: string = 'only the manifest needs this: ' + SHOWN;
export default defineNode({
  type: 'shop.price@1', title: '🏷 Price', summary: note, category: 'data', icon: 'tag',
  params: { factor: p.number({ title: 'Factor', min: 0, default: 2 }) },
  mode: 'each',
  run({ item: { json }, params }) { return { main: [item((json as number) * params.factor)] }; },
  examples: [{ name: 'doubles', params: {}, input: { main: [1] }, output: { main: [2] } }],
  ${more}
});`;
const shown = { 'src/shown.ts': `export const SHOWN = 'words for people';` };

describe('building a module', () => {
  it('makes a manifest and one self-contained script per node type', async () => {
    const directory = writeModule('good', { 'src/nodes/price.ts': node(`effects: ['get http'],`), ...shown });
    const manifest = await buildModule(directory);
    expect(manifest).toMatchObject({ name: 'shop', version: '1.2.3', guest: { 'shop.price@1': 'nodes/price@1.js' } });
    expect(manifest.nodes[0]).toMatchObject({
      kind: 'action',
      summary: 'only the manifest needs this: words for people',
      effects: ['get http'],
      inputs: [{ name: 'main' }],
    });
    expect(JSON.parse(readFileSync(join(directory, 'dist/module.json'), 'utf8'))).toEqual(manifest);
  });

  it('puts the behaviour alone into the script, with a check of what templates give', async () => {
    const directory = join(home, 'good');
    const script = readFileSync(join(directory, 'dist/nodes/price@1.js'), 'utf8');
    expect(script).not.toMatch(/words for people|doubles|Price|import|export/);
    type Defined = { type: string; mode: string; run: (context: object) => object; check: (params: object) => object };
    const defined: Defined[] = [];
    runInNewContext(script, { __sluice: { define: (each: Defined) => defined.push(each) } });
    expect(defined[0]).toMatchObject({ type: 'shop.price@1', mode: 'each' });
    expect(defined[0]?.run({ item: { json: 4 }, params: { factor: 3 } })).toEqual({ main: [{ json: 12 }] });
    expect(defined[0]?.check({ factor: '5' })).toEqual({ factor: 5 });
    expect(() => defined[0]?.check({ factor: -1 })).toThrow('factor must be a number of at least 0');
  });

  it('gives the same bytes for the same sources', async () => {
    const directory = join(home, 'good');
    const before = readFileSync(join(directory, 'dist/nodes/price@1.js'), 'utf8');
    await buildModule(directory);
    expect(readFileSync(join(directory, 'dist/nodes/price@1.js'), 'utf8')).toBe(before);
  });

  it('refuses a node that asks for more than its module may', async () => {
    const directory = writeModule('greedy', { 'src/nodes/price.ts': node(`effects: ['get http', 'set kv'],`), ...shown });
    await expect(buildModule(directory)).rejects.toThrow(/price\.ts: set kv is not among the module's effects/);
  });

  it('refuses a node of another module, and one without behaviour', async () => {
    const foreign = writeModule('foreign', { 'src/nodes/price.ts': node('').replace('shop.price@1', 'other.price@1'), ...shown });
    await expect(buildModule(foreign)).rejects.toThrow(/other\.price@1 must start with the module's name, shop/);
    const idle = writeModule('idle', { 'src/nodes/price.ts': node('').replace(/mode: 'each',\n.*\n/, ''), ...shown });
    await expect(buildModule(idle)).rejects.toThrow(/only a trigger can be without/);
  });

  it('refuses what the sandbox does not have', async () => {
    const directory = writeModule('node', {
      'src/nodes/price.ts': `import { readFileSync } from 'node:fs';\n${node('').replace('* params.factor', '* readFileSync(0).length')}`,
      ...shown,
    });
    await expect(buildModule(directory)).rejects.toThrow(/price\.ts: a guest script must be self-contained; it imports node:fs/);
  });

  it('says what a node file must end in', async () => {
    const hidden = writeModule('hidden', {
      'src/nodes/price.ts': node('')
        .replace('export default defineNode(', 'const made = defineNode(')
        .concat('\nexport default made;'),
      ...shown,
    });
    await expect(buildModule(hidden)).rejects.toThrow(/a node file ends in `export default defineNode/);
  });
});
