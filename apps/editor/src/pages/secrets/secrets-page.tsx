import { Button, Skeleton } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../actions/use-action.ts';
import { useFocusedRow } from '../../bulk/use-focused-row.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { fetchPart } from '../../parts/fetch-part.ts';
import { IconLock, IconPlus, IconShieldLock } from '../../parts/icons.ts';
import { KeysAhead } from '../../parts/keys-ahead.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { VirtualList } from '../../parts/virtual-list.tsx';
import { blockingError } from '../../queries/blocking-error.ts';
import { useCan } from '../../queries/use-me.ts';
import { type SecretSummary, useSecrets } from '../../queries/use-secrets.ts';
import { SecretRow } from './secret-row.tsx';
import classes from './secrets-page.module.css';
import { useSecretRowActions } from './use-secret-row-actions.ts';

const SecretDialog = lazy(() => fetchPart(async () => ({ default: (await import('./secret-dialog.tsx')).SecretDialog })));
const DeleteSecretDialog = lazy(() =>
  fetchPart(async () => ({ default: (await import('./delete-secret-dialog.tsx')).DeleteSecretDialog })),
);

type Asked = { readonly what: 'add' } | { readonly what: 'rotate' | 'delete'; readonly secret: SecretSummary };

/** What workflows may send without seeing it: names, and to which hosts. A value comes in here and never out (I7). */
export function SecretsPage() {
  const { t } = useTranslation();
  const canSee = useCan('builder');
  const canChange = useCan('admin');
  const secrets = useSecrets();
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const reason = canChange ? undefined : t('role.mayNotChangeSecrets');
  useAction({
    id: 'secrets.add',
    title: t('secrets.add'),
    group: t('secrets.title'),
    icon: IconPlus,
    disabled: reason,
    run: () => setAsked({ what: 'add' }),
  });
  const items = secrets.data?.items ?? [];
  const { focused, listProps } = useFocusedRow(items, ({ name }) => name);
  const onRotate = (secret: SecretSummary) => setAsked({ what: 'rotate', secret });
  const onDelete = (secret: SecretSummary) => setAsked({ what: 'delete', secret });
  useSecretRowActions({ items, focused, disabled: reason, onRotate, onDelete });
  const failure = blockingError(secrets);
  const addButton = (
    <Button leftSection={<IconPlus size={16} />} disabled={!canChange} title={reason} onClick={() => setAsked({ what: 'add' })}>
      {t('secrets.add')}
    </Button>
  );
  return (
    <Page title={t('secrets.title')} subtitle={t('secrets.subtitle')} actions={canSee ? addButton : undefined}>
      {!canSee && <EmptyState icon={<IconLock size={24} />} title={t('secrets.refused')} text={t('role.mayNotSeeSecrets')} />}
      {failure !== undefined && <ProblemPanel error={failure} onRetry={() => secrets.refetch()} />}
      {canSee && secrets.isPending && failure === undefined && <Skeleton height={130} radius="lg" />}
      {items.length > 0 && (
        <div className={classes['list']} {...listProps}>
          <VirtualList
            items={items}
            rowHeight={65}
            keyOf={({ name }) => name}
            label={t('secrets.title')}
            renderRow={(secret) => (
              <SecretRow secret={secret} disabled={reason} onRotate={() => onRotate(secret)} onDelete={() => onDelete(secret)} />
            )}
          />
        </div>
      )}
      {secrets.isSuccess && items.length === 0 && (
        <EmptyState icon={<IconShieldLock size={24} />} title={t('secrets.empty')} text={t('secrets.emptyText')} />
      )}
      <Suspense fallback={<KeysAhead />}>
        {asked?.what === 'add' && <SecretDialog taken={items.map(({ name }) => name)} onClose={close} />}
        {asked?.what === 'rotate' && <SecretDialog secret={asked.secret} taken={[]} onClose={close} />}
        {asked?.what === 'delete' && <DeleteSecretDialog secret={asked.secret} onClose={close} />}
      </Suspense>
    </Page>
  );
}
