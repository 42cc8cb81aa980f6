import { join } from 'node:path';
import { root } from './root.mjs';

/** The environment for our processes: compiled code is kept beside the install, so that the next start is quick. */
export function childEnv(extra = {}) {
  return { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compile'), ...process.env, ...extra };
}
