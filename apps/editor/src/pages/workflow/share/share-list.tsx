import { Button, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '../../../parts/problem-panel.tsx';
import { blockingError } from '../../../queries/blocking-error.ts';
import { useShares } from '../../../queries/use-shares.ts';
import classes from './share-dialog.module.css';
import { ShareRow } from './share-row.tsx';

/** With whom the workflow is shared, and by which links. */
export function ShareList({ workflowId }: { readonly workflowId: string }) {
  const { t } = useTranslation();
  const shares = useShares(workflowId);
  const items = shares.data?.pages.flatMap((page) => page.items) ?? [];
  const failure = blockingError(shares);
  if (failure !== undefined) return <ProblemPanel error={failure} onRetry={() => shares.refetch()} />;
  if (shares.isPending) return <Skeleton height={52} radius="md" />;
  if (items.length === 0) return <p className={classes['help']}>{t('share.none')}</p>;
  return (
    <>
      <ul className={classes['rows']} aria-labelledby="share-list-title">
        {items.map((share) => (
          <ShareRow key={share.id} share={share} />
        ))}
      </ul>
      {shares.hasNextPage && (
        <Button variant="subtle" fullWidth loading={shares.isFetchingNextPage} onClick={() => shares.fetchNextPage()}>
          {t('share.more')}
        </Button>
      )}
    </>
  );
}
