import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ModuleManifest, moduleManifest } from '@sluice/protocol';
import type { ModuleDefinition } from '../define-module.ts';
import { bundleGuest } from './bundle-guest.ts';
import { type NodeFile, readNodes } from './read-nodes.ts';

/** A module as it is installed: its manifest, and the guest script of each node type that has code. */
export interface AssembledModule {
  readonly manifest: ModuleManifest;
  readonly scripts: { readonly [type: string]: string };
}

/**
 * Makes a module out of its folder: `src/module.ts` and `src/nodes/*.ts` become a manifest and guest scripts. Writes nothing. Throws
 * naming the file and the fault.
 */
export async function assembleModule(directory: string): Promise<AssembledModule> {
  const { version } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { version: string }; // npm needs it to be there
  const { default: definition }: { default: ModuleDefinition } = await import(
    pathToFileURL(join(directory, 'src', 'module.ts')).href
  );
  const nodes = await readNodes(directory);
  for (const node of nodes) checkNode(node, definition);
  const withCode = nodes.filter(({ node }) => node.mode !== undefined);
  const scripts = await Promise.all(
    withCode.map(async ({ file, node }): Promise<[string, string]> => [node.nodeType.type, await bundleGuest(file, node)]),
  );
  const codeOf = new Map(scripts);
  const manifest = moduleManifest.parse({
    format: 'sluice-module/1',
    name: definition.name,
    version,
    title: definition.title,
    effects: definition.effects,
    nodes: nodes.map(({ node: { nodeType } }) => ({ ...nodeType, readsExecution: readsExecution(codeOf.get(nodeType.type)) })),
    guest: Object.fromEntries(scripts.map(([type]) => [type, scriptPath(type)])),
  });
  return { manifest, scripts: Object.fromEntries(scripts) };
}

/** Builds a module folder into its `dist`: `module.json` and `nodes/<name>@<major>.js`. What was in there before goes. */
export async function buildModule(directory: string): Promise<ModuleManifest> {
  const { manifest, scripts } = await assembleModule(directory);
  const dist = join(directory, 'dist');
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(join(dist, 'nodes'), { recursive: true });
  for (const [type, code] of Object.entries(scripts)) writeFileSync(join(dist, scriptPath(type)), code);
  writeFileSync(join(dist, 'module.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  return manifest;
}

/** Any mention counts: to hand it in for nothing costs little, to leave it out would break the node. */
function readsExecution(script = ''): boolean {
  return script.includes('execution');
}

function scriptPath(type: string): string {
  return `nodes/${type.slice(type.indexOf('.') + 1)}.js`;
}

function checkNode({ file, node: { nodeType, mode } }: NodeFile, module: ModuleDefinition): void {
  if (!nodeType.type.startsWith(`${module.name}.`))
    throw new Error(`${file}: the type ${nodeType.type} must start with the module's name, ${module.name}.`);
  const beyond = nodeType.effects.filter((effect) => !module.effects.some((allowed) => covers(allowed, effect)));
  if (beyond.length > 0) throw new Error(`${file}: ${beyond.join(', ')} is not among the module's effects in src/module.ts.`);
  if (mode === undefined && nodeType.kind !== 'trigger')
    throw new Error(`${file}: only a trigger can be without \`mode\` and \`run\`.`);
}

/** `* http` covers `get http`. */
function covers(allowed: string, effect: string): boolean {
  return allowed === effect || (allowed.startsWith('* ') && effect.slice(effect.indexOf(' ')) === allowed.slice(1));
}
