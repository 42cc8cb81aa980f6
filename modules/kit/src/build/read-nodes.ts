import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DefinedNode } from '../define-node.ts';

export interface NodeFile {
  readonly file: string;
  readonly node: DefinedNode;
}

/** Loads every node of a module: the default exports of `src/nodes/*.ts`, in order of file name. */
export async function readNodes(moduleDirectory: string): Promise<readonly NodeFile[]> {
  const folder = join(moduleDirectory, 'src', 'nodes');
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  return await Promise.all(
    names.sort().map(async (name) => {
      const file = join(folder, name);
      const loaded: { default?: DefinedNode } = await import(pathToFileURL(file).href);
      if (loaded.default?.nodeType === undefined)
        throw new Error(`${file}: a node file ends in \`export default defineNode({ … })\`.`);
      return { file, node: loaded.default };
    }),
  );
}
