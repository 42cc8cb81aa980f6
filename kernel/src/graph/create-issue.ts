import { codes, type ErrorCode, type Issue } from '@sluice/protocol';

export type IssuePlace = Omit<Issue, 'code' | 'message' | 'hint'>;

/** One thing that is wrong with a document. `message` says what is wrong and what to do; the hint is the code's own unless given. */
export function createIssue(code: ErrorCode, message: string, place: IssuePlace = {}, hint: string = codes[code].hint): Issue {
  return { code, message, hint, ...place };
}

/** A JSON pointer (RFC 6901) of these reference tokens. */
export function pointerTo(...tokens: readonly (string | number)[]): string {
  return tokens.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** `main, error` in quotes, for messages: `"main", "error"`; `none` when there are none. */
export function listNames(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.map((name) => `"${name}"`).join(', ');
}
