import type { Issue } from '@sluice/protocol';
import classes from './param-field.module.css';

/** What is wrong with a field, and what to do about it. */
export function FieldIssues({ issues, id }: { readonly issues: readonly Issue[]; readonly id: string }) {
  if (issues.length === 0) return null;
  return (
    <ul className={classes['issues']} id={id}>
      {issues.map(({ code, message, hint, param }) => (
        <li key={`${code} ${param ?? ''} ${message}`}>
          {message}
          {hint !== undefined && <small>{hint}</small>}
        </li>
      ))}
    </ul>
  );
}
