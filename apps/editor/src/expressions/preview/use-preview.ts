import { useEffect, useId, useState } from 'react';
import { type ExpressionScope, useExpressionScope } from '../expression-scope.tsx';
import { nodesIn } from '../nodes-in.ts';
import type { Preview, PreviewRequest } from './preview-messages.ts';
import { previews } from './previews.ts';

/**
 * What a template or code gives for the item that is looked at, as it is typed. Evaluated in this browser. The last one stays while the next
 * is being worked out; undefined while there is none, or nothing to evaluate against.
 */
export function usePreview(kind: PreviewRequest['kind'], text: string | undefined): Preview | undefined {
  const key = useId();
  const scope = useExpressionScope();
  const [preview, setPreview] = useState<Preview>();
  useEffect(() => {
    if (scope === undefined || text === undefined) return setPreview(undefined);
    let isCurrent = true;
    void evaluate(key, scope, kind, text).then((found) => {
      if (isCurrent && found !== undefined) setPreview(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [key, scope, kind, text]);
  return preview;
}

async function evaluate(
  key: string,
  scope: ExpressionScope,
  kind: PreviewRequest['kind'],
  text: string,
): Promise<Preview | undefined> {
  const ids = nodesIn(text);
  const data = ids.length === 0 ? scope.data : await scope.withNodes(ids);
  return previews.evaluate(key, data, { kind, text, item: scope.item, nowMs: Date.now() });
}
