import type { PendingEffect } from '@sluice/kernel';
import { classOf, type Json } from '@sluice/protocol';
import { type EffectContext, type GatedEffect, gatedEffect } from './gated-effect.ts';

/** An execution's context for tests: node `n` of a type that may do anything, in a workflow without an allow-list. */
export function testContext(changes: Partial<EffectContext> = {}): EffectContext {
  return {
    executionId: '01900000-0000-7000-8000-000000000001',
    workflowId: 'wf-1',
    workflowName: 'Orders',
    mode: 'production',
    node: { id: 'n', type: 'core.code@1', effects: ['* *'] },
    scope: '',
    allowList: undefined,
    depth: 0,
    owner: 'did:key:owner',
    actor: undefined,
    ...changes,
  };
}

export function testEffect(verb: string, uri: string, args: Json = {}): GatedEffect {
  return gatedEffect({ verb, uri, args, class: classOf(verb, uri) ?? 'once', key: 'k'.repeat(64) });
}

export function testPending(verb: string, uri: string, args: Json = {}): PendingEffect {
  return {
    node: 'n',
    scope: '',
    attempt: 1,
    index: 0,
    verb,
    uri,
    args: { value: args },
    class: classOf(verb, uri) ?? 'once',
    key: 'k'.repeat(64),
  };
}
