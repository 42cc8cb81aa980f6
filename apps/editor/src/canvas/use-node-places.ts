import type { WorkflowDocument } from '@sluice/protocol';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlaces } from '../actions/place-store.ts';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { deskStore } from './desk-store.ts';
import { focusNode } from './focus-node.ts';
import { nodeTitle } from './read-steps.ts';

/** Lets the palette go to every node, by its name, its id or its type. */
export function useNodePlaces({ nodes }: WorkflowDocument, catalog: NodeCatalog, open: (id: string) => void): void {
  const { t } = useTranslation();
  const list = useCallback(
    () =>
      Object.entries(nodes).map(([id, node]) => {
        const type = catalog.get(node.type);
        return {
          id: `node-${id}`,
          title: nodeTitle(id, node, type),
          detail: type?.title ?? node.type,
          words: `${id} ${node.type}`,
          run: () => {
            const { desk } = deskStore.getState();
            if (desk === undefined) {
              open(id);
              return;
            }
            desk.latest().select([id]);
            desk.reveal([id]);
            focusNode(desk, id);
          },
        };
      }),
    [nodes, catalog, open],
  );
  usePlaces(t('palette.nodes'), list);
}
