import { ActionIcon } from '@mantine/core';
import type { WorkflowDetail, WorkflowDocument } from '@sluice/protocol';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftIssues } from '../draft/use-draft-issues.ts';
import { IconHistory } from '../parts/icons.ts';
import { late } from '../parts/late.tsx';
import { Tip } from '../parts/tip.tsx';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { useCan } from '../queries/use-me.ts';
import { useLacksRight } from '../queries/use-right.ts';
import { isSameVersion } from './compare-documents.ts';
import { listens } from './listens.ts';
import { PublishButton } from './publish-button.tsx';
import { useUnpublished } from './use-unpublished.ts';
import { useVersionActions } from './use-version-actions.ts';

const PublishDialog = late(async () => (await import('./publish-dialog.tsx')).PublishDialog, { takesKeys: true });
const HistoryDialog = late(async () => (await import('./history-dialog.tsx')).HistoryDialog, { takesKeys: true });

interface VersionControlsProps {
  readonly workflow: WorkflowDetail;
  /** The draft as it stands here. */
  readonly document: WorkflowDocument;
  readonly check: DraftIssues;
  readonly catalog: NodeCatalog;
}

/** Of a workflow's versions, in the bar: the history, and publishing. Which version is looked at stands in the address. */
export function VersionControls({ workflow, document, check, catalog }: VersionControlsProps) {
  const { t } = useTranslation();
  const { issues } = check;
  const { history } = useSearch({ from: '/house/workflows/$workflowId' });
  const navigate = useNavigate({ from: '/workflows/$workflowId' });
  const [isPublishing, setPublishing] = useState(false);
  const canPublish = useCan('builder');
  const readOnlyReason = useLacksRight(workflow.id, 'edit');
  const unpublished = useUnpublished(workflow, workflow.publishedVersion);
  const isSame = unpublished !== undefined && isSameVersion(unpublished.comparison);
  const reason = !canPublish
    ? t('right.lacks.publish')
    : issues.length > 0
      ? t(check.shown.length > 0 ? 'publish.fixFirst' : 'run.noTrigger', { count: issues.length })
      : isSame
        ? t('publish.nothingNew', { number: unpublished.version.number })
        : undefined;
  const showHistory = (selected: string | undefined, isReplaced = false) =>
    void navigate({ search: (current) => ({ ...current, history: selected }), replace: isReplaced });
  const newest = workflow.publishedVersion;

  useVersionActions({
    workflow,
    unpublished,
    readOnlyReason,
    publishReason: reason,
    onPublish: () => setPublishing(true),
    onHistory: () => showHistory(newest === null || !isSame ? 'draft' : newest),
  });
  return (
    <>
      <Tip label={`${t('versions.button')} (Shift+H)`}>
        <ActionIcon
          variant="subtle"
          color="gray"
          onClick={() => showHistory(newest === null || !isSame ? 'draft' : newest)}
          aria-label={t('versions.button')}
        >
          <IconHistory size={18} />
        </ActionIcon>
      </Tip>
      <PublishButton reason={reason} hasNews={unpublished !== undefined && !isSame} onPublish={() => setPublishing(true)} />
      {isPublishing && (
        <PublishDialog
          workflow={workflow}
          catalog={catalog}
          unpublished={unpublished}
          canListen={listens(document)}
          reason={reason}
          settled={check.settled}
          onClose={() => setPublishing(false)}
        />
      )}
      {history !== undefined && (
        <HistoryDialog
          workflow={workflow}
          catalog={catalog}
          selected={history}
          readOnlyReason={readOnlyReason}
          onSelect={(selected) => showHistory(selected, true)}
          onClose={() => showHistory(undefined, true)}
        />
      )}
    </>
  );
}
