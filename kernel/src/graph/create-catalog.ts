import type { ModuleManifest, NodeType } from '@sluice/protocol';
import type { Catalog } from './plan.ts';

/** The node types of all installed modules by name. Of two modules that provide the same type the later one counts. */
export function createCatalog(manifests: readonly ModuleManifest[]): Catalog {
  const catalog = new Map<string, NodeType>();
  for (const manifest of manifests) for (const type of manifest.nodes) catalog.set(type.type, type);
  return catalog;
}
