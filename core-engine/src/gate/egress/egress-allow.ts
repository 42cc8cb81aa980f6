import { isIP } from 'node:net';
import { SluiceError } from '@sluice/protocol';
import { type HostPattern, parseHostPattern } from '../host-pattern.ts';
import { type AddressRange, plainAddress, range } from './address-range.ts';

/** What the operator lets workflows reach besides the public internet. */
export type EgressRule =
  | { readonly kind: 'network'; readonly network: AddressRange; readonly port: number | undefined }
  /** Whatever address the name resolves to. */
  | { readonly kind: 'host'; readonly host: HostPattern };

/** A name, or one below a name: letters, digits, `-` and `_` between dots; other letters come in their ASCII form. */
const HOST = /^(?:\*\.)?[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*\.?$/i;

const keywords: ReadonlyMap<string, readonly string[]> = new Map([
  ['loopback', ['127.0.0.0/8', '::1/128']],
  ['private', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']],
]);

/**
 * Reads the setting `SLUICE_EGRESS_ALLOW`: a comma-separated list of networks (`10.1.0.0/16`, `fd00::/8`), addresses (`127.0.0.1`,
 * `[::1]:8080`), hosts (`intranet.example`, `*.svc.local`, `db.example:5432`) and the words `loopback` and `private`. A port limits an
 * entry to that port.
 *
 * @throws SluiceError `setting_invalid` naming the entry.
 */
export function parseEgressAllow(setting: string): readonly EgressRule[] {
  return setting
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(parseEntry);
}

function parseEntry(entry: string): EgressRule {
  const keyword = keywords.get(entry.toLowerCase());
  if (keyword !== undefined) return { kind: 'network', network: range(entry, keyword), port: undefined };
  if (entry.includes('/')) return { kind: 'network', network: parseNetwork(entry), port: undefined };
  const host = parseHostPattern(entry);
  if (host === undefined || host.host === '*') throw invalid(entry);
  const family = isIP(host.host);
  if (family === 0 && !HOST.test(host.host)) throw invalid(entry);
  if (family === 0) return { kind: 'host', host };
  const address = plainAddress(host.host);
  const port = typeof host.port === 'number' ? host.port : undefined;
  return { kind: 'network', network: range(entry, [`${address}/${isIP(address) === 6 ? 128 : 32}`]), port };
}

function parseNetwork(entry: string): AddressRange {
  const match = /^([0-9a-f.:]+)\/(\d{1,3})$/i.exec(entry);
  const family = isIP(match?.[1] ?? '');
  if (family === 0 || Number(match?.[2]) > (family === 6 ? 128 : 32)) throw invalid(entry);
  return range(entry, [entry]);
}

function invalid(entry: string): SluiceError {
  return new SluiceError(
    'setting_invalid',
    `SLUICE_EGRESS_ALLOW: "${entry}" is no network (10.0.0.0/8), address, host, host:port, "loopback" or "private".`,
  );
}
