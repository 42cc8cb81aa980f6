import { createHash, timingSafeEqual } from 'node:crypto';
import { SluiceError } from '@sluice/protocol';
import { Webhook } from 'standardwebhooks';
import type { HookRequest } from './hook-request.ts';
import type { HookProtection } from './hook-trigger.ts';

/** Where the secret of a protection is looked up: the secret vault. */
export interface HookSecrets {
  reveal(name: string): Promise<{ readonly value: string } | undefined>;
}

/**
 * Lets a call pass that proves what the trigger's protection asks for. Rejects with `hook_unauthorized` otherwise, and when the secret to
 * check with is missing. Comparisons take the same time whatever differs.
 */
export async function checkHook(protection: HookProtection, request: HookRequest, secrets: HookSecrets): Promise<void> {
  switch (protection.kind) {
    case 'none':
      return;
    case 'signed':
      return checkSigned(protection.allow, request);
    case 'bearer':
      return checkBearer(await secretOf(protection.secret, secrets), request);
    case 'standard-webhooks':
      return checkStandardWebhooks(await secretOf(protection.secret, secrets), request);
  }
}

/** By one of the keys that the trigger lists, whoever they belong to; by any registered one when it lists none. */
function checkSigned(allow: readonly string[], { actor, isRegistered = false, signatureFault }: HookRequest): void {
  if (signatureFault !== undefined) throw unauthorized(`The signature of the call does not hold: ${signatureFault}.`);
  if (actor === undefined) throw unauthorized('The call is not signed.');
  if (allow.length > 0 && !allow.includes(actor))
    throw unauthorized('The key that signed the call is not one that may call this hook.');
  if (allow.length === 0 && !isRegistered)
    throw unauthorized('The key that signed the call is not registered here, and the trigger lists no keys.');
}

function checkBearer(token: string, request: HookRequest): void {
  const given = /^bearer +(\S+) *$/i.exec(request.headers['authorization'] ?? '')?.[1];
  if (given === undefined) throw unauthorized('The call has no bearer token in its Authorization header.');
  if (!isEqual(given, token.trim())) throw unauthorized('The bearer token is wrong.');
}

/** Standard Webhooks 1.0: HMAC-SHA-256 over `id.timestamp.body`, at most five minutes old or ahead. */
function checkStandardWebhooks(secret: string, request: HookRequest): void {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = request.headers;
  if (id === undefined || timestamp === undefined || signature === undefined) {
    throw unauthorized('The call lacks webhook-id, webhook-timestamp or webhook-signature.');
  }
  let webhook: Webhook;
  try {
    webhook = new Webhook(secret.trim());
  } catch {
    throw unauthorized("The signature cannot be checked: the trigger's secret is no Standard Webhooks key (whsec_ and base64).");
  }
  try {
    webhook.verify(
      utf8.decode(request.body),
      { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature },
      { jsonParse: false },
    );
  } catch {
    throw unauthorized('The webhook signature is wrong, too old, or from the future.');
  }
}

/** Strict: the library signs text, and two different invalid bodies must not become the same text. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

async function secretOf(name: string, secrets: HookSecrets): Promise<string> {
  const secret = await secrets.reveal(name);
  if (secret === undefined || secret.value.trim() === '')
    throw unauthorized('The proof cannot be checked: the secret that the trigger names does not exist.');
  return secret.value;
}

function isEqual(given: string, expected: string): boolean {
  return timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest());
}

function unauthorized(detail: string): SluiceError {
  return new SluiceError('hook_unauthorized', detail);
}
