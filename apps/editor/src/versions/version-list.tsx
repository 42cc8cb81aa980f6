import { UnstyledButton } from '@mantine/core';
import type { WorkflowVersion } from '@sluice/protocol';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { RelativeTime } from '../parts/relative-time.tsx';
import { usePersonNames } from '../people/use-person-names.ts';
import classes from './history-dialog.module.css';

/** What stands for the draft where a version is chosen. */
export const DRAFT = 'draft';
const ROW_HEIGHT = 76;

interface VersionListProps {
  readonly versions: readonly WorkflowVersion[];
  readonly selected: string;
  readonly onSelect: (selected: string) => void;
}

/** The draft and the versions under it, newest first: number, message, who, when, and which is active. */
export function VersionList({ versions, selected, onSelect }: VersionListProps) {
  const { t } = useTranslation();
  const nameOf = usePersonNames(
    versions.map(({ createdBy }) => createdBy),
    t('versions.you'),
  );
  const scroller = useRef<HTMLElement>(null);
  const rows: readonly (WorkflowVersion | undefined)[] = [undefined, ...versions];
  const virtualizer = useVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    getScrollElement: () => scroller.current,
    overscan: 6,
  });
  return (
    <nav ref={scroller} className={classes['list']} aria-label={t('versions.list')}>
      <ol style={{ height: virtualizer.getTotalSize() }} reversed>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          const key = row?.version ?? DRAFT;
          return (
            <li
              key={key}
              style={{ height: ROW_HEIGHT, transform: `translateY(${start}px)` }}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
            >
              <UnstyledButton
                className={classes['row'] ?? ''}
                aria-current={selected === key ? 'true' : undefined}
                onClick={() => onSelect(key)}
                data-autofocus={selected === key || undefined}
              >
                <span className={classes['rowTitle']}>
                  {row === undefined ? t('versions.draft') : t('versions.number', { number: row.number })}
                  {row?.active === true && <span className={classes['active']}>{t('versions.active')}</span>}
                </span>
                <span className={classes['message']}>
                  {row === undefined ? t('versions.draftHelp') : row.message || t('versions.noMessage')}
                </span>
                {row !== undefined && (
                  <span className={classes['meta']} title={row.createdBy}>
                    {nameOf(row.createdBy)} · <RelativeTime at={row.createdAt} />
                  </span>
                )}
              </UnstyledButton>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
