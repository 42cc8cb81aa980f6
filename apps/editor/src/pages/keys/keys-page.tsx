import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../actions/use-action.ts';
import { type FocusedRow, useFocusedRow } from '../../bulk/use-focused-row.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { IconLock, IconPlus } from '../../parts/icons.ts';
import { Page } from '../../parts/page.tsx';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { VirtualList } from '../../parts/virtual-list.tsx';
import { blockingError } from '../../queries/blocking-error.ts';
import { type KeySummary, useKeys } from '../../queries/use-keys.ts';
import { useCan } from '../../queries/use-me.ts';
import { AddKeyDialog } from './add-key-dialog.tsx';
import { EditKeyDialog } from './edit-key-dialog.tsx';
import { KeyRow } from './key-row.tsx';
import classes from './keys-page.module.css';
import { OwnKeyCard } from './own-key-card.tsx';
import { RevokeKeyDialog } from './revoke-key-dialog.tsx';
import { useKeyRowActions } from './use-key-row-actions.ts';

const didOf = ({ did }: KeySummary) => did;

/** Who may sign requests here, and as what. */
export function KeysPage() {
  const { t } = useTranslation();
  const canManage = useCan('admin');
  const keys = useKeys();
  const [isAdding, setAdding] = useState(false);
  const [edited, setEdited] = useState<KeySummary>();
  const [revoked, setRevoked] = useState<KeySummary>();
  const [areEndedShown, setEndedShown] = useState(false);
  useAction({
    id: 'keys.add',
    title: t('keys.add'),
    group: t('keys.title'),
    icon: IconPlus,
    disabled: canManage ? undefined : t('role.mayNotManageKeys'),
    run: () => setAdding(true),
  });
  const addButton = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
      {t('keys.add')}
    </Button>
  );

  const items = keys.data?.items ?? [];
  const valid = items.filter(({ revokedAt }) => revokedAt === null);
  const ended = items.filter(({ revokedAt }) => revokedAt !== null);
  const [ofValid, ofEnded] = [useFocusedRow(valid, didOf), useFocusedRow(ended, didOf)];
  const rowProps = { onEdit: setEdited, onRevoke: setRevoked };
  useKeyRowActions({
    items,
    focused: ofValid.focused ?? ofEnded.focused,
    disabled: canManage ? undefined : t('role.mayNotManageKeys'),
    ...rowProps,
  });
  const failure = blockingError(keys);
  return (
    <Page title={t('keys.title')} subtitle={t('keys.subtitle')} actions={canManage ? addButton : undefined}>
      <OwnKeyCard />
      {!canManage && <EmptyState icon={<IconLock size={24} />} title={t('keys.refused')} text={t('role.mayNotManageKeys')} />}
      {failure !== undefined && <ProblemPanel error={failure} onRetry={() => keys.refetch()} />}
      {canManage && keys.isPending && failure === undefined && <Skeleton height={130} radius="lg" />}
      {valid.length > 0 && (
        <>
          <h2 className={classes['heading']}>{t('keys.list', { count: valid.length })}</h2>
          <KeyList entries={valid} label={t('keys.title')} listProps={ofValid.listProps} {...rowProps} />
        </>
      )}
      {ended.length > 0 && (
        <details className={classes['ended']} onToggle={(event) => setEndedShown(event.currentTarget.open)}>
          <summary>{t('keys.ended', { count: ended.length })}</summary>
          {areEndedShown && (
            <KeyList
              entries={ended}
              label={t('keys.ended', { count: ended.length })}
              listProps={ofEnded.listProps}
              {...rowProps}
            />
          )}
        </details>
      )}
      {isAdding && <AddKeyDialog onClose={() => setAdding(false)} />}
      {edited !== undefined && <EditKeyDialog entry={edited} onClose={() => setEdited(undefined)} />}
      {revoked !== undefined && <RevokeKeyDialog entry={revoked} onClose={() => setRevoked(undefined)} />}
    </Page>
  );
}

interface KeyListProps {
  readonly entries: readonly KeySummary[];
  readonly label: string;
  readonly listProps: FocusedRow<KeySummary>['listProps'];
  readonly onEdit: (key: KeySummary) => void;
  readonly onRevoke: (key: KeySummary) => void;
}

function KeyList({ entries, label, listProps, onEdit, onRevoke }: KeyListProps) {
  return (
    <div className={classes['list']} {...listProps}>
      <VirtualList
        items={entries}
        rowHeight={65}
        isMeasured
        keyOf={didOf}
        label={label}
        renderRow={(entry) => <KeyRow entry={entry} onEdit={() => onEdit(entry)} onRevoke={() => onRevoke(entry)} />}
      />
    </div>
  );
}
