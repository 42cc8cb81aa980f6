import { json, SluiceError } from '@sluice/protocol';
import { z } from 'zod';
import { type Handle, type HandleRequest, value } from './handle.ts';
import { parseArgs } from './parse-args.ts';
import type { Clock, KvStore } from './ports.ts';
import { type Verbs, verbOf } from './verb-of.ts';

const none = z.strictObject({});
const setArgs = z.strictObject({ value: json, ttlMs: z.int().min(1).optional() });
const incrementArgs = z.strictObject({ by: z.number().default(1) });
const listArgs = z.strictObject({ limit: z.int().min(1).max(1000).default(100), cursor: z.string().optional() });

const MAX_KEY_LENGTH = 512;

/** `kv:KEY`: small values that a workflow keeps between its executions. Each workflow has a namespace of its own. */
export function createKvHandle(from: { readonly kv: KvStore; readonly now: Clock }): Handle {
  const { kv, now } = from;
  const verbs: Verbs = {
    async get(request) {
      parseArgs(none, request);
      return value((await kv.get(namespaceOf(request), keyOf(request), now())) ?? null);
    },
    async set(request) {
      const { value: stored, ttlMs } = parseArgs(setArgs, request);
      const entry = { namespace: namespaceOf(request), key: keyOf(request), value: stored, nowMs: now() };
      await kv.set(ttlMs === undefined ? entry : { ...entry, ttlMs });
      return value(null);
    },
    async delete(request) {
      parseArgs(none, request);
      return value(await kv.delete(namespaceOf(request), keyOf(request), now()));
    },
    async increment(request) {
      const { by } = parseArgs(incrementArgs, request);
      return value(
        await kv.increment({ namespace: namespaceOf(request), key: keyOf(request), by, effectKey: request.key, nowMs: now() }),
      );
    },
    async list(request) {
      const { limit, cursor } = parseArgs(listArgs, request);
      const query = { namespace: namespaceOf(request), prefix: restOf(request), limit, nowMs: now() };
      const page = await kv.list(cursor === undefined ? query : { ...query, cursor });
      return value({ items: page.items.map((entry) => ({ key: entry.key, value: entry.value })), nextCursor: page.nextCursor });
    },
  };
  return { scheme: 'kv', perform: (request) => verbOf(verbs, request)(request) };
}

function namespaceOf(request: HandleRequest): string {
  return request.context.workflowId;
}

function restOf(request: HandleRequest): string {
  return request.uri.slice(request.uri.indexOf(':') + 1);
}

function keyOf(request: HandleRequest): string {
  const key = restOf(request);
  if (key !== '' && key.length <= MAX_KEY_LENGTH) return key;
  throw new SluiceError(
    'effect_args_invalid',
    `${request.verb} kv: the key is 1 to ${MAX_KEY_LENGTH} characters, as in kv:orders/last.`,
  );
}
