import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assembleModule } from '../../modules/kit/src/build/build-module.ts';

const root = resolve(import.meta.dirname, '../..');
const { manifest, scripts } = await assembleModule(resolve(root, 'modules/core'));

describe('the core module', () => {
  it('gives every node type but the triggers a guest script', () => {
    const withCode = manifest.nodes.filter(({ kind }) => kind !== 'trigger').map(({ type }) => type);
    expect(Object.keys(scripts).sort()).toEqual(withCode.sort());
  });

  it('keeps guest scripts small, since every image of a workflow holds those that it uses', () => {
    const limits: Record<string, number> = { 'core.html@1': 100_000, 'core.xml@1': 90_000, 'core.hash@1': 20_000 };
    for (const [type, script] of Object.entries(scripts)) expect(script.length, type).toBeLessThan(limits[type] ?? 8000);
    for (const type of ['core.if@1', 'core.filter@1', 'core.code@1']) expect(scripts[type]?.length, type).toBeLessThan(1024);
  });

  it('names icons that the editor has', () => {
    const icons = resolve(root, 'node_modules/@tabler/icons-react/dist/esm/icons');
    const fileOf = (icon: string) =>
      `Icon${icon
        .split('-')
        .map((part) => part[0]?.toUpperCase() + part.slice(1))
        .join('')}.mjs`;
    expect(manifest.nodes.filter(({ icon }) => !existsSync(resolve(icons, fileOf(icon)))).map(({ icon }) => icon)).toEqual([]);
  });

  it('titles every parameter and says in a sentence what each node is for', () => {
    for (const { type, summary, params } of manifest.nodes) {
      expect(summary, type).toMatch(/^[A-Z].*\.$/);
      for (const [name, { title }] of Object.entries(params)) expect(title, `${type} ${name}`).toMatch(/^\S/);
    }
  });
});
