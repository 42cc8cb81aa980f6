import type { z } from 'zod';

/** What is wrong, for people: zod's own sentences are for who wrote the schema. */
export function issueText(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_key') {
    const key = String(issue.path.at(-1) ?? '');
    const [first] = issue.issues;
    return `"${key}" cannot be a name here: ${first === undefined ? issue.message : issueText(first)}`;
  }
  // A schema that has words of its own for it knows better.
  return /^(Invalid (input|option)|Too (small|big)|Unrecognized)\b/.test(issue.message)
    ? (plainText(issue) ?? issue.message)
    : issue.message;
}

function plainText(issue: z.core.$ZodIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type': {
      const wanted = kinds[issue.expected] ?? issue.expected;
      const [, received = ''] = /received (\w+)$/.exec(issue.message) ?? [];
      return received === 'undefined'
        ? `is missing; it has to be ${wanted}`
        : `has to be ${wanted}, but is ${kinds[received] ?? received}`;
    }
    case 'unrecognized_keys':
      return issue.keys.length === 1
        ? `has a field that is not known here: ${quoted(issue.keys)}`
        : `has fields that are not known here: ${quoted(issue.keys)}`;
    case 'invalid_value':
      return issue.values.length === 1 ? `can only be ${quoted(issue.values)}` : `can only be one of ${quoted(issue.values)}`;
    case 'invalid_union':
      return 'has none of the forms that are possible here';
    case 'too_small':
      return leastText(issue.origin, Number(issue.minimum), issue.inclusive !== false);
    case 'too_big':
      return mostText(issue.origin, Number(issue.maximum), issue.inclusive !== false);
    default:
      return undefined;
  }
}

/** What people call the types of values. */
const kinds: Readonly<Record<string, string>> = {
  object: 'an object',
  record: 'an object',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  null: 'null',
};

function leastText(origin: string, least: number, isInclusive: boolean): string | undefined {
  if (origin === 'number' || origin === 'int') return isInclusive ? `must be at least ${least}` : `must be more than ${least}`;
  if (least === 1) return 'must not be empty';
  if (origin === 'string') return `must have at least ${least} characters`;
  return origin === 'array' ? `must have at least ${least} entries` : undefined;
}

function mostText(origin: string, most: number, isInclusive: boolean): string | undefined {
  if (origin === 'number' || origin === 'int') return isInclusive ? `must be at most ${most}` : `must be less than ${most}`;
  if (origin === 'string') return `can have at most ${most} characters`;
  return origin === 'array' ? `can have at most ${most} entries` : undefined;
}

function quoted(values: readonly unknown[]): string {
  return values.map((value) => (typeof value === 'string' ? `"${value}"` : String(value))).join(', ');
}
