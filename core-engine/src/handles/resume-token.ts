import { createHmac } from 'node:crypto';

/**
 * The token of a resume link: `<execution id>.<43 characters of HMAC-SHA-256>`. The same for the same effect, and not to be guessed
 * without the engine's token key (32 bytes or more).
 */
export function createResumeToken(of: {
  readonly executionId: string;
  readonly effectKey: string;
  readonly tokenKey: Uint8Array;
}): string {
  const mac = createHmac('sha256', of.tokenKey).update(`sluice/resume\n${of.executionId}\n${of.effectKey}`).digest('base64url');
  return `${of.executionId}.${mac}`;
}

/** The execution that a token is for, so that it can be found; whether the token is right, only that execution's waits can say. */
export function executionOfResumeToken(token: string): string | undefined {
  return /^([A-Za-z0-9-]{1,64})\.[A-Za-z0-9_-]{43}$/.exec(token)?.[1];
}
