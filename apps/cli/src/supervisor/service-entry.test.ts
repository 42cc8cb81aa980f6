import { existsSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { serviceEntry } from './service-entry.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const bundle = `${root}gateway/dist/main.mjs`;

it.skipIf(!existsSync(bundle))(
  'starts the bundle while it is as new as what it was made from, else the source',
  ({ onTestFinished }) => {
    const { atime, mtime } = statSync(bundle);
    onTestFinished(() => utimesSync(bundle, atime, mtime));
    utimesSync(bundle, new Date(), new Date());
    expect(serviceEntry('gateway')).toBe(bundle);
    const sources = JSON.parse(readFileSync(`${root}gateway/dist/sources.json`, 'utf8')) as string[];
    expect(sources).toEqual(expect.arrayContaining(['gateway/src/main.ts', 'gateway/src/run-gateway.ts', 'package-lock.json']));
    const newest = Math.max(...sources.map((path) => statSync(`${root}${path}`).mtimeMs));
    utimesSync(bundle, new Date(), new Date(newest - 1000));
    expect(serviceEntry('gateway')).toBe(`${root}gateway/src/main.ts`);
  },
);
