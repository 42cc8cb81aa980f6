import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { planChunks } from './chunks.ts';
import { compressBuild } from './compress-build.ts';
import { withoutColours } from './without-colours.ts';
import { withoutJsonSchema } from './without-json-schema.ts';

/** Components of libraries that are only declared, and used by nobody, are left out: React Flow's own wires, small map and controls. */
const treeshake = { manualPureFunctions: ['memo', 'forwardRef', 'fixedForwardRef', 'createContext'] };

/**
 * The editor's build: hashed assets in `dist/assets`, no inline script (the gateway's content security policy allows none), and
 * a development server that hands `/v1` on to a local gateway, which must then run with SLUICE_PUBLIC_URL=http://localhost:5173.
 *
 * What every page needs is two files, libraries and our own, and what the canvas needs besides is a few (`chunks.ts`), instead of a hundred: over a
 * slow line each request costs more than its bytes.
 */
export default defineConfig(async ({ command }) => ({
  plugins: [react(), withoutColours(), withoutJsonSchema(), compressBuild()],
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 800, // the libraries of the first load, 222 kB gzipped
    rolldownOptions: {
      treeshake,
      checks: { bundlerTimings: false }, // a slow machine is nothing to warn of
      output: {
        codeSplitting: {
          groups: [
            { name: 'libraries', test: /[\\/]node_modules[\\/]/, tags: ['$initial'], priority: 1 },
            { name: 'start', tags: ['$initial'] },
            ...(command === 'build'
              ? [{ name: await planChunks([react(), withoutColours()], treeshake), includeDependenciesRecursively: false }]
              : []),
            { name: 'common', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 1200 },
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/v1': { target: 'http://127.0.0.1:4700', ws: true } } },
}));
