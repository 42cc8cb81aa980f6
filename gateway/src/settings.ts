import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Role, roles, SluiceError } from '@sluice/protocol';
import { didKeyOf, publicKeyOf } from '@sluice/protocol/signing';
import { publicKeyOfSeed } from '@sluice/protocol/signing/node';
import { z } from 'zod';

/** How the engine is reached: over a Unix socket, or under an origin like `http://10.0.0.7:4701`. */
export type EngineAddress = { readonly socketPath: string } | { readonly origin: string };

/** The gateway's settings, read once from the environment and valid. */
export interface Settings {
  readonly home: string;
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** The origins under which the world reaches this gateway, the main one first; often none. */
  readonly publicOrigins: readonly string[];
  readonly engine: EngineAddress;
  readonly engineDid: string;
  readonly gatewayKey: { readonly did: string; readonly seed: Uint8Array };
  /** Keys that are accepted on this machine though nobody registered them: `sluice`'s own. */
  readonly localKeys: ReadonlyMap<string, Role>;
  readonly logLevel: string;
  /** The built web app. */
  readonly editorFolder: string;
  /** The names of the variables that somebody set. */
  readonly given: readonly string[];
  /** Calls of hooks per second and address; 0 for no limit. */
  readonly hookRate: number;
}

const environment = z.object({
  SLUICE_HOME: z.string().min(1).default('.sluice'),
  SLUICE_HOST: z.string().min(1).default('127.0.0.1'),
  SLUICE_PORT: z.coerce.number('must be a port number').int().min(0).max(65_535).default(4700),
  SLUICE_PUBLIC_URL: z
    .string()
    .default('')
    .transform(list)
    .pipe(z.array(z.string().transform(originOf))),
  SLUICE_ENGINE_URL: z.string().default('http://127.0.0.1:4701').transform(engineAddressOf),
  SLUICE_ENGINE_DID: z.string('must be the did:key of the engine').refine(isKey, 'must be the did:key of the engine'),
  SLUICE_GATEWAY_KEY_FILE: z.string().min(1).optional(),
  SLUICE_LOCAL_KEYS: z
    .string()
    .default('')
    .transform(list)
    .pipe(z.array(z.string().transform(localKeyOf))),
  SLUICE_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
  SLUICE_EDITOR_DIR: z.string().min(1).optional(),
  SLUICE_HOOK_RATE: z.coerce.number('must be a number').min(0).default(0),
});

const defaultEditorFolder = resolve(import.meta.dirname, '../../apps/editor/dist');

/**
 * Reads and validates the settings.
 *
 * @throws SluiceError `setting_invalid` whose detail names every variable that is wrong.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new SluiceError(
      'setting_invalid',
      parsed.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`).join('; '),
    );
  }
  const values = parsed.data;
  const home = resolve(values.SLUICE_HOME);
  return {
    home,
    host: values.SLUICE_HOST,
    port: values.SLUICE_PORT,
    publicOrigins: values.SLUICE_PUBLIC_URL,
    engine: values.SLUICE_ENGINE_URL,
    engineDid: values.SLUICE_ENGINE_DID,
    gatewayKey: readKeyFile(values.SLUICE_GATEWAY_KEY_FILE ?? join(home, 'gateway.key')),
    localKeys: new Map(values.SLUICE_LOCAL_KEYS),
    logLevel: values.SLUICE_LOG,
    editorFolder: values.SLUICE_EDITOR_DIR === undefined ? defaultEditorFolder : resolve(values.SLUICE_EDITOR_DIR),
    hookRate: values.SLUICE_HOOK_RATE,
    given: Object.keys(given),
  };
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function originOf(text: string, context: z.RefinementCtx): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOrigin =
    url !== undefined && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '' && url.username === '';
  if (isOrigin) return url.origin;
  context.addIssue({ code: 'custom', message: `${JSON.stringify(text)} is not http(s)://host[:port] without a path` });
  return z.NEVER;
}

function engineAddressOf(text: string, context: z.RefinementCtx): EngineAddress {
  if (text.startsWith('unix:')) return { socketPath: text.slice('unix:'.length) };
  return { origin: originOf(text, context) };
}

/** `did:key:…:role` */
function localKeyOf(text: string, context: z.RefinementCtx): [string, Role] {
  const split = text.lastIndexOf(':');
  const did = text.slice(0, split);
  const role = roles.find((name) => name === text.slice(split + 1));
  if (role !== undefined && isKey(did)) return [did, role];
  context.addIssue({
    code: 'custom',
    message: `${JSON.stringify(text)} is not did:key:…:role, the role being one of ${roles.join(' ')}`,
  });
  return z.NEVER;
}

function isKey(did: string): boolean {
  try {
    publicKeyOf(did);
    return true;
  } catch {
    return false;
  }
}

const keyFile = z.strictObject({ did: z.string(), seed: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });

function readKeyFile(path: string): Settings['gatewayKey'] {
  try {
    const { did, seed } = keyFile.parse(JSON.parse(readFileSync(path, 'utf8')));
    const bytes = new Uint8Array(Buffer.from(seed, 'base64url'));
    if (didKeyOf(publicKeyOfSeed(bytes)) !== did) throw new TypeError('did and seed are of different keys');
    return { did, seed: bytes };
  } catch (error) {
    const why =
      error instanceof z.ZodError || error instanceof SyntaxError ? 'it is not {"did","seed"}' : String((error as Error).message);
    throw new SluiceError('setting_invalid', `SLUICE_GATEWAY_KEY_FILE: ${path} cannot be used: ${why}`);
  }
}
