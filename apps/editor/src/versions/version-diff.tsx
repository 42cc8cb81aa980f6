import type { WorkflowDocument } from '@sluice/protocol';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Canvas } from '../canvas/canvas.tsx';
import { CanvasMarksProvider } from '../canvas/canvas-marks-context.ts';
import { DraftProvider } from '../draft/draft-context.tsx';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { ChangeList } from './change-list.tsx';
import { compareDocuments, isSameVersion } from './compare-documents.ts';
import classes from './history-dialog.module.css';
import { mergeDocuments } from './merge-documents.ts';

interface VersionDiffProps {
  /** Undefined for the first version: there is nothing to compare it with. */
  readonly before: WorkflowDocument | undefined;
  readonly after: WorkflowDocument;
  /** What they are called. */
  readonly summary: readonly [before: string, after: string];
  readonly catalog: NodeCatalog;
}

/** Two versions on one canvas, with what was added, removed and changed marked, and listed beside it. */
export function VersionDiff({ before, after, summary: [from, to], catalog }: VersionDiffProps) {
  const { t } = useTranslation();
  const [node, setNode] = useState<string>();
  const comparison = useMemo(() => compareDocuments(before ?? after, after), [before, after]);
  const { document, marks } = useMemo(() => mergeDocuments(before ?? after, after, comparison), [before, after, comparison]);
  const isSame = isSameVersion(comparison);
  return (
    <div className={classes['diff']}>
      <div className={classes['canvas']}>
        {/* What is looked at here is not the draft, and is edited by nobody. */}
        <DraftProvider value={undefined}>
          <CanvasMarksProvider value={marks}>
            <Canvas key={`${from} ${to}`} document={document} catalog={catalog} selectedId={node} onSelect={setNode} />
          </CanvasMarksProvider>
        </DraftProvider>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard (WCAG 2.1.1) */}
      <section className={classes['changes']} tabIndex={0} aria-label={t('compare.list')}>
        {before !== undefined && (
          <p className={classes['summary']}>
            <strong>{t('versions.changes', { count: comparison.count })}</strong> {t('versions.fromTo', { from, to })}
          </p>
        )}
        {isSame ? (
          <p className={classes['text']}>{before === undefined ? t('versions.firstText') : t('versions.same')}</p>
        ) : (
          <ChangeList comparison={comparison} catalog={catalog} onShow={setNode} shownNode={node} />
        )}
      </section>
    </div>
  );
}
