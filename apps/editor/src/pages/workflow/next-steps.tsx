import { ActionIcon, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { runAction } from '../../actions/action-store.ts';
import { useRun } from '../../app/runs.ts';
import { nodeTitle } from '../../canvas/read-steps.ts';
import { useDraft, useDraftStore } from '../../draft/draft-context.tsx';
import { IconX } from '../../parts/icons.ts';
import type { NodeCatalog } from '../../queries/use-catalog.ts';
import { listens } from '../../versions/listens.ts';
import { findBeginnings } from './find-beginnings.ts';
import classes from './next-steps.module.css';

interface NextStepsProps {
  readonly executionId: string;
  readonly catalog: NodeCatalog;
  readonly onShow: (field: { readonly nodeId: string; readonly param: string }) => void;
  readonly onClose: () => void;
}

/** After the first run of a sample has gone well: what to try next, each one click away. */
export function NextSteps({ executionId, catalog, onShow, onClose }: NextStepsProps) {
  const { t } = useTranslation();
  const store = useDraftStore();
  const document = useDraft((state) => state.document);
  const { view } = useRun(executionId);
  if (view?.status !== 'completed') return null;
  const { toChange, toFollow } = findBeginnings(document, catalog, (id) => view.nodes.get(id)?.status === 'completed');
  const titleOf = (id: string) => {
    const node = document.nodes[id];
    return node === undefined ? id : nodeTitle(id, node, catalog.get(node.type));
  };
  const small = { variant: 'default', size: 'compact-sm' } as const;
  return (
    <section className={classes['hint']} aria-label={t('next.label')}>
      <p className={classes['text']} role="status">
        {t('next.text')}
      </p>
      {toChange !== undefined && (
        <Button {...small} onClick={() => onShow(toChange)}>
          {t('next.change', { node: titleOf(toChange.nodeId) })}
        </Button>
      )}
      {toFollow !== undefined && (
        <Button
          {...small}
          onClick={() => {
            store.select([toFollow]);
            runAction('add-node-after');
          }}
        >
          {t('next.add', { node: titleOf(toFollow) })}
        </Button>
      )}
      {listens(document) && (
        <Button {...small} onClick={() => runAction('publish')}>
          {t('next.publish')}
        </Button>
      )}
      <Button {...small} component={Link} to="/workflows">
        {t('next.samples')}
      </Button>
      <ActionIcon variant="subtle" color="gray" size="sm" onClick={onClose} aria-label={t('next.close')}>
        <IconX size={16} />
      </ActionIcon>
    </section>
  );
}
