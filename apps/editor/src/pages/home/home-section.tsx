import { Skeleton } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { blockingError } from '../../queries/blocking-error.ts';
import classes from './home-section.module.css';

interface HomeSectionProps {
  readonly title: string;
  /** How many there are, with a `+` where more than were asked for; left out while it is not known. */
  readonly count?: string | undefined;
  /** Leads to all of them. */
  readonly link?: ReactNode;
  readonly query: { readonly data: unknown; readonly error: unknown; readonly isPending: boolean; refetch(): unknown };
  readonly isEmpty: boolean;
  /** What it means that there is nothing, in a sentence. */
  readonly emptyText: string;
  readonly children: ReactNode;
}

/** One card of the home page: a heading with a count, and its rows, or why there are none. */
export function HomeSection({ title, count, link, query, isEmpty, emptyText, children }: HomeSectionProps) {
  const { t } = useTranslation();
  const id = useId();
  const failure = blockingError(query);
  return (
    <section className={classes['section']} aria-labelledby={id}>
      <header className={classes['header']}>
        <h2 id={id} className={classes['title']}>
          {title}
        </h2>
        {count !== undefined && <span className={classes['count']}>{count}</span>}
        {!isEmpty && <span className={classes['link']}>{link}</span>}
      </header>
      {failure !== undefined && <ProblemPanel error={failure} onRetry={() => query.refetch()} />}
      {query.isPending && <Skeleton height={56} w="auto" m="md" mt={0} role="status" aria-label={t('loading')} />}
      {query.data !== undefined && (isEmpty ? <p className={classes['empty']}>{emptyText}</p> : children)}
    </section>
  );
}
