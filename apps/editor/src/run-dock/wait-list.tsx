import type { WorkflowDocument } from '@sluice/protocol';
import { useTranslation } from 'react-i18next';
import { IconHourglass, IconQuestionMark } from '../parts/icons.ts';
import type { ExecutionDetail } from '../queries/use-execution.ts';
import { DoubtDecision } from './doubt-decision.tsx';
import classes from './wait-list.module.css';
import { WaitReason } from './wait-reason.tsx';

interface WaitListProps {
  readonly execution: ExecutionDetail;
  readonly document: WorkflowDocument;
  readonly onShowNode: (nodeId: string) => void;
}

/** Why a run is parked, and what a person can do about each reason (I11). */
export function WaitList({ execution, document, onShowNode }: WaitListProps) {
  const { t } = useTranslation();
  return (
    <ul className={classes['waits']} aria-label={t('waits.label')}>
      {execution.waits.map(({ node, nodeName, scope, index, wait }) => (
        <li key={`${node} ${scope} ${index}`} data-kind={wait.kind}>
          {wait.kind === 'doubt' ? (
            <IconQuestionMark size={18} aria-hidden="true" />
          ) : (
            <IconHourglass size={18} aria-hidden="true" />
          )}
          <div className={classes['body']}>
            {document.nodes[node] !== undefined && (
              <button type="button" className={classes['node']} onClick={() => onShowNode(node)}>
                {nodeName ?? document.nodes[node].name ?? node}
              </button>
            )}
            {wait.kind === 'doubt' ? (
              <DoubtDecision executionId={execution.id} doubt={{ node, scope, index }} verb={wait.verb} uri={wait.uri} />
            ) : (
              <WaitReason executionId={execution.id} wait={wait} />
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
