import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../parts/empty-state.tsx';
import { IconLock, IconPlus } from '../../parts/icons.ts';
import { Page } from '../../parts/page.tsx';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { blockingError } from '../../queries/blocking-error.ts';
import { useKeys } from '../../queries/use-keys.ts';
import { useCan } from '../../queries/use-me.ts';
import { AddKeyDialog } from './add-key-dialog.tsx';
import { KeyRow } from './key-row.tsx';
import classes from './keys-page.module.css';
import { OwnKeyCard } from './own-key-card.tsx';

/** Who may sign requests here, and as what. */
export function KeysPage() {
  const { t } = useTranslation();
  const canManage = useCan('admin');
  const keys = useKeys(canManage);
  const [isAdding, setAdding] = useState(false);
  const addButton = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
      {t('keys.add')}
    </Button>
  );

  const failure = blockingError(keys);
  return (
    <Page title={t('keys.title')} subtitle={t('keys.subtitle')} actions={canManage ? addButton : undefined}>
      <OwnKeyCard />
      {!canManage && <EmptyState icon={<IconLock size={24} />} title={t('keys.refused')} text={t('role.mayNotManageKeys')} />}
      {failure !== undefined && <ProblemPanel error={failure} onRetry={() => keys.refetch()} />}
      {keys.isLoading && <Skeleton height={130} radius="lg" />}
      {keys.data !== undefined && (
        <ul className={classes['list']} aria-label={t('keys.title')}>
          {keys.data.items.map((key) => (
            <KeyRow key={key.did} entry={key} />
          ))}
        </ul>
      )}
      {isAdding && <AddKeyDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}
