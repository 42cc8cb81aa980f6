import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressBuild } from './compress-build.ts';

/**
 * The editor's build: hashed assets in `dist/assets`, no inline script (the gateway's content security policy allows none), and
 * a development server that hands `/v1` on to a local gateway, which must then run with SLUICE_PUBLIC_URL=http://localhost:5173.
 *
 * What every page needs is two files, libraries and our own, instead of sixty: over a slow line each request costs more than its bytes.
 */
export default defineConfig({
  plugins: [react(), compressBuild()],
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 800, // the libraries of the first load, 222 kB gzipped
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'libraries', test: /[\\/]node_modules[\\/]/, tags: ['$initial'], priority: 1 },
            { name: 'start', tags: ['$initial'] },
            { name: 'common', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 1200 },
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/v1': { target: 'http://127.0.0.1:4700', ws: true } } },
});
