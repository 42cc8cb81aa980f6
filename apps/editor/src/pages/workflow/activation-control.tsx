import { Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { WorkflowDocument } from '@sluice/protocol';
import { useTranslation } from 'react-i18next';
import { problemOfError } from '../../api/api-error.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { useActivation } from '../../queries/use-activation.ts';
import { useCan } from '../../queries/use-me.ts';
import { useVersion } from '../../queries/use-versions.ts';
import type { WorkflowDetail } from '../../queries/use-workflow.ts';
import { listens } from '../../versions/listens.ts';
import classes from './activation-control.module.css';

interface ActivationControlProps {
  readonly workflow: WorkflowDetail;
  /** The draft as it stands here. */
  readonly document: WorkflowDocument;
}

/** Whether the workflow's triggers listen. There is nothing to switch before it was published. */
export function ActivationControl({ workflow, document }: ActivationControlProps) {
  const { t } = useTranslation();
  const canBuild = useCan('builder');
  const activation = useActivation(workflow.id);
  const isActive = workflow.activeVersion !== null;
  const active = useVersion(workflow.id, workflow.activeVersion ?? undefined);
  if (workflow.publishedVersion === null || (!isActive && !listens(document))) return null;
  const hook = Object.values((active.data?.document ?? document).nodes).find(({ type }) => type.startsWith('core.webhook@'))
    ?.params['path'];

  const change = async (to: 'on' | 'off') => {
    try {
      await activation.mutateAsync({ to });
    } catch (error) {
      const problem = problemOfError(error);
      notifications.show({ color: 'red', title: problem.title, message: problem.detail });
    }
  };

  return (
    <div className={classes['control']}>
      {isActive && typeof hook === 'string' && <HookAddress path={hook} />}
      <Switch
        label={t(isActive ? 'activation.active' : 'activation.inactive')}
        checked={isActive}
        disabled={!canBuild || activation.isPending}
        title={canBuild ? undefined : t('right.lacks.publish')}
        onChange={(event) => change(event.currentTarget.checked ? 'on' : 'off')}
      />
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
