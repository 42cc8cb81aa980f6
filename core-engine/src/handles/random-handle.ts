import { randomBytes, randomUUID } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { type Handle, value } from './handle.ts';
import { parseArgs } from './parse-args.ts';
import { type Verbs, verbOf } from './verb-of.ts';

const bytesArgs = z.strictObject({
  count: z.int().min(1).max(65_536),
  encoding: z.enum(['hex', 'base64', 'base64url']).default('hex'),
});
const uuidArgs = z.strictObject({ version: z.union([z.literal(4), z.literal(7)]).default(4) });

/** `random:`: bytes and ids from the system's cryptographic generator. What it gave is in the journal, so that a replay gives the same. */
export function createRandomHandle(): Handle {
  const verbs: Verbs = {
    async bytes(request) {
      const { count, encoding } = parseArgs(bytesArgs, request);
      return value(randomBytes(count).toString(encoding));
    },
    async uuid(request) {
      return value(parseArgs(uuidArgs, request).version === 4 ? randomUUID() : uuidv7());
    },
  };
  return { scheme: 'random', perform: (request) => verbOf(verbs, request)(request) };
}
