import type { Issue } from '@sluice/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayProblem } from '../i18n/say-problem.ts';
import { IconAlertTriangle } from '../parts/icons.ts';
import classes from './step-node.module.css';

interface IssueBadgeProps {
  readonly issues: readonly Issue[];
  readonly isSelected: boolean;
}

/** What is wrong with a node, at its corner: how much, and what and why under the pointer, or where keys have led to it. */
export function IssueBadge({ issues, isSelected }: IssueBadgeProps) {
  useTranslation(); // drawn anew when the texts of problems have come
  const messages = [...new Set(issues.map(({ message }) => sayProblem(message)))];
  const [isOpen, setOpen] = useState(false);
  return (
    <span
      className={classes['issue']}
      role="img"
      aria-label={messages.join('\n')}
      onPointerEnter={() => setOpen(true)}
      onPointerLeave={() => setOpen(false)}
    >
      <IconAlertTriangle size={13} stroke={2.2} aria-hidden="true" />
      {issues.length > 1 && issues.length}
      {(isOpen || isSelected) && (
        <span className={classes['reasons']} data-open={isOpen || undefined} aria-hidden="true">
          {messages.map((message) => (
            <span key={message}>{message}</span>
          ))}
        </span>
      )}
    </span>
  );
}
