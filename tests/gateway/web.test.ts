import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../../protocol/src/index.ts';
import { send } from './lib/send.ts';
import { startTestGateway, type TestGateway } from './lib/test-gateway.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-editor-'));
const script = `export const text = '${'x'.repeat(5000)}';`;
let gateway: TestGateway;
beforeAll(async () => {
  mkdirSync(join(folder, 'dist/assets'), { recursive: true });
  writeFileSync(join(folder, 'dist/index.html'), '<!doctype html><title>app</title>');
  writeFileSync(join(folder, 'dist/assets/index-C3x9aB_1.js'), script);
  writeFileSync(join(folder, 'dist/favicon.svg'), '<svg/>');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  gateway = await startTestGateway({
    settings: { editorFolder: join(folder, 'dist'), publicOrigins: ['https://sluice.example'] },
  });
});
afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true });
});

const get = (target: string, headers: Record<string, string> = {}) => send(gateway.origin, { target, headers });

/** As it is on the wire. */
function getEncoded(target: string, accepted: string): Promise<{ encoding: string | undefined; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    request(`${gateway.origin}${target}`, { headers: { 'accept-encoding': accepted } }, (response) => {
      const chunks: Buffer[] = [];
      const encoding = response.headers['content-encoding'];
      response
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => resolve({ encoding, bytes: Buffer.concat(chunks) }));
    })
      .on('error', reject)
      .end();
  });
}

describe('the web app', () => {
  it('is its start page on every path of its own, and not on those of the API', async () => {
    for (const path of ['/', '/index.html', '/claim', '/workflows/abc', '/executions/x/y']) {
      const { status, text, headers } = await get(path);
      expect([status, text, headers['cache-control']]).toEqual([200, '<!doctype html><title>app</title>', 'no-cache']);
    }
    for (const path of ['/v1/x', '/mesh/x', '/hooks'])
      expect((await get(path)).headers['content-type']).toBe('application/problem+json');
  });

  it('keeps files whose name has a hash for good, and asks for others again', async () => {
    const asset = await get('/assets/index-C3x9aB_1.js');
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(asset.headers['content-type']).toMatch(/^text\/javascript/);
    const icon = await get('/favicon.svg');
    expect(icon.headers['cache-control']).toBe('no-cache');
    const again = await get('/favicon.svg', { 'if-none-match': String(icon.headers.etag) });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('is compressed for who takes it', async () => {
    const { encoding, bytes } = await getEncoded('/assets/index-C3x9aB_1.js', 'gzip, br');
    expect(encoding).toBe('gzip');
    expect(bytes.length).toBeLessThan(500);
    expect(gunzipSync(bytes).toString()).toBe(script);
    expect((await get('/assets/index-C3x9aB_1.js')).text).toBe(script);
  });

  it('is sent as the Brotli copy that the build put beside it, to who takes that', async () => {
    const name = '/assets/start-D4y8bC_2.js';
    writeFileSync(join(folder, 'dist', name), script);
    writeFileSync(join(folder, 'dist', `${name}.br`), brotliCompressSync(script));
    const { encoding, bytes } = await getEncoded(name, 'gzip, deflate, br, zstd');
    expect([encoding, brotliDecompressSync(bytes).toString()]).toEqual(['br', script]);
    expect((await getEncoded(name, 'gzip')).encoding).toBe('gzip');
    expect((await get(name)).text).toBe(script);
  });

  it('is not sent as a copy that is older than the file', async () => {
    const name = '/assets/late-E5z7cD_3.js';
    writeFileSync(join(folder, 'dist', `${name}.br`), brotliCompressSync('old'));
    utimesSync(join(folder, 'dist', `${name}.br`), 1, 1);
    writeFileSync(join(folder, 'dist', name), script);
    expect((await getEncoded(name, 'gzip, br')).encoding).toBe('gzip');
  });

  it('gives out nothing from outside its folder', async () => {
    for (const path of [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/assets/..%5c..%5csecret.txt',
      '/assets/../../secret.txt',
      '/%00.js',
    ]) {
      const { status, text } = await get(path);
      expect(status === 404 || text.includes('<title>app</title>')).toBe(true);
      expect(text).not.toContain('secret');
    }
  });

  it('has no page in place of a file that is missing', async () => {
    expect((await get('/assets/gone-12345678.js')).status).toBe(404);
  });

  it('says what to do when it is not built', async () => {
    const bare = await startTestGateway();
    const { status, text } = await send(bare.origin, { target: '/' });
    expect([status, text.includes('npm run build')]).toEqual([503, true]);
    await bare.close();
  });

  it('notices a file that was written anew', async () => {
    expect((await get('/favicon.svg')).text).toBe('<svg/>');
    writeFileSync(join(folder, 'dist/favicon.svg'), '<svg id="2"/>');
    expect((await get('/favicon.svg')).text).toBe('<svg id="2"/>');
  });
});

describe('security headers', () => {
  it('of pages allow our own scripts and WebAssembly, and no eval, frames or other origins', async () => {
    for (const path of ['/', '/docs', '/favicon.svg']) {
      const { headers } = await get(path);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
      expect(policy).not.toContain("'unsafe-eval'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain('wss://sluice.example');
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'strict-transport-security': 'max-age=31536000',
      });
    }
  });

  it('of the API make it no page, kept by nobody', async () => {
    for (const path of ['/healthz', '/v1/claim', '/v1/me', '/metrics', '/v1/openapi.json']) {
      const { headers } = await get(path);
      expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    }
  });
});

describe('what is there to read and to watch', () => {
  it('has the contract as OpenAPI, and as a page with every endpoint', async () => {
    const { json } = await get('/v1/openapi.json');
    expect(json).toMatchObject({ openapi: '3.1.0', paths: { '/v1/workflows': { get: { operationId: 'listWorkflows' } } } });
    const { text, headers } = await get('/docs');
    expect(headers['content-type']).toMatch(/^text\/html/);
    for (const { name } of endpoints.filter(({ internal }) => internal !== true)) expect(text).toContain(`id="${name}"`);
    expect(text).not.toMatch(/<script|src=|url\(/);
  });

  it('counts requests by route, refusals by code and open streams, with no path of a caller among the labels', async () => {
    await get('/v1/me');
    await get('/hooks/some-private-path');
    await get('/v1/nothing-of-the-kind');
    const { text, headers } = await get('/metrics');
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(text).toMatch(/sluice_gateway_requests_total\{route="\/v1\/me",method="GET",status="401"\} [1-9]/);
    expect(text).toMatch(/sluice_gateway_requests_total\{route="\/hooks\/\{path\}",method="GET",status="200"\} [1-9]/);
    expect(text).toMatch(/sluice_gateway_refusals_total\{code="signature_missing"\} [1-9]/);
    expect(text).toMatch(/sluice_gateway_request_duration_seconds_bucket\{le="0.001",route="/);
    expect(text).toContain('sluice_gateway_open_streams 0');
    expect(text).toContain('process_resident_memory_bytes');
    expect(text).not.toContain('private-path');
    expect(text).not.toContain('nothing-of-the-kind');
  });

  it('names every answer of the API with an id of its own', async () => {
    const [first, second] = [await get('/v1/me'), await get('/v1/me')];
    expect(first.headers['sluice-request-id']).toBe(first.json['requestId']);
    expect(first.headers['sluice-request-id']).not.toBe(second.headers['sluice-request-id']);
  });
});
