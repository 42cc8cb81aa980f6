import { isAbsolute, join, resolve } from 'node:path';
import { usageError } from './cli-error.ts';

/** Settings of the whole installation, from the environment. What is optional and absent is left to the process that needs it. */
export interface Settings {
  /** `SLUICE_HOME`, absolute. */
  readonly home: string;
  readonly host: string;
  readonly port: number;
  /** `SLUICE_PUBLIC_URL`: the first of its origins, without a trailing slash. */
  readonly publicUrl: string | undefined;
  /** `SLUICE_ENGINE_URL`: an engine that somebody else starts. */
  readonly engineUrl: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly workers: number | undefined;
  readonly logLevel: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Reads and validates all settings at once. Throws `setting_invalid` (exit 2) that names every variable with a bad value. */
export function readSettings(env: Environment, cwd: string): Settings {
  const problems: string[] = [];
  function read<T>(name: string, parse: (text: string) => T, expected: string): T | undefined {
    const text = env[name];
    if (text === undefined || text === '') return undefined;
    try {
      return parse(text);
    } catch {
      // An address may hold a password, which stays out of every message (I7).
      problems.push(
        /_URL$/.test(name) ? `${name} must be ${expected}` : `${name} is ${JSON.stringify(text)}, but must be ${expected}`,
      );
      return undefined;
    }
  }
  const home = env['SLUICE_HOME'] || '.sluice';
  const settings: Settings = {
    home: isAbsolute(home) ? resolve(home) : join(cwd, home),
    host: read('SLUICE_HOST', host, 'a host name or an IP address') ?? '127.0.0.1',
    port: read('SLUICE_PORT', integer(1, 65_535), 'a port from 1 to 65535') ?? 4700,
    publicUrl: read('SLUICE_PUBLIC_URL', firstOrigin, 'http or https addresses without a path, separated by commas'),
    engineUrl: read('SLUICE_ENGINE_URL', engineUrl, 'an http or https address, or unix:/path/of/socket'),
    databaseUrl: read('DATABASE_URL', url('postgres:', 'postgresql:'), 'a postgres:// address'),
    redisUrl: read('REDIS_URL', url('redis:', 'rediss:'), 'a redis:// address'),
    workers: read('SLUICE_WORKERS', integer(1, 64), 'a number from 1 to 64'),
    logLevel: read('SLUICE_LOG', oneOf(logLevels), `one of ${logLevels.join(', ')}`),
  };
  if (problems.length > 0) throw usageError('setting_invalid', `${problems.join('; ')}.`);
  return settings;
}

/** The address under which the gateway is known: the public one, else the one it listens on. */
export function gatewayUrl(settings: Settings): string {
  return settings.publicUrl ?? `http://${urlHost(settings.host)}:${settings.port}`;
}

/** An IPv6 address in brackets; the wildcard addresses as loopback, since nobody can connect to them. */
function urlHost(hostName: string): string {
  if (hostName === '0.0.0.0' || hostName === '::') return '127.0.0.1';
  return hostName.includes(':') ? `[${hostName}]` : hostName;
}

function integer(least: number, most: number) {
  return (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) throw new RangeError();
    return value;
  };
}

function oneOf(values: readonly string[]) {
  return (text: string): string => {
    if (!values.includes(text)) throw new RangeError();
    return text;
  };
}

function host(text: string): string {
  if (!/^[A-Za-z0-9.:_-]+$/.test(text)) throw new RangeError();
  return text;
}

function url(...protocols: readonly string[]) {
  return (text: string): string => {
    if (!protocols.includes(new URL(text).protocol)) throw new RangeError();
    return text;
  };
}

function firstOrigin(text: string): string | undefined {
  const origins = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return origins.map(origin)[0];
}

function origin(text: string): string {
  const parsed = new URL(text);
  const isPlain = parsed.pathname === '/' && parsed.search === '' && parsed.hash === '' && parsed.username === '';
  if (!isPlain || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')) throw new RangeError();
  return parsed.origin;
}

function engineUrl(text: string): string {
  if (text.startsWith('unix:/')) return text;
  return url('http:', 'https:')(text);
}
