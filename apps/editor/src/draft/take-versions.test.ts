import type { WorkflowDetail } from '@sluice/protocol';
import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { versionsKey, workflowKey } from '../queries/workflow-keys.ts';
import type { VersionsFrame } from '../stream/stream-subscription.ts';
import { takeVersions } from './take-versions.ts';

const detail = { id: 'w', publishedVersion: 'v1', activeVersion: 'v1', archived: false } as WorkflowDetail;
const frame = (over: Partial<VersionsFrame>): VersionsFrame => ({
  type: 'versions',
  id: 's',
  workflowId: 'w',
  publishedVersion: 'v1',
  activeVersion: 'v1',
  archived: false,
  ...over,
});
function clientWith(data: WorkflowDetail | undefined): QueryClient {
  const client = new QueryClient();
  if (data !== undefined) client.setQueryData(workflowKey('w'), data);
  client.setQueryData(versionsKey('w'), []);
  return client;
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('what the engine says of a workflow’s versions', () => {
  it('is news as far as it was not known, and then the list of versions is out of date', async () => {
    const client = clientWith(detail);
    expect(takeVersions(client, frame({}))).toBeUndefined();
    await settle();
    expect(client.getQueryState(versionsKey('w'))?.isInvalidated).toBe(false);
    expect(takeVersions(client, frame({ publishedVersion: 'v2' }))).toEqual({ isPublished: true });
    await settle();
    expect(client.getQueryData(workflowKey('w'))).toMatchObject({ publishedVersion: 'v2', activeVersion: 'v1' });
    expect(client.getQueryState(versionsKey('w'))?.isInvalidated).toBe(true);
  });

  it('says when triggers were switched on or off', () => {
    expect(takeVersions(clientWith(detail), frame({ activeVersion: null }))).toEqual({ isPublished: false, activation: 'off' });
    const both = frame({ publishedVersion: 'v2', activeVersion: 'v2' });
    expect(takeVersions(clientWith(detail), both)).toEqual({ isPublished: true, activation: 'on' });
  });

  it('counts more than an answer that was under way before it', async () => {
    const client = clientWith(detail);
    const late = Promise.withResolvers<WorkflowDetail>();
    void client.fetchQuery({ queryKey: workflowKey('w'), queryFn: () => late.promise }).catch(() => {});
    takeVersions(client, frame({ activeVersion: null }));
    late.resolve(detail);
    await settle();
    expect(client.getQueryData(workflowKey('w'))).toMatchObject({ activeVersion: null });
  });

  it('is nothing to a page that has not loaded the workflow yet', () => {
    expect(takeVersions(clientWith(undefined), frame({ publishedVersion: 'v2' }))).toBeUndefined();
  });
});
