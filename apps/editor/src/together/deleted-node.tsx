import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft, useDraftSession } from '../draft/draft-context.tsx';
import { IconArrowBackUp, IconTrash } from '../parts/icons.ts';
import { usePersonNames } from '../people/use-person-names.ts';
import { bringBackNode } from './bring-back-node.ts';
import classes from './deleted-node.module.css';
import { useNodeTitles } from './use-node-titles.ts';

interface DeletedNodeProps {
  readonly nodeId: string;
  readonly readOnlyReason: string | undefined;
  readonly onClose: () => void;
}

/** In place of a node's panel when somebody else has deleted the node: says who, and brings it back. */
export function DeletedNode({ nodeId, readOnlyReason, onClose }: DeletedNodeProps) {
  const { t } = useTranslation();
  const { store, theirs } = useDraftSession();
  const isThere = useDraft(({ document }) => document.nodes[nodeId] !== undefined);
  const titleOf = useNodeTitles();
  const heading = useRef<HTMLHeadingElement>(null);
  const lost = isThere ? undefined : theirs.findLost(nodeId);
  const nameOf = usePersonNames(lost?.by === undefined ? [] : [lost.by], t('together.you'));
  // The panel that had the focus is gone; what stands in its place is read out.
  useEffect(() => {
    if (lost !== undefined && document.activeElement === document.body) heading.current?.focus();
  }, [lost]);
  if (lost === undefined) return null;
  const known = lost.before.nodes[nodeId];
  const node = known === undefined ? nodeId : titleOf(nodeId, known);
  const bringBack = () => store.edit(t('edit.bringBack', { node }), (document) => bringBackNode(document, lost.before, nodeId));

  return (
    <aside className={classes['panel']} aria-label={t('together.gone', { node })}>
      <IconTrash size={22} stroke={1.5} aria-hidden="true" />
      <h2 ref={heading} tabIndex={-1} className={classes['title']}>
        {t('together.gone', { node })}
      </h2>
      <p className={classes['text']} role="alert">
        {lost.by === undefined ? t('together.goneUnknown') : t('together.goneBy', { who: nameOf(lost.by) })}
      </p>
      <div className={classes['actions']}>
        <Button
          leftSection={<IconArrowBackUp size={16} />}
          onClick={bringBack}
          disabled={readOnlyReason !== undefined}
          title={readOnlyReason}
        >
          {t('together.bringBack')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('together.leaveGone')}
        </Button>
      </div>
    </aside>
  );
}
