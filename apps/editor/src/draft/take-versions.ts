import type { WorkflowDetail } from '@sluice/protocol';
import type { QueryClient } from '@tanstack/react-query';
import { versionsKey, workflowKey } from '../queries/workflow-keys.ts';
import type { VersionsFrame } from '../stream/stream-subscription.ts';

/** What became of a workflow's versions. */
export interface VersionsChange {
  readonly isPublished: boolean;
  /** Absent: as it was. */
  readonly activation?: 'on' | 'off';
}

/**
 * Lets every view of a workflow know which versions are published and active now. Gives what is new about that; undefined when it was
 * known.
 */
export function takeVersions(client: QueryClient, frame: VersionsFrame): VersionsChange | undefined {
  const { workflowId, publishedVersion, activeVersion, archived } = frame;
  const key = workflowKey(workflowId);
  const known = client.getQueryData<WorkflowDetail>(key);
  if (known === undefined) return undefined;
  const isPublished = known.publishedVersion !== publishedVersion;
  const isSwitched = known.activeVersion !== activeVersion;
  if (!isPublished && !isSwitched && known.archived === archived) return undefined;
  // An answer that is under way may be of an earlier moment than this.
  void client.cancelQueries({ queryKey: key, exact: true }).then(() => {
    client.setQueryData<WorkflowDetail>(key, (detail) => detail && { ...detail, publishedVersion, activeVersion, archived });
    void client.invalidateQueries({ queryKey: versionsKey(workflowId) });
    void client.invalidateQueries({ queryKey: ['workflows', 'list'] });
  });
  return { isPublished, ...(isSwitched ? { activation: activeVersion === null ? ('off' as const) : ('on' as const) } : {}) };
}
