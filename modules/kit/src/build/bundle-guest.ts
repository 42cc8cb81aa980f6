import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import type { DefinedNode } from '../define-node.ts';
import { checkSource } from './check-source.ts';
import { keepBehaviour } from './keep-behaviour.ts';

const ENTRY = '\0sluice-guest';
const CHECKS = fileURLToPath(new URL('../checks.ts', import.meta.url));
const KIT = fileURLToPath(new URL('../index.ts', import.meta.url));

/**
 * Bundles a node file into its guest script: one self-contained classic script that hands `{ type, mode, run, check? }` to
 * `__sluice.define`. The same sources always give the same text. Imports of Node's built-ins fail: the sandbox has none (I5).
 */
export async function bundleGuest(nodeFile: string, { nodeType, mode }: DefinedNode): Promise<string> {
  const check = checkSource(nodeType.params);
  const entry = [
    `import node from ${JSON.stringify(nodeFile)};`,
    check === '' ? '' : `import * as c from ${JSON.stringify(CHECKS)};`,
    `__sluice.define({ type: ${JSON.stringify(nodeType.type)}, mode: ${JSON.stringify(mode)}, run: node.run${check === '' ? '' : `, check: ${check}`} });`,
  ].join('\n');
  const bundle = await rolldown({
    input: ENTRY,
    platform: 'neutral',
    logLevel: 'silent',
    resolve: { alias: { '@sluice/kit': KIT }, mainFields: ['module', 'main'] },
    treeshake: { moduleSideEffects: false },
    plugins: [
      {
        name: 'sluice-guest-entry',
        resolveId: (id) => (id === ENTRY ? { id, moduleSideEffects: true } : null),
        load: (id) => (id === ENTRY ? entry : null),
      },
      keepBehaviour(nodeFile),
    ],
  });
  const { output } = await bundle.generate({ format: 'iife', minify: true });
  await bundle.close();
  const [chunk, ...more] = output;
  if (more.length > 0 || chunk.imports.length > 0) {
    throw new Error(
      `${nodeFile}: a guest script must be self-contained; it imports ${chunk.imports.join(', ') || 'further files'}.`,
    );
  }
  return chunk.code;
}
