import type { WorkflowDetail, WorkflowVersion } from '@sluice/protocol';
import { useEffect, useMemo, useState } from 'react';
import { useDraft } from '../draft/draft-context.tsx';
import { useVersion } from '../queries/use-versions.ts';
import { compareDocuments, type DocumentComparison } from './compare-documents.ts';

const CALM_MS = 400;

export interface Unpublished {
  /** What the draft is compared with. */
  readonly version: WorkflowVersion;
  readonly comparison: DocumentComparison;
}

/** How the draft differs from a version, a moment after each edit; undefined without a version, and until that is known. */
export function useUnpublished(workflow: Pick<WorkflowDetail, 'id'>, hash: string | null): Unpublished | undefined {
  const { data: version } = useVersion(workflow.id, hash ?? undefined);
  const document = useCalmDocument();
  return useMemo(
    () => (version === undefined ? undefined : { version, comparison: compareDocuments(version.document, document) }),
    [version, document],
  );
}

/** The draft as it was when the hands rested last. */
function useCalmDocument() {
  const document = useDraft((state) => state.document);
  const [calm, setCalm] = useState(document);
  useEffect(() => {
    const timer = setTimeout(() => setCalm(document), CALM_MS);
    return () => clearTimeout(timer);
  }, [document]);
  return calm;
}
