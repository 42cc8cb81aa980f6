import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalog, createCatalog } from '@sluice/kernel';
import { type ModuleManifest, moduleManifest, SluiceError } from '@sluice/protocol';

/** The installed modules: their manifests, the catalog for the compiler and each node type's guest script. */
export interface ModuleRegistry {
  readonly manifests: readonly ModuleManifest[];
  readonly catalog: Catalog;
  /** The guest scripts of the given node types, for a guest image. */
  scriptsFor(types: readonly string[]): Record<string, string>;
}

/**
 * Reads every folder below `directories` that holds `dist/module.json`. Throws `internal` naming the file when a manifest or a guest
 * script is missing or malformed: a half-loaded module would turn into unknown node types later. Throws `setting_invalid` for a directory
 * that cannot be read, and for a module that is there twice.
 */
export function loadModules(directories: readonly string[]): ModuleRegistry {
  const manifests: ModuleManifest[] = [];
  const scripts = new Map<string, string>();
  for (const dist of directories.flatMap(findDists)) {
    const manifest = readManifest(join(dist, 'module.json'));
    if (manifests.some(({ name }) => name === manifest.name))
      throw new SluiceError('setting_invalid', `SLUICE_MODULES: ${dist} holds a second module "${manifest.name}".`);
    manifests.push(manifest);
    for (const [type, script] of Object.entries(manifest.guest)) scripts.set(type, readFileSync(join(dist, script), 'utf8'));
  }
  return {
    manifests,
    catalog: createCatalog(manifests),
    scriptsFor: (types) =>
      Object.fromEntries(types.flatMap((type) => (scripts.has(type) ? [[type, scripts.get(type) as string]] : []))),
  };
}

function findDists(directory: string): string[] {
  let names: string[];
  try {
    names = readdirSync(directory).sort();
  } catch (error) {
    throw new SluiceError('setting_invalid', `SLUICE_MODULES: ${directory} cannot be read: ${String(error)}`, { cause: error });
  }
  return names.map((name) => join(directory, name, 'dist')).filter((dist) => existsSync(join(dist, 'module.json')));
}

function readManifest(file: string): ModuleManifest {
  const parsed = moduleManifest.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success)
    throw new SluiceError('internal', `${file} is not a module manifest: ${parsed.error.message}`, {
      hint: 'Build the module again.',
    });
  return parsed.data;
}
