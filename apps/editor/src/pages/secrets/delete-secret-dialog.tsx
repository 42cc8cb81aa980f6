import { Button, Group, Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { type SecretSummary, useDeleteSecret, useSecretUses } from '../../queries/use-secrets.ts';
import classes from './secrets-page.module.css';

/** Asks once before a secret is deleted, naming what uses it: its value is nowhere else. */
export function DeleteSecretDialog({ secret, onClose }: { readonly secret: SecretSummary; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const uses = useSecretUses(secret.name);
  const remove = useDeleteSecret();
  const items = uses.data?.items ?? [];
  return (
    <Dialog
      onClose={onClose}
      title={t('secrets.deleteTitle', { name: secret.name })}
      closeButtonProps={{ 'aria-label': t('confirm.close') }}
    >
      <p className={classes['text']}>{t('secrets.deleteText')}</p>
      {uses.isPending && <Skeleton height={40} role="status" aria-label={t('loading')} />}
      {uses.isError && <ProblemPanel error={uses.error} onRetry={() => uses.refetch()} />}
      {uses.isSuccess && <p className={classes['text']}>{t('secrets.uses', { count: items.length })}</p>}
      {items.length > 0 && (
        <ul className={classes['uses']}>
          {items.map(({ workflowId, workflowName, isActive, nodes }) => (
            <li key={workflowId}>
              <Link to="/workflows/$workflowId" params={{ workflowId }}>
                {workflowName}
              </Link>{' '}
              {t(isActive ? 'secrets.useActive' : 'secrets.useDraft', { nodes: nodes.join(', ') })}
            </li>
          ))}
        </ul>
      )}
      {remove.isError && <ProblemPanel error={remove.error} />}
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('confirm.cancel')}
        </Button>
        <Button
          color="red"
          disabled={uses.isPending}
          loading={remove.isPending}
          onClick={() => remove.mutate(secret.name, { onSuccess: onClose })}
        >
          {t('secrets.delete')}
        </Button>
      </Group>
    </Dialog>
  );
}
