import { createHmac } from 'node:crypto';
import { SluiceError } from '@sluice/protocol';
import { z } from 'zod';
import { isBoundToHmac } from '../gate/secret-binding.ts';
import { secretNameOf } from '../gate/secret-references.ts';
import { type Handle, value } from './handle.ts';
import { parseArgs } from './parse-args.ts';
import type { Secrets } from './ports.ts';
import { type Verbs, verbOf } from './verb-of.ts';

const none = z.strictObject({});
const hmacArgs = z.strictObject({
  text: z.string(),
  algorithm: z.enum(['sha256', 'sha512']).default('sha256'),
  encoding: z.enum(['hex', 'base64', 'base64url']).default('hex'),
});

/**
 * `secret:NAME`: what may be known of a secret without its value (I7). `hmac` (RFC 2104) signs a text with it, and only when the secret
 * is bound to the word `hmac`: a guest that may sign could guess a weak secret, so that this is granted apart from any host.
 */
export function createSecretHandle(from: { readonly secrets: Secrets }): Handle {
  const verbs: Verbs = {
    async exists(request) {
      parseArgs(none, request);
      return value((await from.secrets.reveal(secretNameOf(request.uri))) !== undefined);
    },
    async hmac(request) {
      const { text, algorithm, encoding } = parseArgs(hmacArgs, request);
      const name = secretNameOf(request.uri);
      const secret = await from.secrets.reveal(name);
      if (secret === undefined) throw new SluiceError('secret_unknown', `There is no secret "${name}".`);
      if (!isBoundToHmac(secret.hosts)) throw new SluiceError('secret_not_bound', `The secret "${name}" is not bound to "hmac".`);
      return value(createHmac(algorithm, secret.value).update(text, 'utf8').digest(encoding));
    },
  };
  return { scheme: 'secret', perform: (request) => verbOf(verbs, request)(request) };
}
