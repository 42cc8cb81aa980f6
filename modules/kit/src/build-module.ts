/** `node modules/kit/src/build-module.ts <module folder>…`: builds modules, one line each. Exit 1 names the file and the fault. */
import { basename, resolve } from 'node:path';
import { buildModule } from './build/build-module.ts';

for (const directory of process.argv.slice(2)) {
  try {
    const manifest = await buildModule(resolve(directory));
    console.log(`${basename(directory)}: ${manifest.nodes.length} node types`);
  } catch (error) {
    console.error(`${directory}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
