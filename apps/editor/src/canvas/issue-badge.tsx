import type { Issue } from '@sluice/protocol';
import { useState } from 'react';
import { IconAlertTriangle } from '../parts/icons.ts';
import classes from './step-node.module.css';

/** What is wrong with a node, at its corner: how much, and under the pointer what and why. */
export function IssueBadge({ issues }: { readonly issues: readonly Issue[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <span
      className={classes['issue']}
      role="img"
      aria-label={issues.map((issue) => issue.message).join('\n')}
      onPointerEnter={() => setOpen(true)}
      onPointerLeave={() => setOpen(false)}
    >
      <IconAlertTriangle size={13} stroke={2.2} aria-hidden="true" />
      {issues.length > 1 && issues.length}
      {isOpen && (
        <span className={classes['reasons']} aria-hidden="true">
          {issues.map((issue) => (
            <span key={`${issue.code} ${issue.message}`}>{issue.message}</span>
          ))}
        </span>
      )}
    </span>
  );
}
