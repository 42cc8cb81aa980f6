import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageLoader } from '../../app/page-loader.tsx';
import { DraftProvider } from '../../draft/draft-context.tsx';
import { useOpenDraft } from '../../draft/use-open-draft.ts';
import { late } from '../../parts/late.tsx';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { blockingError } from '../../queries/blocking-error.ts';
import { type NodeCatalog, useCatalog } from '../../queries/use-catalog.ts';
import { useWorkflow, type WorkflowDetail } from '../../queries/use-workflow.ts';
import { useShareWatch } from './share/use-share-watch.ts';
import { WorkflowEditor } from './workflow-editor.tsx';
import classes from './workflow-page.module.css';

const UnreadableDraft = late(async () => (await import('./unreadable-draft.tsx')).UnreadableDraft);

/** A workflow at an address: loaded, or what is in the way of that. */
export function WorkflowPage() {
  const { workflowId } = useParams({ from: '/house/workflows/$workflowId' });
  const workflow = useWorkflow(workflowId);
  const catalog = useCatalog();
  const { t } = useTranslation();
  useShareWatch(workflowId);
  const failure = blockingError(workflow, catalog);
  if (failure !== undefined) {
    return (
      <div className={classes['failure']}>
        <ProblemPanel isPage error={failure} onRetry={() => Promise.all([workflow.refetch(), catalog.refetch()])}>
          <Button component={Link} to="/workflows" variant="default" size="xs">
            {t('workflow.back')}
          </Button>
        </ProblemPanel>
      </div>
    );
  }
  if (workflow.data === undefined || catalog.data === undefined) return <PageLoader />;
  return <OpenWorkflow key={workflowId} workflow={workflow.data} catalog={catalog.data} />;
}

function OpenWorkflow({ workflow, catalog }: { readonly workflow: WorkflowDetail; readonly catalog: NodeCatalog }) {
  const { session, unreadable, discard } = useOpenDraft(workflow);
  if (unreadable !== undefined) return <UnreadableDraft error={unreadable} name={workflow.name} onDiscard={discard} />;
  if (session === undefined) return <PageLoader />;
  return (
    <DraftProvider value={session}>
      <WorkflowEditor workflow={workflow} catalog={catalog} />
    </DraftProvider>
  );
}
