import { sayProblem } from '../i18n/say-problem.ts';

/** What to try, in the language of the page; what stands between backticks is code. */
export function HintText({ hint }: { readonly hint: string }) {
  return [...sayProblem(hint).matchAll(/`([^`]*)`|[^`]+/g)].map(({ 0: text, 1: code, index }) =>
    code === undefined ? text : <code key={index}>{code}</code>,
  );
}
