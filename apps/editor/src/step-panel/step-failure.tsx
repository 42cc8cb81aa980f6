import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { DocumentNode, NodeType, RunError } from '@sluice/protocol';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { runAction } from '../actions/action-store.ts';
import { IconTool } from '../parts/icons.ts';
import { type Fix, findFix } from './fixes/find-fix.ts';
import type { StepEditing } from './step-editing.ts';
import { StepError } from './step-error.tsx';
import classes from './step-failure.module.css';

interface StepFailureProps {
  readonly error: RunError;
  readonly nodeId: string;
  readonly node: DocumentNode;
  readonly type: NodeType | undefined;
  readonly executionId: string;
  readonly editing: StepEditing | undefined;
  readonly onGoTo: (place: { readonly param: string; readonly isSetting?: boolean }) => void;
}

/** Why the step failed and where, the one thing to do about it, and the way to the run. */
export function StepFailure({ error, nodeId, node, type, executionId, editing, onGoTo }: StepFailureProps) {
  const { t } = useTranslation();
  const fix = findFix(error, nodeId, node, type);
  return (
    <StepError error={error}>
      <div className={classes['row']}>
        <FixButton fix={fix} nodeId={nodeId} editing={editing} onGoTo={onGoTo} />
        {editing !== undefined && (
          <Link to="/executions/$executionId" params={{ executionId }} search={{ node: nodeId }}>
            {t('fix.toRun')}
          </Link>
        )}
      </div>
    </StepError>
  );
}

function FixButton({
  fix,
  nodeId,
  editing,
  onGoTo,
}: { readonly fix: Fix } & Pick<StepFailureProps, 'nodeId' | 'editing' | 'onGoTo'>) {
  const { t } = useTranslation();
  const button = (label: string, act: () => void, needsEdit = true) => (
    <Button
      size="xs"
      leftSection={<IconTool size={14} />}
      disabled={needsEdit && (editing === undefined || editing.readOnlyReason !== undefined)}
      title={needsEdit ? (editing === undefined ? t('step.readOnlyRun') : editing.readOnlyReason) : undefined}
      onClick={act}
    >
      {label}
    </Button>
  );
  switch (fix.kind) {
    case 'go':
      return button(t('fix.go', { field: fix.title }), () => onGoTo({ param: fix.param }), false);
    case 'doubt':
      return button(t('fix.doubt'), () => onGoTo({ param: 'onDoubt', isSetting: true }), false);
    case 'edit': {
      const label = t(`fix.${fix.label}`, { what: fix.what });
      return button(label, () => {
        editing?.store.edit(label, fix.edit, { mergeKey: `${nodeId}/fix` });
        notifications.show({ message: t('fix.done', { what: label }) });
      });
    }
    case 'copy':
      return button(
        t('fix.copy'),
        () => {
          void navigator.clipboard.writeText(fix.text);
          notifications.show({ message: t('fix.copied', { what: fix.text }) });
        },
        false,
      );
    case 'secrets':
      return (
        <Button size="xs" component="a" href="/secrets" leftSection={<IconTool size={14} />}>
          {t('fix.secrets')}
        </Button>
      );
    case 'again':
      return button(t('fix.again'), () => runAction('run'));
    case 'none':
      return <span className={classes['none']}>{t(`fix.none.${fix.because}`)}</span>;
  }
}
