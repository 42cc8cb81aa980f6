import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { usageError } from '../cli-error.ts';

const knownGateways = z.record(z.string(), z.string());

/**
 * The keys that gateways elsewhere signed with when this command first met them, as ssh keeps its known hosts. Throws `file_malformed`.
 *
 * @param path `known-gateways.json` in SLUICE_HOME.
 * @returns `did:key` by origin.
 */
export function readKnownGateways(path: string): z.output<typeof knownGateways> {
  if (!existsSync(path)) return {};
  try {
    return knownGateways.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw usageError('file_malformed', `${path} is no list of gateways ({"https://…": "did:key:…"}); mend it or remove it.`, {
      cause: error,
    });
  }
}

/** Whole or not at all, beside what other commands may write at the same time; of two the later one stays. */
export function rememberGateway(path: string, origin: string, did: string): void {
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify({ ...readKnownGateways(path), [origin]: did }, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, path);
}
