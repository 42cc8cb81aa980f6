import { type BuildOptions, build, type PluginOption } from 'vite';

const page = (name: string) => `/src/pages/${name}/${name}-page.tsx`;
const workflowPage = page('workflow');
const executionPage = page('execution');
const editLayer = '/src/canvas/edit-layer.tsx';
const otherPages = ['about', 'claim', 'engine', 'executions', 'home', 'keys', 'secrets', 'share', 'sign-in', 'workflows'].map(
  page,
);

const listPages = ['executions', 'home', 'workflows'].map(page);

/** Names the file of the build that a module goes into; null leaves it to the bundler. */
export type ChunkOf = (id: string) => string | null;

/**
 * Few files for the canvas, without a byte that it does not need: over a slow line each request costs more than a small file's bytes, and each
 * file begins its compression anew. The bundler alone makes a file for every set of pages that share something, dozens of them.
 *
 * `house` is what the canvas has in common with other pages, `canvas` is its own and an execution's, `editing` is for who may edit, `lists` is what
 * the pages have in common that one begins with: home, and the lists of workflows and of executions. What needs
 * what is found by a build that is thrown away: only it knows which parts of libraries are used. As each file holds all that its modules need
 * besides the files before it, no two of them need each other in a circle.
 */
export async function planChunks(plugins: PluginOption[], treeshake: Treeshake): Promise<ChunkOf> {
  const { reach, beginnings } = await tryBuild(plugins, treeshake);
  const [workflow, execution, editing] = [reach([workflowPage]), reach([executionPage]), reach([editLayer])];
  const others = reach(otherPages);
  const lists = listPages.map((path) => reach([path]));
  return (id) => {
    if (beginnings.has(id)) return null; // a file that is fetched by its name stays one
    if (workflow.has(id)) return others.has(id) ? 'house' : 'canvas';
    if (!editing.has(id)) return lists.filter((list) => list.has(id)).length > 1 ? 'lists' : null;
    return others.has(id) || execution.has(id) ? 'house' : 'editing';
  };
}

interface Chunk {
  readonly type: string;
  readonly fileName: string;
  readonly facadeModuleId: string | null;
  readonly moduleIds: readonly string[];
  readonly imports: readonly string[];
}

type Treeshake = NonNullable<NonNullable<BuildOptions['rolldownOptions']>['treeshake']>;

async function tryBuild(plugins: PluginOption[], treeshake: Treeshake) {
  const built = await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    plugins,
    build: {
      write: false,
      minify: false,
      cssMinify: false,
      reportCompressedSize: false,
      target: 'es2023',
      rolldownOptions: { treeshake },
    },
  });
  if (!('output' in built)) throw new TypeError('The build gave no files.');
  const chunks = new Map<string, Chunk>();
  for (const file of built.output) if (file.type === 'chunk') chunks.set(file.fileName, file);
  const all = [...chunks.values()];
  /** The modules that files of the editor need, with all that those need in turn. */
  const reach = (paths: readonly string[]): ReadonlySet<string> => {
    const found = new Set<Chunk>();
    const waiting = paths.map((path) => {
      const chunk = all.find(({ facadeModuleId }) => facadeModuleId === `${import.meta.dirname}${path}`);
      if (chunk === undefined) throw new ReferenceError(`No part of the editor begins with ${path}.`);
      return chunk;
    });
    for (let chunk = waiting.pop(); chunk !== undefined; chunk = waiting.pop()) {
      if (found.has(chunk)) continue;
      found.add(chunk);
      waiting.push(...chunk.imports.flatMap((name) => chunks.get(name) ?? []));
    }
    return new Set([...found].flatMap(({ moduleIds }) => moduleIds));
  };
  return { reach, beginnings: new Set(all.flatMap(({ facadeModuleId }) => facadeModuleId ?? [])) };
}
