import type { Issue, WorkflowDocument } from '@sluice/protocol';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAction } from '../actions/use-action.ts';
import { deskStore } from '../canvas/desk-store.ts';
import { fetchPart } from '../parts/fetch-part.ts';
import { IconListTree } from '../parts/icons.ts';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { outlineStore, setOutline } from './outline-store.ts';

const OutlinePanel = lazy(() => fetchPart(async () => ({ default: (await import('./outline-panel.tsx')).OutlinePanel })));

export interface OutlineProps {
  readonly document: WorkflowDocument;
  readonly catalog: NodeCatalog;
  readonly issues: readonly Issue[];
  readonly executionId: string | undefined;
  /** The node that is open beside the canvas. */
  readonly openId: string | undefined;
  readonly onOpen: (id: string | undefined) => void;
  readonly readOnlyReason: string | undefined;
}

/** The outline beside the canvas: shown and put away by its action, which moves the focus there and back. */
export function OutlineDock(props: OutlineProps) {
  const { t } = useTranslation();
  const isOpen = useStore(outlineStore, (state) => state.isOpen);
  const takesFocus = useRef(false);
  const close = () => {
    setOutline(false);
    deskStore.getState().desk?.element()?.focus({ preventScroll: true });
  };
  useAction({
    id: 'outline',
    title: t(isOpen ? 'action.outlineClose' : 'action.outline'),
    group: t('palette.view'),
    shortcut: 'O',
    icon: IconListTree,
    run: () => {
      takesFocus.current = true;
      if (isOpen) close();
      else setOutline(true);
    },
  });
  useEffect(() => {
    if (!isOpen) takesFocus.current = false;
  }, [isOpen]);
  return <Suspense fallback={null}>{isOpen && <OutlinePanel {...props} takesFocus={takesFocus} onClose={close} />}</Suspense>;
}
