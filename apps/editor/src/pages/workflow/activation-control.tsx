import { Button, Switch, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { problemOfError } from '../../api/api-error.ts';
import { useDraftSession } from '../../draft/draft-context.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { useActivation } from '../../queries/use-activation.ts';
import { useCan } from '../../queries/use-me.ts';
import type { WorkflowDetail } from '../../queries/use-workflow.ts';
import classes from './activation-control.module.css';

interface ActivationControlProps {
  readonly workflow: WorkflowDetail;
  readonly hasIssues: boolean;
}

/** Whether the workflow's triggers listen. A draft that was never published is published by its first activation. */
export function ActivationControl({ workflow, hasIssues }: ActivationControlProps) {
  const { t } = useTranslation();
  const canBuild = useCan('builder');
  const activation = useActivation(workflow.id);
  const { sync } = useDraftSession();
  const outside = workflow.triggers.filter((trigger) => trigger.path !== undefined || trigger.cron !== undefined);
  if (outside.length === 0) return null;
  const isActive = workflow.activeVersion !== null;
  const hook = outside.find((trigger) => trigger.path !== undefined);

  const change = async (next: 'publish' | 'on' | 'off') => {
    try {
      if (next === 'publish') await sync.flush();
      await activation.mutateAsync(next);
    } catch (error) {
      const problem = problemOfError(error);
      notifications.show({ color: 'red', title: problem.title, message: problem.detail });
    }
  };

  return (
    <div className={classes['control']}>
      {isActive && hook?.path !== undefined && <HookAddress path={hook.path} />}
      {workflow.publishedVersion === null ? (
        <Tooltip label={canBuild ? t('activation.publishHelp') : t('right.lacks.publish')}>
          <Button
            variant="default"
            onClick={() => change('publish')}
            loading={activation.isPending}
            disabled={!canBuild || hasIssues}
          >
            {t('activation.publish')}
          </Button>
        </Tooltip>
      ) : (
        <Switch
          label={t(isActive ? 'activation.active' : 'activation.inactive')}
          checked={isActive}
          disabled={!canBuild || activation.isPending}
          title={canBuild ? undefined : t('right.lacks.publish')}
          onChange={(event) => change(event.currentTarget.checked ? 'on' : 'off')}
        />
      )}
    </div>
  );
}

function HookAddress({ path }: { readonly path: string }) {
  const { t } = useTranslation();
  const address = new URL(`/hooks/${path}`, window.location.href).href;
  return (
    <span className={classes['address']} title={address}>
      <code>/hooks/{path}</code>
      <CopyButton value={address} label={t('activation.copyHook')} />
    </span>
  );
}
