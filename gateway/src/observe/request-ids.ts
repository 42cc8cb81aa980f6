import { randomBytes } from 'node:crypto';

/** Makes ids that name one request in logs, answers and the engine: a random part per process, and a number. */
export function createRequestIds(): () => string {
  const prefix = randomBytes(6).toString('base64url');
  let count = 0;
  return () => {
    count += 1;
    return `${prefix}-${count.toString(36)}`;
  };
}
