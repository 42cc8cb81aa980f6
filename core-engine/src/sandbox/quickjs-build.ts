import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The one build of QuickJS-ng that the kernel's `quickjs.ts` knows: its memory layout and the names of its imports and exports. */
const SHA256 = 'b56fe5094b8751c47b8c32fb5ed4d75afe2dbb43412d3d983ac5d1156af456da';
const FILE = '@jitl/quickjs-ng-wasmfile-release-sync/wasm';

/**
 * Compiles QuickJS once per process; the module is shared with the workers. Throws when the installed build is another one: names and
 * layout must then be checked again (`kernel/src/guest/machine/quickjs.ts`), and with them that recorded runs still replay byte for byte (I4).
 */
export function compileQuickjs(): WebAssembly.Module {
  compiled ??= compile();
  return compiled;
}

let compiled: WebAssembly.Module | undefined;

function compile(): WebAssembly.Module {
  const bytes = readFileSync(fileURLToPath(import.meta.resolve(FILE)));
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== SHA256) throw new Error(`${FILE} is not the build that the sandbox knows: ${found}`);
  return new WebAssembly.Module(bytes);
}
