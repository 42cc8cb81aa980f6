import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The import table of the architecture, as the linter must enforce it: one probe file per sentence. */
const root = resolve(import.meta.dirname, '../..');

interface Probe {
  readonly file: string;
  readonly code: string;
  readonly refused: boolean;
}

const refuses = (file: string, ...lines: string[]): Probe[] => lines.map((code) => ({ file, code, refused: true }));
const accepts = (file: string, ...lines: string[]): Probe[] => lines.map((code) => ({ file, code, refused: false }));
const named = (...packages: string[]): string[] => packages.map((name) => `import '@sluice/${name}';`);

const everyPackage = ['protocol', 'kernel', 'gateway', 'core-engine', 'kit', 'module-core', 'editor', 'cli'];
const mayImport: Record<string, readonly string[]> = {
  protocol: [],
  kernel: ['protocol'],
  gateway: ['protocol'],
  'core-engine': ['protocol', 'kernel'],
  'modules/kit': ['protocol'],
  'modules/core': ['kit', 'protocol'],
  'modules/another': ['kit', 'protocol'],
  'apps/editor': ['protocol', 'kernel'],
  'apps/cli': ['protocol'],
};

const probes: Probe[] = [
  ...Object.entries(mayImport).flatMap(([folder, allowed]) => [
    ...accepts(
      `${folder}/src/deep/probe.ts`,
      ...named(...allowed),
      `import './beside.ts';`,
      `import '../above.ts';`,
      `import 'zod';`,
    ),
    ...refuses(`${folder}/src/deep/probe.ts`, ...named(...everyPackage.filter((name) => !allowed.includes(name)))),
    ...refuses(`${folder}/src/deep/probe.test.ts`, ...named(...everyPackage.filter((name) => !allowed.includes(name)))),
  ]),

  ...refuses(
    'kernel/src/run/probe.ts',
    `import '../../../protocol/src/index.ts';`,
    `export * from '../../../core-engine/src/main.ts';`,
  ),
  ...refuses(
    'kernel/src/run/probe.ts',
    `await import('../../../gateway/src/main.ts');`,
    `import type { A } from '@sluice/gateway';`,
  ),
  ...refuses('kernel/src/probe.ts', `import '../../modules/core/dist/module.json';`),
  ...refuses('gateway/src/probe.ts', `import '../../protocol/src/index.ts';`, `import '../../core-engine/src/main.ts';`),
  ...refuses('core-engine/src/probe.ts', `import '../../modules/kit/src/index.ts';`, `import '../../gateway/src/main.ts';`),
  ...refuses(
    'modules/core/src/nodes/probe.ts',
    `import '../../../kit/src/index.ts';`,
    `import '../../../../core-engine/src/main.ts';`,
  ),
  ...refuses('apps/cli/src/probe.ts', `import '../../../gateway/src/main.ts';`, `import '../../editor/src/main.tsx';`),
  ...refuses('apps/editor/src/probe.ts', `import '../../cli/src/main.ts';`, `import '../../../kernel/src/index.ts';`),
  ...accepts('apps/cli/bin/probe.mjs', `import '../src/main.ts';`),
  ...accepts('tests/house/probe.ts', ...named(...everyPackage), `import '../../gateway/src/main.ts';`),

  ...refuses('kernel/src/probe.ts', `import 'node:fs';`, `import 'fs';`, `await import('node:crypto');`),
  ...accepts('kernel/src/probe.test.ts', `import 'node:fs';`),
  ...accepts(
    'core-engine/src/probe.ts',
    `import 'node:fs';`,
    'void Date.now();',
    'void Math.random();',
    'setTimeout(() => {}, 1);',
  ),
  ...refuses(
    'kernel/src/probe.ts',
    'void Date.now();',
    'void new Date();',
    'void Date();',
    'void Math.random();',
    'export const { random } = Math;',
  ),
  ...refuses(
    'kernel/src/probe.ts',
    'void performance.now();',
    'setTimeout(() => {}, 1);',
    'void setInterval;',
    'void process.env;',
  ),
  ...refuses('kernel/src/probe.ts', `void fetch('x');`, 'void crypto;', 'void globalThis;', `void Buffer.from('');`),
  ...accepts('kernel/src/probe.ts', 'void new Date(5).toISOString();', 'void Math.max(1, 2);', 'void structuredClone({});'),

  ...refuses('scripts/probe.mjs', `import 'commander';`, `import 'vitest/node';`, `import '@sluice/protocol';`),
  ...accepts('scripts/probe.mjs', `import 'node:fs';`, `import './lib/beside.mjs';`),
  ...accepts('scripts/lib/probe.mjs', `import '../build.mjs';`),
];

interface Report {
  readonly diagnostics: readonly {
    readonly category: string;
    readonly severity: string;
    readonly location: { readonly path: string };
  }[];
}

let folder: string;
let refused: Set<string>;

/** Each probe in a file of its own (`probe.ts` → `probe-7.ts`), all linted in one run under a copy of our configuration. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-boundaries-'));
  await mkdir(join(folder, 'scripts/lint'), { recursive: true });
  await copyFile(join(root, 'biome.json'), join(folder, 'biome.json'));
  await copyFile(join(root, 'scripts/lint/kernel-is-pure.grit'), join(folder, 'scripts/lint/kernel-is-pure.grit'));
  for (const [index, probe] of probes.entries()) {
    const path = join(folder, fileOf(probe, index));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `${probe.code}\n`);
  }
  const run = promisify(execFile);
  const args = ['lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', '.'];
  const { stdout } = await run(join(root, 'node_modules/.bin/biome'), args, { cwd: folder, maxBuffer: 64 << 20 }).catch(
    (error: { stdout: string }) => error,
  );
  // The JSON reporter's shape is checked by the assertions below: a report without diagnostics would fail every refusal.
  const report = JSON.parse(stdout) as Report;
  const ours = report.diagnostics.filter(
    (found) => found.severity === 'error' && /noRestricted|useNodejsImportProtocol|plugin/.test(found.category),
  );
  refused = new Set(ours.map((found) => found.location.path.replace(`${folder}/`, '')));
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

const fileOf = (probe: Probe, index: number): string => probe.file.replace('probe', `probe-${index}`);

describe('the import table of the architecture', () => {
  it.each(probes.map((probe, index) => ({ ...probe, index, verb: probe.refused ? 'refuses' : 'accepts' })))(
    '$verb `$code` in $file',
    (probe) => {
      expect(refused.has(fileOf(probe, probe.index))).toBe(probe.refused);
    },
  );
});
