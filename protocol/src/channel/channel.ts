import type { Role } from '../api/endpoint.ts';
import type { SignatureOutcome } from '../signing/session/session-call.ts';

/**
 * The channel between a gateway and its engine: one long-lived connection on the engine's listener, over which the calls of public
 * hooks go in frames, as many in each as came in one turn of the event loop, and their answers come back, each when it is ready.
 *
 *     GET /channel HTTP/1.1                         HTTP/1.1 101 Switching Protocols
 *     Connection: Upgrade                           Connection: Upgrade
 *     Upgrade: sluice-channel/1                     Upgrade: sluice-channel/1
 *     Sluice-Session: <id of the session>           Sluice-Nonce: <128 random bits, base64url>
 *     Sluice-Nonce: <128 random bits, base64url>
 *
 * Both nonces, the gateway's first, are the channel's id; it is in the MAC of every frame (`frame.ts`), so that a frame is good on
 * this connection, in this direction, at this place, and nowhere else. Then the gateway sends an empty frame, and the engine sends
 * one back: each has proven that it has the session's key, and only then calls are sent. The gateway goes on sending empty frames
 * while the channel is open, and each is answered by one; who hears nothing for `SILENCE_LIMIT_MS` gives the other side up. A new
 * session is taken up by naming it in the next frame; the engine's frames follow.
 */
export const CHANNEL_PATH = '/channel';
export const CHANNEL_PROTOCOL = 'sluice-channel/1';
export const CHANNEL_NONCE_BYTES = 16;

export const BEAT_EVERY_MS = 15_000;
export const SILENCE_LIMIT_MS = 60_000;

/** Calls that wait for the end of their answers on one channel. */
export const MAX_CALLS_IN_FLIGHT = 4096;
export const MAX_HOOK_BODY_BYTES = 16 * 1024 * 1024;
/** Room for a call with the largest body and its headers. */
export const MAX_FRAME_BYTES = 32 * 1024 * 1024;

/** One call of a public hook, on whose behalf it is made (I8), and what its caller sent. */
export interface HookCall {
  readonly method: string;
  /** Path and query as they came. */
  readonly target: string;
  readonly requestId: string;
  /** The principal that acts. The gateway can never act as nobody: where nobody signed, this is the gateway itself. */
  readonly actor: string;
  /** The actor's role; `none` for somebody who signed but is not registered, and where nobody signed. */
  readonly role: Role | 'none';
  readonly outcome: SignatureOutcome;
  /** The caller's own headers by lower-case name, cookies and authorization included: data for the trigger, and nothing else. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What the engine answers. Header names in lower case; nothing in them is about the connection. */
export interface HookAnswerHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}
