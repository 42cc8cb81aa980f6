import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** One file of the web app, ready to be sent. */
export interface StaticFile {
  readonly body: Buffer;
  /** Present where it is worth it. */
  readonly gzipped: Buffer | undefined;
  /** Present where the build put it beside the file. */
  readonly brotli: Buffer | undefined;
  readonly contentType: string;
  readonly etag: string;
  /** Its name has a hash of its content: it never changes. */
  readonly isImmutable: boolean;
}

const compress = promisify(gzip);
const COMPRESS_FROM_BYTES = 1024;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};
const compressed: ReadonlySet<string> = new Set(['.png', '.jpg', '.webp', '.woff2']);

/** The files of one folder, kept in memory once they were asked for, with what they are compressed to. A file that was written anew is read anew. */
export class StaticFiles {
  private readonly folder: string;
  private readonly files = new Map<string, { readonly version: string; readonly file: StaticFile }>();

  constructor(folder: string) {
    this.folder = normalize(folder);
  }

  /** `path` as in a URL. Undefined for what is no file in the folder, be it by `..`, by an encoding, or because it is not there. */
  async find(path: string): Promise<StaticFile | undefined> {
    const name = this.nameOf(path);
    if (name === undefined) return undefined;
    const found = await stat(name).catch(() => undefined);
    if (found?.isFile() !== true) return undefined;
    const version = `${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}`;
    const known = this.files.get(name);
    if (known?.version === version) return known.file;
    const file = await load(name, version);
    this.files.set(name, { version, file });
    return file;
  }

  private nameOf(path: string): string | undefined {
    let decoded: string;
    try {
      decoded = decodeURIComponent(path);
    } catch {
      return undefined;
    }
    if (decoded.includes('\0') || decoded.includes('\\')) return undefined;
    const name = join(this.folder, decoded);
    return name.startsWith(`${this.folder}${sep}`) ? name : undefined;
  }
}

/** `<name>.br`, unless it is older than the file and so of another one. */
async function readBrotli(name: string): Promise<Buffer | undefined> {
  const copy = `${name}.br`;
  const [own, other] = await Promise.all([stat(name), stat(copy).catch(() => undefined)]);
  return other?.isFile() === true && other.mtimeMs >= own.mtimeMs ? await readFile(copy) : undefined;
}

async function load(name: string, version: string): Promise<StaticFile> {
  const body = await readFile(name);
  const extension = extname(name);
  const isWorthIt = body.length >= COMPRESS_FROM_BYTES && !compressed.has(extension);
  return {
    body,
    gzipped: isWorthIt ? await compress(body) : undefined,
    brotli: isWorthIt ? await readBrotli(name) : undefined,
    contentType: contentTypes[extension] ?? 'application/octet-stream',
    etag: `"${version}"`,
    isImmutable: /[.-][A-Za-z0-9_-]{8,}\.[a-z0-9]+$/.test(name) && name.includes(`${sep}assets${sep}`),
  };
}
