import { describe, expect, it } from 'vitest';
import { SluiceError } from '../errors/sluice-error.ts';
import { type AnswerPiece, decodeAnswers, encodeAnswers } from './answer-batch.ts';
import { encodeHead } from './batch.ts';
import { decodeCalls, encodeCalls } from './call-batch.ts';
import { type HookCall, MAX_HOOK_BODY_BYTES } from './channel.ts';

const call: HookCall = {
  method: 'PURGE',
  target: '/hooks/a%2Fb?x=1',
  requestId: 'r-1',
  actor: 'did:key:z',
  role: 'none',
  outcome: 'public',
  headers: { 'x-name': 'café "quoted" \\', cookie: 'a=1' },
  body: Buffer.from([0xff, 0x00, 0x0a]),
};
const headOf = (changes: object = {}, bytes = 3) => {
  const { body: _body, ...rest } = call;
  return { calls: [{ id: 1, ...rest, bytes, ...changes }], cancelled: [] };
};
const payloadOf = (head: unknown, ...bodies: Uint8Array[]) => Buffer.concat([...encodeHead(head), ...bodies]);

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'taken';
  } catch (error) {
    if (error instanceof SluiceError) return error.code;
    throw error;
  }
}

describe('a batch of calls', () => {
  it('comes out as it went in', () => {
    const batch = {
      calls: [
        { id: 1, call },
        { id: 2, call: { ...call, role: 'owner' as const, outcome: 'verified' as const, body: Buffer.alloc(0) } },
        { id: 3, call: { ...call, outcome: 'signature_expired' as const, body: Buffer.from('three') } },
      ],
      cancelled: [7, 8],
    };
    expect(decodeCalls(Buffer.concat(encodeCalls(batch)))).toEqual(batch);
  });

  it.each([
    ['a strange field', headOf({ more: 1 })],
    ['no number', headOf({ id: undefined })],
    ['a number that is none', headOf({ id: 0 })],
    ['another path', headOf({ target: '/v1/workflows' })],
    ['a role that there is not', headOf({ role: 'emperor' })],
    ['an outcome that there is not', headOf({ outcome: 'fine' })],
    ['nobody who acts', headOf({ actor: '' })],
    ['a header that is no text', headOf({ headers: { a: 1 } })],
    ['too large a body', headOf({}, MAX_HOOK_BODY_BYTES + 1)],
    ['a body that is longer than what there is', headOf({}, 4)],
    ['a body that is shorter than what there is', headOf({}, 2)],
    ['no list of calls', { cancelled: [] }],
    ['something else', 'text'],
  ])('is refused with %s', (_what, head) => {
    expect(codeOf(() => decodeCalls(payloadOf(headOf(), call.body)))).toBe('taken');
    expect(codeOf(() => decodeCalls(payloadOf(head, call.body)))).toBe('channel_invalid');
  });

  it('is refused, not half read, wherever it is cut or changed', () => {
    const payload = payloadOf(headOf(), call.body);
    for (let length = 0; length < payload.length; length += 1)
      expect(codeOf(() => decodeCalls(payload.subarray(0, length)))).toBe('channel_invalid');
    for (let offset = 0; offset < payload.length; offset += 1) {
      const changed = Buffer.from(payload);
      changed[offset]! ^= 0x80;
      expect(['taken', 'channel_invalid']).toContain(codeOf(() => decodeCalls(changed)));
    }
  });
});

describe('a batch of answers', () => {
  it('comes out as it went in', () => {
    const pieces: AnswerPiece[] = [
      { id: 1, start: { status: 200, headers: { 'content-type': 'text/plain' }, length: 10 }, bytes: Buffer.from('héllo') },
      { id: 2, start: undefined, bytes: Buffer.from([1, 2]) },
      { id: 3, start: { status: 204, headers: {}, length: 0 }, bytes: Buffer.alloc(0) },
    ];
    expect(decodeAnswers(Buffer.concat(encodeAnswers(pieces)))).toEqual(pieces);
  });

  it.each([
    ['a strange field', [{ id: 1, bytes: 0, more: 1 }]],
    ['a status that is none', [{ id: 1, start: { status: 99, headers: {}, length: 0 }, bytes: 0 }]],
    ['a length below zero', [{ id: 1, start: { status: 200, headers: {}, length: -1 }, bytes: 0 }]],
    ['bytes that are not there', [{ id: 1, bytes: 1 }]],
    ['something else', {}],
  ])('is refused with %s', (_what, head) => {
    expect(codeOf(() => decodeAnswers(payloadOf(head)))).toBe('channel_invalid');
  });
});
