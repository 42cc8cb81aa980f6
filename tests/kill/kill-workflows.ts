import { type WorkflowDocument, workflowDocument } from '@sluice/protocol';

/** What runs while the engine is killed: every kind of thing that can be under way. `order` in the hook's body names the effects. */
export function killWorkflows(ledgerPort: number): Record<'pure' | 'once' | 'parked', WorkflowDocument> {
  const ledger = (number: number) => `=http://127.0.0.1:${ledgerPort}/effects/{{ $trigger.json.body.order }}/${number}`;
  const post = (number: number) => ({ type: 'core.http@1', params: { method: 'POST', url: ledger(number), body: {} } });
  const hook = (path: string, respond: 'result' | 'accepted') => ({
    type: 'core.webhook@1',
    params: { path, method: 'POST', respond },
  });
  const code = (source: string) => ({ type: 'core.code@1', params: { code: source } });
  return {
    // Answered with its result: what the caller has seen must be there afterwards.
    pure: workflowDocument.parse({
      format: 'sluice/1',
      name: 'kill: pure',
      nodes: {
        hook: hook('pure', 'result'),
        work: code('return { order: $json.body.order, sum: [1, 2, 3].reduce((a, b) => a + b) };'),
        answer: { type: 'core.respond@1' },
      },
      edges: [
        { from: 'hook.main', to: 'work.main' },
        { from: 'work.main', to: 'answer.main' },
      ],
    }),
    // Three effects that must not happen twice, two of them at the same time.
    once: workflowDocument.parse({
      format: 'sluice/1',
      name: 'kill: once',
      nodes: {
        hook: hook('once', 'accepted'),
        first: post(1),
        left: post(2),
        right: post(3),
        end: code('return { order: $trigger.json.body.order };'),
      },
      edges: [
        { from: 'hook.main', to: 'first.main' },
        { from: 'first.main', to: 'left.main' },
        { from: 'first.main', to: 'right.main' },
        { from: 'left.main', to: 'end.main' },
        { from: 'right.main', to: 'end.main' },
      ],
    }),
    // Parks on a timer and a sub-step, then has an effect.
    parked: workflowDocument.parse({
      format: 'sluice/1',
      name: 'kill: parked',
      nodes: {
        hook: hook('parked', 'accepted'),
        nap: { type: 'core.wait@1', params: { for: 'time', ms: 120 } },
        after: post(1),
        end: code('return { order: $trigger.json.body.order };'),
      },
      edges: [
        { from: 'hook.main', to: 'nap.main' },
        { from: 'nap.main', to: 'after.main' },
        { from: 'after.main', to: 'end.main' },
      ],
    }),
  };
}
