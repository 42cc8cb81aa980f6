import { ActionIcon } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconChevronLeft, IconChevronRight } from '../parts/icons.ts';
import type { DataItem, ItemSource } from './item-source.ts';
import classes from './text-views.module.css';
import { useSource } from './use-source.ts';

interface ItemStepProps {
  readonly source: ItemSource;
  readonly current: number | undefined;
  readonly children: (item: DataItem) => ReactNode;
}

/** One item after the other. */
export function ItemStep({ source, current, children }: ItemStepProps) {
  const { t } = useTranslation();
  useSource(source);
  const [index, setIndex] = useState(0);
  useEffect(() => {
    if (current !== undefined) setIndex(current);
  }, [current]);
  useEffect(() => source.want(index, index + 1), [source, index]);
  const item = source.at(index);
  return (
    <div className={classes['step']}>
      {source.total > 1 && (
        <div className={classes['stepper']}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            disabled={index === 0}
            onClick={() => setIndex(index - 1)}
            aria-label={t('data.previousItem')}
          >
            <IconChevronLeft size={15} />
          </ActionIcon>
          {t('data.itemOf', { item: index + 1, total: source.total })}
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            disabled={index >= source.total - 1}
            onClick={() => setIndex(index + 1)}
            aria-label={t('data.nextItem')}
          >
            <IconChevronRight size={15} />
          </ActionIcon>
        </div>
      )}
      <div className={classes['content']}>{item !== undefined && children(item)}</div>
    </div>
  );
}
