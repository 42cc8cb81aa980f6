import type { ErrorCode } from '@sluice/protocol';

/** The effect may be performed as it was asked for. `policy` names who said so, for the audit. */
export interface Allow {
  readonly kind: 'allow';
  readonly policy: string;
}

/** The effect is refused. `detail` names the node, the effect and the place; `hint` the fix. Both reach the user. */
export interface Deny {
  readonly kind: 'deny';
  readonly policy: string;
  readonly code: ErrorCode;
  readonly detail: string;
  readonly hint?: string;
}

/**
 * What the gate says of one effect. A closed union: whoever handles decisions does so by a table over `kind`
 * (`perform-effect.ts` does), so that a further kind is one more row there and no change for anybody who asks.
 */
export type Decision = Allow | Deny;
