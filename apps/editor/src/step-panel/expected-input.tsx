import { useTranslation } from 'react-i18next';
import { ItemsView } from '../data-view/items-view.tsx';
import { useExpressionScope } from '../expressions/expression-scope.tsx';
import classes from './step-view.module.css';

/** What would come in, for a node that was not run yet: what the nodes before it gave out, what is pinned to them, or a sample. */
export function ExpectedInput() {
  const { t } = useTranslation();
  const scope = useExpressionScope();
  if (scope === undefined || scope.data.items.length === 0) {
    return <p className={classes['none']}>{t(scope?.data.inputs.length === 0 ? 'step.noWireIn' : 'step.noInputYet')}</p>;
  }
  const { items, total, inputs } = scope.data;
  // Of several nodes it cannot be told by the list which of them gave a field out; each of them reads the same by $json.
  const [nodeId] = inputs;
  return <ItemsView items={items} nodeId={nodeId} total={total} label={t('step.expectedInput')} />;
}
