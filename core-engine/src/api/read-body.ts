import type { IncomingMessage } from 'node:http';
import { SluiceError } from '@sluice/protocol';

/** Collects a request's body. Throws `body_too_large` as soon as more than `limitBytes` have come. */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limitBytes) chunks.push(chunk);
      else reject(new SluiceError('body_too_large', `The body is larger than ${limitBytes} bytes.`));
    });
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.on('error', reject);
  });
}
