import type { Context } from 'hono';
import { pageHeaders } from './security-headers.ts';
import type { StaticFile, StaticFiles } from './static-files.ts';

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sluice</title>
<h1>The web app is not built</h1><p>Run <code>npm run build</code>, then load this page again. The API works: see <a href="/docs">/docs</a>.</p></html>`;

/**
 * Serves the web app: its files, and its start page for every path that is no file's, since the app routes within the browser. A
 * path with a file's ending that is not there is a 404, never a page.
 */
export async function serveWebApp(context: Context, files: StaticFiles, origins: readonly string[]): Promise<Response> {
  const { path } = context.req;
  const file = path === '/' ? undefined : await files.find(path);
  if (file !== undefined) return send(context, file, origins);
  if (/\.[A-Za-z0-9]{1,12}$/.test(path)) return context.text('There is no such file.', 404, pageHeaders(origins));
  const start = await files.find('/index.html');
  if (start !== undefined) return send(context, start, origins);
  return context.html(notBuilt, 503, pageHeaders(origins));
}

function send(context: Context, file: StaticFile, origins: readonly string[]): Response {
  const { encoding, body } = encodingFor(file, context.req.header('accept-encoding') ?? '');
  const headers: Record<string, string> = {
    ...pageHeaders(origins),
    'content-type': file.contentType,
    'cache-control': file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: file.etag,
    vary: 'accept-encoding',
    ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
  };
  if (context.req.header('if-none-match') === file.etag) return context.body(null, 304, headers);
  return context.body(new Uint8Array(body), 200, headers);
}

/** The smallest form of the file that the caller takes. */
function encodingFor({ body, gzipped, brotli }: StaticFile, accepted: string): { encoding?: 'br' | 'gzip'; body: Buffer } {
  if (brotli !== undefined && /\bbr\b/.test(accepted)) return { encoding: 'br', body: brotli };
  if (gzipped !== undefined && /\bgzip\b/.test(accepted)) return { encoding: 'gzip', body: gzipped };
  return { body };
}
