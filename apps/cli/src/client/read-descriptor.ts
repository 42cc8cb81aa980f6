import { descriptor, getDescriptor, type JsonObject } from '@sluice/protocol';
import { publicKeyOf, type Signed, verifyStatement } from '@sluice/protocol/signing';
import { verifyEd25519 } from '@sluice/protocol/signing/node';
import { CliError } from '../cli-error.ts';
import { exitCodes } from '../exit-codes.ts';

const PATIENCE_MS = 10_000;

/**
 * The gateway's key by its own signed word (`/.well-known/sluice`). Undefined when it says nothing of the kind, or does not answer:
 * whatever is asked of it next will say so. Throws `response_untrusted` for a descriptor whose signature does not hold or that is over.
 */
export async function readDescriptor(origin: string, now: number = Date.now()): Promise<string | undefined> {
  const said = await fetchJson(new URL(getDescriptor.path, origin));
  const parsed = descriptor.safeParse(said);
  if (!parsed.success) return undefined;
  const { gateway, expiresAt } = parsed.data;
  try {
    const options = {
      type: 'sluice-descriptor',
      keyid: gateway,
      publicKey: publicKeyOf(gateway),
      verify: verifyEd25519,
    } as const;
    verifyStatement(said as Signed<JsonObject>, options); // it came as JSON, and has the members of a descriptor
  } catch (cause) {
    throw untrusted(`The descriptor of ${origin} is not signed by the key that it names.`, cause);
  }
  if (Date.parse(expiresAt) < now) throw untrusted(`The descriptor of ${origin} ended at ${expiresAt}. Is this clock right?`);
  return gateway;
}

async function fetchJson(url: URL): Promise<unknown> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

function untrusted(detail: string, cause?: unknown): CliError {
  return new CliError('response_untrusted', detail, { exitCode: exitCodes.unreachable, cause });
}
