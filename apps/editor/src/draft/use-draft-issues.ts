import type { Issue, WorkflowDetail, WorkflowDocument } from '@sluice/protocol';
import { useEffect, useState } from 'react';
import { fetchPart } from '../parts/fetch-part.ts';
import { usePreload } from '../parts/late.tsx';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { useDraft } from './draft-context.tsx';

const CALM_MS = 120;
const loadCheck = () => fetchPart(() => import('./check-document.ts'));
const check = { preload: loadCheck };

/**
 * What is wrong with the draft as it stands here, a moment after each edit. Found by the kernel in this browser; what only the engine
 * can know (a webhook path that is taken) stays from its last answer. A draft as the engine has it needs no second opinion: the compiler is fetched
 * when the page has come to rest, for the first edit.
 */
export function useDraftIssues(saved: WorkflowDetail, catalog: NodeCatalog): readonly Issue[] {
  const document = useDraft((state) => state.document);
  const [found, setFound] = useState<{ readonly document: WorkflowDocument; readonly issues: readonly Issue[] }>();
  usePreload(check);
  useEffect(() => {
    if (document === saved.document) return setFound(undefined);
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
