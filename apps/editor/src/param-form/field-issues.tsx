import type { Issue } from '@sluice/protocol';
import { useTranslation } from 'react-i18next';
import { sayProblem } from '../i18n/say-problem.ts';
import { HintText } from '../parts/hint-text.tsx';
import classes from './param-field.module.css';

/** What is wrong with a field, and what to do about it. */
export function FieldIssues({ issues, id }: { readonly issues: readonly Issue[]; readonly id: string }) {
  useTranslation(); // drawn anew when the texts of problems have come
  if (issues.length === 0) return null;
  return (
    <ul className={classes['issues']} id={id}>
      {issues.map(({ code, message, hint, param }) => (
        <li key={`${code} ${param ?? ''} ${message}`}>
          {sayProblem(message)}
          {hint !== undefined && (
            <small>
              <HintText hint={hint} />
            </small>
          )}
        </li>
      ))}
    </ul>
  );
}
