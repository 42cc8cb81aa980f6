import { ActionIcon, Button } from '@mantine/core';
import type { WorkflowDocument } from '@sluice/protocol';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { causes } from '../../draft/issues/shown-issues.ts';
import type { DraftIssues } from '../../draft/use-draft-issues.ts';
import { IconAlertTriangle, IconArrowLeft } from '../../parts/icons.ts';
import { Tip } from '../../parts/tip.tsx';
import type { NodeCatalog } from '../../queries/use-catalog.ts';
import { useLacksRight } from '../../queries/use-right.ts';
import type { WorkflowDetail } from '../../queries/use-workflow.ts';
import { Guests } from '../../together/guests.tsx';
import { VersionControls } from '../../versions/version-controls.tsx';
import { ActivationControl } from './activation-control.tsx';
import { RunButton } from './run-button.tsx';
import { SaveNote } from './save-note.tsx';
import { ShareButton } from './share/share-button.tsx';
import classes from './workflow-bar.module.css';
import { WorkflowHeading } from './workflow-heading.tsx';

interface WorkflowBarProps {
  readonly workflow: WorkflowDetail;
  /** The draft as it stands here. */
  readonly document: WorkflowDocument;
  readonly check: DraftIssues;
  readonly catalog: NodeCatalog;
  /** The first visit: Run glows and a line says what to do. */
  readonly isWelcome: boolean;
  readonly onRun: (executionId: string) => void;
  readonly onIssues: () => void;
  readonly areSettingsOpen: boolean;
  readonly onSettings: (isOpen: boolean) => void;
}

/** Above the canvas: which workflow this is, whether it listens, what is wrong with it, and Run. */
export function WorkflowBar(props: WorkflowBarProps) {
  const { workflow, document, check, catalog, isWelcome, onRun, onIssues, areSettingsOpen, onSettings } = props;
  const { t } = useTranslation();
  const readOnlyReason = useLacksRight(workflow.id, 'edit');
  const { shown: issues } = check;
  const { length: count } = causes(issues);
  return (
    <header className={classes['bar']}>
      <Tip label={t('workflow.back')}>
        <ActionIcon component={Link} to="/workflows" variant="subtle" color="gray" aria-label={t('workflow.back')}>
          <IconArrowLeft size={18} />
        </ActionIcon>
      </Tip>
      <WorkflowHeading
        workflowId={workflow.id}
        document={document}
        issues={issues}
        readOnlyReason={readOnlyReason}
        areSettingsOpen={areSettingsOpen}
        onSettings={onSettings}
      />
      <SaveNote readOnlyReason={readOnlyReason} />
      {count > 0 && (
        <Button
          className={classes['issues'] ?? ''}
          variant="default"
          leftSection={<IconAlertTriangle size={16} color="var(--sl-waiting)" />}
          aria-busy={!check.isSettled}
          onClick={onIssues}
        >
          {t('issues.title', { count })}
        </Button>
      )}
      <Guests />
      <span className={classes['atDesk']}>
        <ShareButton workflowId={workflow.id} name={document.name} />
      </span>
      <ActivationControl workflow={workflow} document={document} />
      <VersionControls workflow={workflow} document={document} check={check} catalog={catalog} />
      {isWelcome && <span className={classes['welcome']}>{t('workflow.welcome')}</span>}
      <RunButton
        workflowId={workflow.id}
        document={document}
        check={check}
        catalog={catalog}
        isGlowing={isWelcome}
        onRun={onRun}
        onIssues={onIssues}
      />
    </header>
  );
}
