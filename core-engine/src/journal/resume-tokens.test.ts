import { describe, expect, it } from 'vitest';
import { withoutTokenIn, withoutTokens } from './resume-tokens.ts';

const step = { node: 'ask', scope: '', attempt: 1, index: 0 };
const deferred = (wait: object) => JSON.stringify({ seq: 4, at: 1, type: 'effect-deferred', ...step, wait });

describe('the token of a resume link', () => {
  it('is left out of the line that holds it, and nothing else is', () => {
    const note = 'says "token":"a" and "effect-deferred"';
    expect(JSON.parse(withoutTokenIn(deferred({ kind: 'resume', token: 'x.y', note, dueAt: 5 })))).toEqual(
      JSON.parse(deferred({ kind: 'resume', note, dueAt: 5 })),
    );
    const others = [
      deferred({ kind: 'time', dueAt: 5 }),
      JSON.stringify({ seq: 5, type: 'step-completed', ...step, outputs: {}, logs: ['"effect-deferred" "token":"z"'] }),
    ];
    for (const line of others) expect(withoutTokenIn(line)).toBe(line);
  });

  it('is left out of what an execution waits for', () => {
    const waits = [
      { ...step, wait: { kind: 'resume', token: 'x.y', note: 'why' } },
      { ...step, wait: { kind: 'paused' } },
    ] as const;
    expect(withoutTokens({ id: 'e', waits: [...waits] })).toEqual({
      id: 'e',
      waits: [
        { ...step, wait: { kind: 'resume', note: 'why' } },
        { ...step, wait: { kind: 'paused' } },
      ],
    });
  });
});
