// Lets drizzle-kit, a tool of the root, find the drizzle-orm of the package that uses it: npm installs that one below `core-engine`.
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';

const engine = pathToFileURL(join(root, 'core-engine/package.json')).href;
const required = createRequire(engine);
let isAsking = false;

registerHooks({
  resolve(specifier, context, next) {
    if (isAsking || !/^drizzle-orm(\/|$)/.test(specifier)) return next(specifier, context);
    if (context.conditions.includes('import')) return next(specifier, { ...context, parentURL: engine });
    // What CommonJS asks is answered by its parent's folders, whatever `parentURL` says: so it is asked anew, from the engine.
    isAsking = true;
    try {
      return { url: pathToFileURL(required.resolve(specifier)).href, format: 'commonjs', shortCircuit: true };
    } finally {
      isAsking = false;
    }
  },
});
