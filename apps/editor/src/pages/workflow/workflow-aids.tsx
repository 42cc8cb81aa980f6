import type { Issue, WorkflowDocument } from '@sluice/protocol';
import { useNodePlaces } from '../../canvas/use-node-places.ts';
import { useDraftAnnouncements } from '../../draft/use-draft-announcements.ts';
import { OutlineDock } from '../../outline/outline-dock.tsx';
import type { NodeCatalog } from '../../queries/use-catalog.ts';
import { useRunAnnouncements } from '../../run/use-run-announcements.ts';
import { useRegions } from './use-regions.ts';

interface WorkflowAidsProps {
  readonly document: WorkflowDocument;
  readonly catalog: NodeCatalog;
  readonly issues: readonly Issue[];
  readonly executionId: string | undefined;
  /** The node that is open beside the canvas. */
  readonly openId: string | undefined;
  readonly onOpen: (id: string | undefined) => void;
  readonly readOnlyReason: string | undefined;
}

/** What leads through a workflow without looking at the canvas: the outline, its nodes in the palette, and what a screen reader is told. */
export function WorkflowAids(props: WorkflowAidsProps) {
  useNodePlaces(props.document, props.catalog, props.onOpen);
  useDraftAnnouncements();
  useRegions(props.openId, props.onOpen);
  useRunAnnouncements(props.executionId, props.document);
  return <OutlineDock {...props} />;
}
