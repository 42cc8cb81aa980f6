import { Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '../../../parts/problem-panel.tsx';
import { VirtualList } from '../../../parts/virtual-list.tsx';
import { blockingError } from '../../../queries/blocking-error.ts';
import { useShares } from '../../../queries/use-shares.ts';
import classes from './share-dialog.module.css';
import { ShareRow } from './share-row.tsx';

/** With whom the workflow is shared, and by which links. */
export function ShareList({ workflowId }: { readonly workflowId: string }) {
  const { t } = useTranslation();
  const shares = useShares(workflowId);
  const items = shares.data?.pages.flatMap((page) => page.items) ?? [];
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const failure = blockingError(shares);
  if (failure !== undefined) return <ProblemPanel error={failure} onRetry={() => shares.refetch()} />;
  if (shares.isPending) return <Skeleton height={52} radius="md" />;
  if (items.length === 0) return <p className={classes['help']}>{t('share.none')}</p>;
  return (
    <div ref={setScroller} className={classes['rows']}>
      <VirtualList
        items={items}
        rowHeight={53}
        isMeasured
        keyOf={({ id }) => id}
        renderRow={(share) => <ShareRow share={share} />}
        label={t('share.list')}
        scroller={scroller}
        onEnd={() => shares.hasNextPage && !shares.isFetchingNextPage && shares.fetchNextPage()}
      />
    </div>
  );
}
