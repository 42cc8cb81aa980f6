import type { Issue, WorkflowDetail, WorkflowDocument } from '@sluice/protocol';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { usePreload } from '../parts/late.tsx';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { useDraft } from './draft-context.tsx';
import { issueChecks } from './issues/issue-checks.ts';
import { type ShownIssue, shownIssues } from './issues/shown-issues.ts';

export interface DraftIssues {
  /** What is wrong, as far as it is known; the same list while nothing in it changes. */
  readonly issues: readonly Issue[];
  /** Those of them that are shown. */
  readonly shown: readonly ShownIssue[];
  /** Whether that is of the draft as it stands on the screen, and not of a moment before. */
  readonly isSettled: boolean;
  /** What is wrong with the draft on the screen, once that is known: who runs or publishes it waits for this. */
  readonly settled: () => Promise<readonly Issue[]>;
}

/**
 * What is wrong with the draft as it stands here. Found by the kernel in this browser, in a thread of its own; what only the engine
 * can know (a webhook path that is taken) stays from its last answer. A draft as the engine has it needs no second opinion: the thread is
 * started when the page has come to rest, for the first edit.
 */
export function useDraftIssues(saved: WorkflowDetail, catalog: NodeCatalog): DraftIssues {
  const document = useDraft((state) => state.document);
  usePreload(issueChecks);
  const isAsSaved = document === saved.document;
  const hasOwn = saved.issues.length > 0;
  const here = useFound('draft', isAsSaved ? undefined : document, catalog);
  const there = useFound('saved', isAsSaved || !hasOwn ? undefined : saved.document, catalog);
  const isSettled = isAsSaved || (here?.document === document && (!hasOwn || there?.document === saved.document));
  const ofEngine = useMemo(() => {
    if (there?.document !== saved.document) return undefined;
    return saved.issues.filter((issue) => !there.issues.some((each) => isSame(each, issue)));
  }, [there, saved]);

  const known = useRef({ ofEngine: NONE, issues: saved.issues });
  const engines = hasOwn ? (ofEngine ?? known.current.ofEngine) : NONE;
  const newest = isAsSaved || here === undefined || here.isBroken ? saved.issues : [...here.issues, ...engines];
  const issues = isEqual(known.current.issues, newest) ? known.current.issues : newest;
  useLayoutEffect(() => {
    known.current = { ofEngine: engines, issues };
  });
  const shown = useMemo(() => shownIssues(issues, document, catalog), [issues, document, catalog]);
  return { issues, shown, isSettled, settled: useSettled(issues, isSettled) };
}

const NONE: readonly Issue[] = [];

/** What the kernel found in a document, or that it broke over it. */
interface Found {
  readonly document: WorkflowDocument;
  readonly issues: readonly Issue[];
  readonly isBroken: boolean;
}

/** What was found in the newest document that the kernel has got to. While there is much to do, it leaves out those in between. */
function useFound(key: string, document: WorkflowDocument | undefined, catalog: NodeCatalog): Found | undefined {
  const [found, setFound] = useState<Found>();
  const isMounted = useRef(false);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);
  useEffect(() => {
    if (document === undefined) return;
    void issueChecks.check(key, document, catalog).then((checked) => {
      if (!isMounted.current || checked.kind === 'superseded') return;
      setFound({ document, issues: checked.kind === 'found' ? checked.issues : NONE, isBroken: checked.kind === 'failed' });
    });
  }, [key, document, catalog]);
  return document === undefined ? undefined : found;
}

function useSettled(issues: readonly Issue[], isSettled: boolean): DraftIssues['settled'] {
  const latest = useRef({ issues, isSettled });
  const waiting = useRef<((issues: readonly Issue[]) => void)[]>([]);
  useLayoutEffect(() => {
    latest.current = { issues, isSettled };
    if (isSettled) for (const resolve of waiting.current.splice(0)) resolve(issues);
  }, [issues, isSettled]);
  return useCallback(
    () =>
      latest.current.isSettled
        ? Promise.resolve(latest.current.issues)
        : new Promise((resolve) => {
            waiting.current.push(resolve);
          }),
    [],
  );
}

function isSame(a: Issue, b: Issue): boolean {
  return a.code === b.code && a.nodeId === b.nodeId && a.param === b.param && a.message === b.message;
}

function isEqual(a: readonly Issue[], b: readonly Issue[]): boolean {
  return a === b || (a.length === b.length && JSON.stringify(a) === JSON.stringify(b));
}
