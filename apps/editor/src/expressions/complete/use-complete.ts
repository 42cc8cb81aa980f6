import { useCallback } from 'react';
import { fetchPart } from '../../parts/fetch-part.ts';
import type { Complete } from '../editor/completion-source.ts';
import { type ExpressionScope, useExpressionScope } from '../expression-scope.tsx';
import { nodesIn } from '../nodes-in.ts';

const nothing: Pick<ExpressionScope, 'data' | 'item'> = {
  data: {
    items: [],
    total: 0,
    upstream: [],
    inputs: [],
    nodes: {},
    trigger: [],
    vars: {},
    execution: { id: '', workflowId: '', workflowName: '', version: '', mode: '', startedAt: '' },
    loop: undefined,
    source: 'none',
  },
  item: 0,
};

/** Completes a text against the data that is looked at. */
export function useComplete(kind: 'template' | 'code'): Complete {
  const scope = useExpressionScope();
  return useCallback(
    async (text, at) => {
      const { completionsAt } = await fetchPart(() => import('./completions-at.ts'));
      const ids = nodesIn(text.slice(0, at));
      const data = scope === undefined || ids.length === 0 ? (scope ?? nothing).data : await scope.withNodes(ids);
      return completionsAt(kind, text, at, data, (scope ?? nothing).item);
    },
    [kind, scope],
  );
}
