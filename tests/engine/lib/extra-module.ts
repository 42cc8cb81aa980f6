import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModuleManifest } from '@sluice/protocol';

const manifest: ModuleManifest = {
  format: 'sluice-module/1',
  name: 'extra',
  version: '1.0.0',
  title: 'Extra',
  effects: [],
  nodes: [
    {
      type: 'extra.shout@1',
      kind: 'action',
      title: 'Shout',
      summary: 'Says it in capitals.',
      category: 'text',
      icon: 'letter-case',
      inputs: [{ name: 'main' }],
      outputs: [{ name: 'main' }],
      params: {},
      effects: [],
    },
  ],
  guest: { 'extra.shout@1': 'shout.js' },
};

const script = `__sluice.define({
  type: 'extra.shout@1',
  mode: 'all',
  check: () => ({}),
  run: ({ items }) => ({ main: items.map(({ json }) => ({ json: { said: JSON.stringify(json).toUpperCase() } })) }),
});`;

/** A folder for `SLUICE_MODULES` with one small module, `extra`, that can be taken away and put back. */
export class ExtraModule implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'sluice-modules-'));
  readonly #dist = join(this.folder, 'extra', 'dist');

  constructor() {
    mkdirSync(this.#dist, { recursive: true });
    writeFileSync(join(this.#dist, 'module.json'), JSON.stringify(manifest));
    writeFileSync(join(this.#dist, 'shout.js'), script);
  }

  takeAway(): void {
    renameSync(this.#dist, `${this.#dist}-away`);
  }

  putBack(): void {
    renameSync(`${this.#dist}-away`, this.#dist);
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
