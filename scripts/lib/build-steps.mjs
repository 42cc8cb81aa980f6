import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/**
 * Everything that has to be built: what from, what comes out, and the command (arguments for Node 24). Gateway and engine run from their
 * TypeScript source as well, where no bundle is as new.
 */
export function buildSteps() {
  return [...moduleSteps(), ...serviceSteps(), ...editorStep()];
}

/** One step per module folder: its node types' guest scripts and its manifest. */
function moduleSteps() {
  return readdirSync(join(root, 'modules'), { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && entry.name !== 'kit' && existsSync(join(root, 'modules', entry.name, 'package.json')),
    )
    .map((entry) => `modules/${entry.name}`)
    .map((folder) => ({
      name: folder,
      inputs: [folder, 'modules/kit', 'protocol/src', 'package-lock.json'],
      output: `${folder}/dist/module.json`,
      args: ['modules/kit/src/build-module.ts', folder],
      requires: 'modules/kit/src/build-module.ts',
    }));
}

function serviceSteps() {
  return ['core-engine', 'gateway'].map((folder) => ({
    name: folder,
    inputs: [`${folder}/src`, 'kernel/src', 'protocol/src', 'package-lock.json', 'scripts/bundle-service.mjs'],
    output: `${folder}/dist/main.mjs`,
    args: ['scripts/bundle-service.mjs', folder],
    requires: `${folder}/src/main.ts`,
  }));
}

function editorStep() {
  return [
    {
      name: 'apps/editor',
      inputs: ['apps/editor', 'kernel/src', 'protocol/src', 'package-lock.json', 'tsconfig.json'],
      output: 'apps/editor/dist/index.html',
      args: ['node_modules/vite/bin/vite.js', 'build', 'apps/editor', '--logLevel', 'warn'],
      requires: 'apps/editor/vite.config.ts',
    },
  ];
}
