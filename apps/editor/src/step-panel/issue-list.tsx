import type { Issue } from '@sluice/protocol';
import { useTranslation } from 'react-i18next';
import { isOfSettings } from '../draft/issues/is-of-settings.ts';
import { sayProblem } from '../i18n/say-problem.ts';
import { HintText } from '../parts/hint-text.tsx';
import { IconAlertTriangle } from '../parts/icons.ts';
import classes from './issue-list.module.css';

interface IssueListProps {
  readonly issues: readonly Issue[];
  readonly titleOf?: (nodeId: string) => string;
  /** Makes the node's name a button that leads to it, and to the field at fault. */
  readonly onShow?: (issue: Issue) => void;
}

/** What keeps a workflow from running: each with its node, place and fix. */
export function IssueList({ issues, titleOf, onShow }: IssueListProps) {
  const { t } = useTranslation();
  return (
    <ul className={classes['issues']} aria-label={t('issues.label')}>
      {issues.map((issue) => (
        <li key={`${issue.code} ${issue.nodeId ?? ''} ${issue.param ?? ''} ${issue.message}`}>
          <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
          <div>
            <p className={classes['message']}>
              {onShow !== undefined && (issue.nodeId !== undefined || isOfSettings(issue)) && (
                <button type="button" className={classes['node']} onClick={() => onShow(issue)}>
                  {issue.nodeId === undefined ? t('workflow.settings') : (titleOf?.(issue.nodeId) ?? issue.nodeId)}
                </button>
              )}
              {sayProblem(issue.message)}
            </p>
            {issue.hint !== undefined && (
              <p className={classes['hint']}>
                <HintText hint={issue.hint} />
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
