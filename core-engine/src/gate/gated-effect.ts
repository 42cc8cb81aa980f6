import { type EffectClass, type Json, schemeOf } from '@sluice/protocol';

/** An effect as the gate sees it: its arguments in full, wherever the journal keeps them. */
export interface GatedEffect {
  readonly verb: string;
  readonly uri: string;
  /** The handle's scheme: `https` counts as `http`. */
  readonly scheme: string;
  readonly args: Json;
  readonly class: EffectClass;
  /** The idempotency key: the same for every attempt, different for every effect there is. */
  readonly key: string;
}

/** Who asks, from where. All of it comes from the plan and the execution's row, never from the guest. */
export interface EffectContext {
  readonly executionId: string;
  readonly workflowId: string;
  readonly workflowName: string;
  readonly mode: 'production' | 'manual';
  /** The asking node: its id, its type, and what the type's manifest entry lets it request (`PlanNode.effects`). */
  readonly node: { readonly id: string; readonly type: string; readonly effects: readonly string[] };
  readonly scope: string;
  /** The workflow's own allow-list (`settings.effects`); undefined: whatever its modules may. */
  readonly allowList: readonly string[] | undefined;
  /** Sub-workflow nesting of the asking execution; 0 at the top. */
  readonly depth: number;
  readonly owner: string;
  /** The principal who started the execution, when one did (I8). */
  readonly actor: string | undefined;
}

export function gatedEffect(effect: Omit<GatedEffect, 'scheme'>): GatedEffect {
  return { ...effect, scheme: schemeOf(effect.uri) };
}

/** `verb` and `uri` for people: without query, fragment or credentials, which may hold data, and never longer than a line. */
export function describeEffect(effect: { readonly verb: string; readonly uri: string }): string {
  const end = effect.uri.search(/[?#]/);
  const uri = (end === -1 ? effect.uri : effect.uri.slice(0, end)).replace(/^([a-z+.-]+:\/\/)[^/@]*@/i, '$1');
  return `${effect.verb} ${uri.length > 200 ? `${uri.slice(0, 200)}…` : uri}`;
}
