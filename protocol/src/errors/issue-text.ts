import type { z } from 'zod';

/** What is wrong, for people: of a key that does not fit, why it does not, which zod says one level further down. */
export function issueText(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_key') return issue.message;
  const key = String(issue.path.at(-1) ?? '');
  return `"${key}" cannot be a name here: ${issue.issues[0]?.message ?? issue.message}`;
}
