import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

interface EmptyStateProps {
  readonly icon: ReactNode;
  readonly title: string;
  /** One sentence: what will be here, and what brings it about. */
  readonly text: string;
  readonly children?: ReactNode;
  /** `h1` where it is all that the page has. */
  readonly heading?: 'h1' | 'h2';
}

/** What is shown where a list has nothing: what it is for and the next step. */
export function EmptyState({ icon, title, text, children, heading: Heading = 'h2' }: EmptyStateProps) {
  return (
    <div className={classes['empty']}>
      <span className={classes['icon']} aria-hidden="true">
        {icon}
      </span>
      <Heading className={classes['title']}>{title}</Heading>
      <p className={classes['text']}>{text}</p>
      {children}
    </div>
  );
}
