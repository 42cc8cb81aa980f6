import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createCatalog } from '@sluice/kernel';
import { afterAll, describe, expect, it } from 'vitest';
import { assembleModule } from '../../modules/kit/src/build/build-module.ts';
import { readNodes } from '../../modules/kit/src/build/read-nodes.ts';
import { runExample } from './run-example.ts';

const root = resolve(import.meta.dirname, '../..');
// Within the workspace, so that `@sluice/kit` is found; in `dist`, which nothing watches.
const dist = resolve(root, 'modules/kit/dist');
mkdirSync(dist, { recursive: true });
const home = mkdtempSync(join(dist, 'guide-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('docs/modules.md', () => {
  it('shows a module that builds and whose examples hold', async () => {
    const guide = readFileSync(resolve(root, 'docs/modules.md'), 'utf8');
    mkdirSync(join(home, 'src/nodes'), { recursive: true });
    writeFileSync(join(home, 'package.json'), '{ "name": "shop", "version": "1.0.0", "type": "module" }');
    for (const [, path = '', code = ''] of guide.matchAll(/```ts\n\/\/ (src\/\S+)\n(.*?)```/gs))
      writeFileSync(join(home, path), code);
    const core = await assembleModule(resolve(root, 'modules/core'));
    const shop = await assembleModule(home);
    const installed = { catalog: createCatalog([core.manifest, shop.manifest]), scripts: shop.scripts };
    const [{ node } = { node: undefined }] = await readNodes(home);
    const [example] = node?.examples ?? [];
    if (node === undefined || example === undefined) throw new Error('The guide shows no node with an example.');
    expect(runExample(node.nodeType, example, installed)).toMatchObject({ output: example.output });
  });
});
