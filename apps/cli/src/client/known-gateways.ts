import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { usageError } from '../cli-error.ts';

/** `did:key` by origin. */
const knownGateways = z.record(z.string(), z.string());

/**
 * The key that a gateway elsewhere signed with when this command first met it, as ssh keeps its known hosts. Throws `file_malformed`.
 *
 * @param path `known-gateways.json` in SLUICE_HOME.
 */
export function readKnownGateway(path: string, origin: string): string | undefined {
  return readAll(path)[origin];
}

/** Whole or not at all, beside what other commands may write at the same time; of two the later one stays. */
export function rememberGateway(path: string, origin: string, did: string): void {
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify({ ...readAll(path), [origin]: did }, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, path);
}

function readAll(path: string): z.output<typeof knownGateways> {
  if (!existsSync(path)) return {};
  try {
    return knownGateways.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw usageError('file_malformed', `${path} is no list of gateways ({"https://…": "did:key:…"}); mend it or remove it.`, {
      cause: error,
    });
  }
}
