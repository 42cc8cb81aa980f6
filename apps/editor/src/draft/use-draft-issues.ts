import type { Issue, WorkflowDetail, WorkflowDocument } from '@sluice/protocol';
import { useEffect, useState } from 'react';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { useDraft } from './draft-context.tsx';

const CALM_MS = 120;
const loadCheck = () => import('./check-document.ts');

/**
 * What is wrong with the draft as it stands here, a moment after each edit. Found by the kernel in this browser; what only the engine
 * can know (a webhook path that is taken) stays from its last answer.
 */
export function useDraftIssues(saved: WorkflowDetail, catalog: NodeCatalog): readonly Issue[] {
  const document = useDraft((state) => state.document);
  const [found, setFound] = useState<{ readonly document: WorkflowDocument; readonly issues: readonly Issue[] }>();
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const { checkDocument } = await loadCheck();
      if (!isCurrent) return;
      const known = checkDocument(saved.document, catalog);
      const ofEngine = saved.issues.filter((issue) => !known.some((each) => isSame(each, issue)));
      setFound({ document, issues: [...checkDocument(document, catalog), ...ofEngine] });
    }, CALM_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [document, saved, catalog]);
  return found?.issues ?? saved.issues;
}

function isSame(a: Issue, b: Issue): boolean {
  return a.code === b.code && a.nodeId === b.nodeId && a.param === b.param && a.message === b.message;
}
