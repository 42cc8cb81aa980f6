import type { ExecutionSummary } from '@sluice/protocol';

type Waits = ExecutionSummary['waits'];

/** A journal line without the token of a resume link, for those who may not follow it: who has the token ends the wait. */
export function withoutTokenIn(line: string): string {
  if (!line.includes('"effect-deferred"') || !line.includes('"token"')) return line;
  // The engine's own line: an event, or something that only looks like one in a text of an event of another kind.
  const event = JSON.parse(line) as { type: string; wait?: Waits[number]['wait'] };
  if (event.type !== 'effect-deferred' || event.wait === undefined) return line;
  return JSON.stringify({ ...event, wait: withoutToken(event.wait) });
}

/** An execution with the reasons that it waits for, without the tokens of its resume links. */
export function withoutTokens<T extends { readonly waits: Waits }>(execution: T): T {
  return { ...execution, waits: execution.waits.map((one) => ({ ...one, wait: withoutToken(one.wait) })) };
}

function withoutToken(wait: Waits[number]['wait']): Waits[number]['wait'] {
  if (wait.kind !== 'resume') return wait;
  const { token: _, ...rest } = wait;
  return rest;
}
