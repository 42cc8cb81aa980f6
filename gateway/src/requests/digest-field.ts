import { hash } from 'node:crypto';

/** The `Content-Digest` field (RFC 9530, sha-256) of a body, by node:crypto. */
export function digestField(body: Uint8Array): string {
  return `sha-256=:${hash('sha256', body, 'base64')}:`;
}
