import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { didKey, SluiceError } from '@sluice/protocol';
import { z } from 'zod';

/** Where the engine listens: a Unix socket or a loopback address. */
export type ListenAddress =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number };

export interface EngineSettings {
  readonly home: string;
  readonly listen: ListenAddress;
  readonly keyFile: string;
  readonly trustedGateways: readonly string[];
  readonly workers: number;
  readonly logLevel: string;
  readonly egressAllow: string;
  readonly publicUrl: string;
  /** A folder of modules beside those that Sluice brings. */
  readonly modulesFolder: string | undefined;
  /** Final executions older than this are purged; 0 keeps everything. */
  readonly retentionMs: number;
  /** The names of the variables that somebody set. */
  readonly given: readonly string[];
  /** Executions that may be under way in memory at once; one more is refused with `overloaded`. */
  readonly maxLive: number;
}

const DAY_MS = 86_400_000;

const listen = z.string().transform((text, context): ListenAddress => {
  if (text.startsWith('unix:')) return { kind: 'unix', path: text.slice('unix:'.length) };
  const match = /^(.+):(\d{1,5})$/.exec(text);
  const port = Number(match?.[2]);
  if (match?.[1] === undefined || port > 65_535) {
    context.addIssue({ code: 'custom', message: 'must be unix:/path or host:port' });
    return z.NEVER;
  }
  return { kind: 'tcp', host: match[1], port };
});

const gateways = z.string().transform((text, context): string[] => {
  const dids = text
    .split(',')
    .map((did) => did.trim())
    .filter((did) => did !== '');
  const wrong = dids.find((did) => !didKey.safeParse(did).success);
  if (wrong !== undefined) context.addIssue({ code: 'custom', message: `${wrong} is not the did:key of an Ed25519 key` });
  return dids;
});

const environment = z.object({
  SLUICE_HOME: z.string().min(1).default('.sluice'),
  SLUICE_ENGINE_LISTEN: listen.default({ kind: 'tcp', host: '127.0.0.1', port: 4701 }),
  SLUICE_ENGINE_KEY_FILE: z.string().min(1).optional(),
  SLUICE_TRUSTED_GATEWAYS: gateways.default([]),
  SLUICE_WORKERS: z.coerce.number().int().min(1).max(64).optional(),
  SLUICE_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
  SLUICE_EGRESS_ALLOW: z.string().default(''),
  SLUICE_PUBLIC_URL: z.url().default('http://127.0.0.1:4700'),
  SLUICE_MODULES: z.string().min(1).optional(),
  SLUICE_RETENTION_DAYS: z.coerce.number().min(0).default(30),
  SLUICE_MAX_LIVE: z.coerce.number().int().min(1).default(20_000),
  DATABASE_URL: z.undefined({ error: 'PostgreSQL is not supported by this version yet; unset it to use SQLite' }).optional(),
  REDIS_URL: z.undefined({ error: 'Redis is not supported by this version yet; unset it to use the built-in queue' }).optional(),
});

/** Reads and validates the engine's settings once. Throws `setting_invalid` naming each variable that is wrong. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): EngineSettings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const detail = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new SluiceError('setting_invalid', detail);
  }
  const values = parsed.data;
  const home = resolve(values.SLUICE_HOME);
  return {
    home,
    listen: values.SLUICE_ENGINE_LISTEN,
    keyFile: values.SLUICE_ENGINE_KEY_FILE ?? resolve(home, 'engine.key'),
    trustedGateways: values.SLUICE_TRUSTED_GATEWAYS,
    workers: values.SLUICE_WORKERS ?? Math.max(1, availableParallelism() - 1),
    logLevel: values.SLUICE_LOG,
    egressAllow: values.SLUICE_EGRESS_ALLOW,
    publicUrl: values.SLUICE_PUBLIC_URL,
    modulesFolder: values.SLUICE_MODULES === undefined ? undefined : resolve(values.SLUICE_MODULES),
    retentionMs: values.SLUICE_RETENTION_DAYS * DAY_MS,
    maxLive: values.SLUICE_MAX_LIVE,
    given: Object.keys(given),
  };
}
