import classes from './items-view.module.css';
import { splitAtMatches } from './matches.ts';

/** A text with what is searched for marked. `query` in lower case. */
export function MarkedText({ text, query }: { readonly text: string; readonly query: string }) {
  if (query === '') return text;
  return splitAtMatches(text, query).map(({ text: part, isMatch, at }) =>
    isMatch ? (
      <mark key={at} className={classes['mark']}>
        {part}
      </mark>
    ) : (
      <span key={at}>{part}</span>
    ),
  );
}
