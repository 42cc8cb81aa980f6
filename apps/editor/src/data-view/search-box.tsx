import { ActionIcon, TextInput } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { IconArrowDown, IconArrowUp, IconSearch } from '../parts/icons.ts';
import classes from './items-view.module.css';
import type { Search } from './use-search.ts';

interface SearchBoxProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly search: Search;
  readonly total: number;
  /** Which of the matches is shown. */
  readonly position: number;
  readonly onPosition: (position: number) => void;
}

/** Searches in data: how many items have it, and from one to the next. */
export function SearchBox({ text, onText, search, total, position, onPosition }: SearchBoxProps) {
  const { t } = useTranslation();
  const { matches, query, isOver, searched } = search;
  const go = (by: number) => matches.length > 0 && onPosition((position + by + matches.length) % matches.length);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape' && text !== '') onText('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={classes['search']}>
      <TextInput
        size="xs"
        type="search"
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        leftSection={<IconSearch size={13} />}
        placeholder={t('data.search')}
        aria-label={t('data.search')}
        classNames={{ input: classes['searchInput'] ?? '' }}
      />
      {query !== '' && (
        <>
          <span className={classes['found']} role="status">
            {matches.length > 0
              ? t('data.found', { at: position + 1, count: matches.length, more: isOver ? '' : '+' })
              : isOver
                ? t('data.foundNone')
                : t('data.searching', { searched, total })}
          </span>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={22}
            onClick={() => go(-1)}
            disabled={matches.length === 0}
            aria-label={t('data.previous')}
          >
            <IconArrowUp size={13} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={22}
            onClick={() => go(1)}
            disabled={matches.length === 0}
            aria-label={t('data.next')}
          >
            <IconArrowDown size={13} />
          </ActionIcon>
        </>
      )}
    </div>
  );
}
