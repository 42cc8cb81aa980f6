import type { WorkflowDocument } from '@sluice/protocol';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRun } from '../app/runs.ts';
import { announce } from '../parts/announce.ts';

/** Has said how the run that is shown stands: that it goes on, waits, and how it ended, with the node and the cause when it failed. */
export function useRunAnnouncements(executionId: string | undefined, document: WorkflowDocument): void {
  const { t } = useTranslation();
  const { view } = useRun(executionId);
  const said = useRef('');
  useEffect(() => {
    if (view === undefined) return;
    const key = `${view.executionId} ${view.status}`;
    if (said.current === key) return;
    said.current = key;
    const [id, failed] = [...view.nodes].find(([, { status }]) => status === 'failed') ?? [];
    const cause = failed?.steps.find(({ error }) => error !== null)?.error?.message;
    if (view.status === 'failed' && id !== undefined && cause !== undefined)
      announce(t('announce.runFailed', { node: document.nodes[id]?.name ?? id, cause }));
    else announce(t('announce.run', { status: t(`status.${view.status}`) }));
  }, [view, document, t]);
}
