// `node scripts/bundle-service.mjs <workspace>`: bundles what its process runs from `src/main.ts` into few files in `dist`. Node reads the six
// hundred modules of an engine in half a second and 30 MB more than it takes from these. Beside them, `sources.json` names what they were made of.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { rolldown } from 'rolldown';
import { main } from './lib/main.mjs';
import { root } from './lib/root.mjs';

/** Packages that find files of their own by where they lie. */
const EXTERNAL = ['better-sqlite3', 'pino', /^@jitl\//];

/** The entry of a worker, a package that is required, a property of `import.meta`. */
const PLACES =
  /\bnew URL\('(\.\/[\w-]+)\.ts', import\.meta\.url\)|\brequire\('([^']+)'\)|\bimport\.meta\.(url|dirname|filename)\b/g;

await main(async () => {
  const [, , workspace] = process.argv;
  if (workspace === undefined) throw new Error('usage: node scripts/bundle-service.mjs <workspace>');
  const dist = join(root, workspace, 'dist');
  const bundle = await rolldown({
    input: { main: join(root, workspace, 'src/main.ts') },
    platform: 'node',
    external: EXTERNAL,
    plugins: [keepPlaces(dist)],
  });
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  const { output } = await bundle.write({ dir: dist, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' });
  const sources = output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : [])).filter(isOurs);
  const places = [...new Set([...sources, join(root, 'package-lock.json')])].map((file) => posixFrom(root, file));
  writeFileSync(join(dist, 'sources.json'), JSON.stringify(places.toSorted()));
});

/**
 * Our modules go on finding what lies beside them: `import.meta` names the place of the source, the entry of a worker becomes a file of the
 * bundle, and what is required as CommonJS, for the sake of Node's loader, is bundled like the rest.
 */
function keepPlaces(dist) {
  return {
    name: 'keep-places',
    transform(code, id) {
      if (!isOurs(id) || !code.includes('import.meta')) return undefined;
      const imports = [];
      const text = code.replaceAll(PLACES, (_, worker, wanted, property) => {
        if (worker !== undefined) {
          const fileName = `${basename(worker)}.mjs`;
          this.emitFile({ type: 'chunk', id: join(dirname(id), `${worker}.ts`), fileName });
          return `new URL('./${fileName}', import.meta.url)`;
        }
        if (wanted !== undefined) {
          const name = `required${imports.length}`;
          imports.push(`import * as ${name} from '${wanted}';\n`);
          return name;
        }
        const place = JSON.stringify(posixFrom(dist, property === 'dirname' ? dirname(id) : id));
        const url = `new URL(${place}, import.meta.url)`;
        return property === 'url' ? `${url}.href` : `process.getBuiltinModule('node:url').fileURLToPath(${url})`;
      });
      return { code: imports.join('') + text, map: null };
    },
  };
}

function isOurs(id) {
  return id.startsWith(root + sep) && !id.includes(`${sep}node_modules${sep}`);
}

function posixFrom(folder, file) {
  return relative(folder, file).split(sep).join('/');
}
