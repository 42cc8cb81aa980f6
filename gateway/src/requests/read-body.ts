import type { IncomingMessage } from 'node:http';
import { SluiceError } from '@sluice/protocol';

/**
 * Collects a body, and stops as soon as it is larger than it may be: by its Content-Length before the first byte, else on the way.
 *
 * @throws SluiceError `body_too_large`; `request_invalid` when the sender breaks off.
 */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > limitBytes) {
      reject(tooLarge(limitBytes));
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limitBytes) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      reject(tooLarge(limitBytes));
    });
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.on('error', () => reject(new SluiceError('request_invalid', 'The request broke off before its body was complete.')));
    request.on('aborted', () =>
      reject(new SluiceError('request_invalid', 'The request broke off before its body was complete.')),
    );
  });
}

function tooLarge(limitBytes: number): SluiceError {
  return new SluiceError('body_too_large', `The body is larger than the ${limitBytes} bytes that are allowed here.`);
}
