import { readFileSync } from 'node:fs';

// The root package.json is the one place that says it.
const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

/** The version of Sluice, semver. */
export const VERSION = manifest.version;
