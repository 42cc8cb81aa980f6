import { type Json, type NodePin, PIN_LIMIT_BYTES, sizeOfPin } from '@sluice/protocol';
import type { ItemView } from '../queries/use-step-items.ts';

/** Why something cannot be pinned. */
export type PinProblem =
  | { readonly kind: 'none' }
  | { readonly kind: 'files' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'large'; readonly size: number | undefined };

export type PinAttempt = { readonly pin: NodePin } | { readonly problem: PinProblem };

/** More items than this are not even fetched: as JSON they would be larger than a pin may be. */
export const MOST_PINNED_ITEMS = PIN_LIMIT_BYTES / 2;

/** A pin of what a step gave out, port by port; or why there is none. */
export function makePin(ports: Readonly<Record<string, readonly ItemView[]>>): PinAttempt {
  const items = Object.values(ports).flat();
  if (items.length === 0) return { problem: { kind: 'none' } };
  if (items.some(({ blobs }) => blobs !== undefined && Object.keys(blobs).length > 0)) return { problem: { kind: 'files' } };
  if (items.some(({ error }) => error !== undefined)) return { problem: { kind: 'failed' } };
  return checkPin(Object.fromEntries(Object.entries(ports).map(([port, list]) => [port, list.map(({ json }) => json)])));
}

/** The same of what somebody wrote. Ports without items are left out. */
export function checkPin(outputs: Readonly<Record<string, readonly Json[]>>): PinAttempt {
  const filled = Object.entries(outputs).filter(([, items]) => items.length > 0);
  const pin: NodePin = { outputs: Object.fromEntries(filled.map(([port, items]) => [port, [...items]])) };
  const size = sizeOfPin(pin);
  return size > PIN_LIMIT_BYTES ? { problem: { kind: 'large', size } } : { pin };
}
