import { type Problem, problem } from '@sluice/protocol';
import { expect } from 'vitest';
import { CliError } from '../../../apps/cli/src/cli-error.ts';
import type { TestSluice } from '../../support/test-sluice.ts';

/** What a call was refused with; fails when it was not. */
export async function refusalOf(call: Promise<unknown>): Promise<CliError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof CliError) return error;
    throw error;
  }
  return expect.unreachable('the call was not refused');
}

/** Sends a body as it is to the API, signed, and gives the problem document of the refusal. */
export async function problemOf(sluice: TestSluice, method: string, path: string, body: string | Uint8Array): Promise<Problem> {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const answer = await sluice.client.call({ method, path, body: bytes });
  expect(answer.contentType).toContain('application/problem+json');
  const parsed = problem.parse(JSON.parse(answer.body.toString()));
  expect(parsed.status).toBe(answer.status);
  return parsed;
}
