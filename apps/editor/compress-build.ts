import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Plugin } from 'vite';

const compress = promisify(brotliCompress);
const compressed = new Set(['.js', '.css', '.svg', '.wasm']);
/** The best that Brotli can: a second for the largest file. Too slow for a server, but a build does it once. */
const QUALITY = 11;
const FROM_BYTES = 1024;

/** Writes a Brotli copy, `<name>.br`, beside each file of the build; the gateway sends it to who takes it. It is a seventh smaller than gzip. */
export function compressBuild(): Plugin {
  return {
    name: 'sluice-compress-build',
    apply: 'build',
    async writeBundle({ dir = 'dist' }) {
      const folder = join(dir, 'assets');
      const names = (await readdir(folder)).filter((name) => compressed.has(extname(name)));
      await Promise.all(names.map((name) => compressFile(join(folder, name))));
    },
  };
}

async function compressFile(path: string): Promise<void> {
  const body = await readFile(path);
  if (body.length < FROM_BYTES) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
  await writeFile(`${path}.br`, await compress(body, { params }));
}
