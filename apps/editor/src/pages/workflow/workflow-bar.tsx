import { ActionIcon, Button, Tooltip } from '@mantine/core';
import type { Issue, WorkflowDocument } from '@sluice/protocol';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { IconAlertTriangle, IconArrowLeft } from '../../parts/icons.ts';
import { SharedTag } from '../../parts/shared-tag.tsx';
import type { NodeCatalog } from '../../queries/use-catalog.ts';
import type { WorkflowDetail } from '../../queries/use-workflow.ts';
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
      <SaveNote />
      {issues.length > 0 && (
        <Button variant="default" leftSection={<IconAlertTriangle size={16} color="var(--sl-waiting)" />} onClick={onIssues}>
          {t('issues.title', { count: issues.length })}
        </Button>
      )}
      <ShareButton workflowId={workflow.id} name={document.name} />
      <ActivationControl workflow={workflow} hasIssues={issues.length > 0} />
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
