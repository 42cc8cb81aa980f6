import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { causes, type ShownIssue } from '../draft/issues/shown-issues.ts';
import { sayProblem } from '../i18n/say-problem.ts';
import { IconAlertTriangle } from '../parts/icons.ts';
import { Tip } from '../parts/tip.tsx';
import classes from './step-node.module.css';

interface IssueBadgeProps {
  readonly issues: readonly ShownIssue[];
}

/** What is wrong with a node, at its corner: how much, and what and why under the pointer, or where keys have led to it. Quiet where it is gone with another's. */
export function IssueBadge({ issues }: IssueBadgeProps) {
  useTranslation(); // drawn anew when the texts of problems have come
  const messages = [...new Set(issues.map(({ message }) => sayProblem(message)))];
  const badge = useRef<HTMLSpanElement>(null);
  const isReached = useReached(badge);
  return (
    <Tip
      label={messages.join('\n\n')}
      multiline
      maw={320}
      style={{ whiteSpace: 'pre-line' }}
      position="top-start"
      isHeld={isReached}
    >
      <span
        ref={badge}
        className={classes['issue']}
        data-following={causes(issues).length === 0 || undefined}
        role="img"
        aria-label={messages.join('\n')}
      >
        <IconAlertTriangle size={13} stroke={2.2} aria-hidden="true" />
        {issues.length > 1 && issues.length}
      </span>
    </Tip>
  );
}

/** Whether keys have led to the node of this badge. */
function useReached(badge: React.RefObject<HTMLElement | null>): boolean {
  const [isReached, setReached] = useState(false);
  useEffect(() => {
    const node = badge.current?.closest('.react-flow__node');
    const look = () => setReached(node?.matches(':focus-visible') === true);
    look();
    node?.addEventListener('focus', look);
    node?.addEventListener('blur', look);
    return () => {
      node?.removeEventListener('focus', look);
      node?.removeEventListener('blur', look);
    };
  }, [badge]);
  return isReached;
}
