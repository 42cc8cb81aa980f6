import { ActionIcon, Button, Tooltip } from '@mantine/core';
import type { Issue, WorkflowDocument } from '@sluice/protocol';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { IconAlertTriangle, IconArrowLeft, IconLock } from '../../parts/icons.ts';
import { SharedTag } from '../../parts/shared-tag.tsx';
import type { NodeCatalog } from '../../queries/use-catalog.ts';
import { useLacksRight } from '../../queries/use-right.ts';
import type { WorkflowDetail } from '../../queries/use-workflow.ts';
import { GuestAvatars } from '../../together/guest-avatars.tsx';
import { VersionControls } from '../../versions/version-controls.tsx';
import { ActivationControl } from './activation-control.tsx';
import { RunButton } from './run-button.tsx';
import { SaveNote } from './save-note.tsx';
import { ShareButton } from './share/share-button.tsx';
import classes from './workflow-bar.module.css';

interface WorkflowBarProps {
  readonly workflow: WorkflowDetail;
  /** The draft as it stands here. */
  readonly document: WorkflowDocument;
  readonly issues: readonly Issue[];
  readonly catalog: NodeCatalog;
  /** The first visit: Run glows and a line says what to do. */
  readonly isWelcome: boolean;
  readonly onRun: (executionId: string) => void;
  readonly onIssues: () => void;
}

/** Above the canvas: which workflow this is, whether it listens, what is wrong with it, and Run. */
export function WorkflowBar({ workflow, document, issues, catalog, isWelcome, onRun, onIssues }: WorkflowBarProps) {
  const { t } = useTranslation();
  const readOnlyReason = useLacksRight(workflow.id, 'edit');
  return (
    <header className={classes['bar']}>
      <Tooltip label={t('workflow.back')}>
        <ActionIcon component={Link} to="/workflows" variant="subtle" color="gray" aria-label={t('workflow.back')}>
          <IconArrowLeft size={18} />
        </ActionIcon>
      </Tooltip>
      <div className={classes['heading']}>
        <h1 className={classes['name']}>
          {document.name}
          <SharedTag workflowId={workflow.id} />
        </h1>
        {document.description !== undefined && <p className={classes['description']}>{document.description}</p>}
      </div>
      {readOnlyReason === undefined ? <SaveNote /> : <ViewOnly reason={readOnlyReason} />}
      {issues.length > 0 && (
        <Button variant="default" leftSection={<IconAlertTriangle size={16} color="var(--sl-waiting)" />} onClick={onIssues}>
          {t('issues.title', { count: issues.length })}
        </Button>
      )}
      <GuestAvatars />
      <span className={classes['atDesk']}>
        <ShareButton workflowId={workflow.id} name={document.name} />
      </span>
      <ActivationControl workflow={workflow} document={document} />
      <VersionControls workflow={workflow} document={document} issues={issues} catalog={catalog} />
      {isWelcome && <span className={classes['welcome']}>{t('workflow.welcome')}</span>}
      <RunButton
        workflowId={workflow.id}
        document={document}
        hasIssues={issues.length > 0}
        catalog={catalog}
        isGlowing={isWelcome}
        onRun={onRun}
        onIssues={onIssues}
      />
    </header>
  );
}

function ViewOnly({ reason }: { readonly reason: string }) {
  const { t } = useTranslation();
  return (
    <Tooltip label={reason} multiline maw={300}>
      <span className={classes['saving']} title={reason}>
        <IconLock size={14} aria-hidden="true" />
        {t('draft.viewOnly')}
      </span>
    </Tooltip>
  );
}
