import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
/** A URL's path is percent-encoded: a folder with a space or an umlaut in its name would not be found by it. */
const encodedPath = /import\.meta\.url\)\s*\.pathname/;

describe('places of our own files', () => {
  it('are paths and never the path of a URL, so that a checkout may lie in any folder', () => {
    const listed = execFileSync('git', ['ls-files', '-z', '*.ts', '*.tsx', '*.mjs'], { cwd: root, encoding: 'utf8' });
    const files = listed.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
    expect(files.length).toBeGreaterThan(500);
    expect(files.filter((file) => encodedPath.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
    expect(encodedPath.test(['new URL("..", import.meta.url)', 'pathname'].join('.'))).toBe(true);
  });
});
