import { ActionIcon } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IconChevronLeft, IconChevronRight } from '../parts/icons.ts';
import { useExpressionScope } from './expression-scope.tsx';
import classes from './item-stepper.module.css';

/** Chooses the item that previews are for. */
export function ItemStepper() {
  const { t } = useTranslation();
  const scope = useExpressionScope();
  if (scope === undefined) return null;
  const { data, item, setItem } = scope;
  if (data.items.length === 0) return <span className={classes['stepper']}>{t('preview.noItems')}</span>;
  const isLast = item >= data.items.length - 1;
  return (
    <span className={classes['stepper']}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={22}
        disabled={item === 0}
        title={item === 0 ? t('preview.isFirst') : undefined}
        onClick={() => setItem(item - 1)}
        aria-label={t('preview.before')}
      >
        <IconChevronLeft size={14} />
      </ActionIcon>
      <span aria-live="polite">{t(`preview.item.${data.source}`, { item: item + 1, total: data.total })}</span>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={22}
        disabled={isLast}
        title={isLast ? t('preview.isLast') : undefined}
        onClick={() => setItem(item + 1)}
        aria-label={t('preview.after')}
      >
        <IconChevronRight size={14} />
      </ActionIcon>
    </span>
  );
}
