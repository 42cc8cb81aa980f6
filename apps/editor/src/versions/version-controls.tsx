import { ActionIcon, Tooltip } from '@mantine/core';
import type { Issue, WorkflowDetail, WorkflowDocument } from '@sluice/protocol';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconHistory } from '../parts/icons.ts';
import { late } from '../parts/late.tsx';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { useCan } from '../queries/use-me.ts';
import { useLacksRight } from '../queries/use-right.ts';
import { isSameVersion } from './compare-documents.ts';
import { listens } from './listens.ts';
import { PublishButton } from './publish-button.tsx';
import { useUnpublished } from './use-unpublished.ts';
import { useVersionActions } from './use-version-actions.ts';

const PublishDialog = late(async () => (await import('./publish-dialog.tsx')).PublishDialog);
const HistoryDialog = late(async () => (await import('./history-dialog.tsx')).HistoryDialog);

interface VersionControlsProps {
  readonly workflow: WorkflowDetail;
  /** The draft as it stands here. */
  readonly document: WorkflowDocument;
  readonly issues: readonly Issue[];
  readonly catalog: NodeCatalog;
}

/** Of a workflow's versions, in the bar: the history, and publishing. Which version is looked at stands in the address. */
export function VersionControls({ workflow, document, issues, catalog }: VersionControlsProps) {
  const { t } = useTranslation();
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
      ? t('publish.fixFirst', { count: issues.length })
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
      <Tooltip label={`${t('versions.button')} (Shift+H)`}>
        <ActionIcon
          variant="subtle"
          color="gray"
          onClick={() => showHistory(newest === null || !isSame ? 'draft' : newest)}
          aria-label={t('versions.button')}
        >
          <IconHistory size={18} />
        </ActionIcon>
      </Tooltip>
      <PublishButton reason={reason} hasNews={unpublished !== undefined && !isSame} onPublish={() => setPublishing(true)} />
      {isPublishing && (
        <PublishDialog
          workflow={workflow}
          catalog={catalog}
          unpublished={unpublished}
          canListen={listens(document)}
          reason={reason}
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
