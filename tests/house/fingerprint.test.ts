import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from '../../scripts/lib/fingerprint.mjs';

const root = resolve(import.meta.dirname, '../..');

describe('the fingerprint that decides what is stale', () => {
  let folder: string;
  const current = () => fingerprint([relative(root, folder)]);

  beforeEach(async () => {
    await mkdir(join(root, 'node_modules/.cache'), { recursive: true });
    folder = await mkdtemp(join(root, 'node_modules/.cache/fingerprint-'));
    await mkdir(join(folder, 'dist'));
    await writeFile(join(folder, 'a.ts'), 'one');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('changes with a content of the same length', async () => {
    const before = current().exact();
    await writeFile(join(folder, 'a.ts'), 'two');
    expect(current().exact()).not.toBe(before);
  });

  it('changes when a file is added, removed or renamed', async () => {
    const before = current();
    const exact = before.exact();
    await writeFile(join(folder, 'b.ts'), '');
    expect(current().quick).not.toBe(before.quick);
    expect(current().exact()).not.toBe(exact);
  });

  it('has the same exact hash for a file that was only touched', async () => {
    const before = current();
    const exact = before.exact();
    await utimes(join(folder, 'a.ts'), new Date(1000), new Date(2000));
    expect(current().quick).not.toBe(before.quick);
    expect(current().exact()).toBe(exact);
  });

  it('does not look at tests and at what was built', async () => {
    const before = current();
    const exact = before.exact();
    await writeFile(join(folder, 'a.test.ts'), 'test');
    await writeFile(join(folder, 'dist/out.js'), 'built');
    expect(current().quick).toBe(before.quick);
    expect(current().exact()).toBe(exact);
  });

  it('takes an input that is not there as empty', () => {
    expect(fingerprint(['no/such/folder']).quick).toBe(fingerprint([]).quick);
  });
});
