import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useActions } from '../actions/use-actions.ts';
import { ProblemPanel } from '../parts/problem-panel.tsx';
import { useCan } from '../queries/use-me.ts';
import { type Doubt, useResolveDoubt } from '../queries/use-resolve-doubt.ts';
import classes from './wait-list.module.css';

interface DoubtDecisionProps {
  readonly executionId: string;
  readonly doubt: Doubt;
  readonly verb: string;
  readonly uri: string;
}

const decisions = ['done', 'retry', 'fail'] as const;

/** An effect of class `once` was under way in a crash: only a person who looks at the far side can know whether it was done. */
export function DoubtDecision({ executionId, doubt, verb, uri }: DoubtDecisionProps) {
  const { t } = useTranslation();
  const canOperate = useCan('operator');
  const resolve = useResolveDoubt(executionId);
  const effect = `${verb} ${uri}`;
  const disabled = canOperate ? undefined : t('role.mayNotOperate');
  useActions(
    decisions.map((decision) => ({
      id: `doubt.${decision}.${executionId}.${doubt.node}.${doubt.scope}.${doubt.index}`,
      title: `${t(`doubt.${decision}`)}: ${effect}`,
      group: t('palette.run'),
      disabled,
      run: () => resolve.mutate({ doubt, decision }),
    })),
  );
  return (
    <>
      <p>{t('waits.doubt', { effect })}</p>
      <div className={classes['actions']}>
        {decisions.map((decision) => (
          <Button
            key={decision}
            variant="default"
            size="xs"
            loading={resolve.isPending && resolve.variables.decision === decision}
            disabled={!canOperate || resolve.isPending}
            title={disabled ?? t(`doubt.${decision}.help`)}
            onClick={() => resolve.mutate({ doubt, decision })}
          >
            {t(`doubt.${decision}`)}
          </Button>
        ))}
      </div>
      {resolve.isError && <ProblemPanel error={resolve.error} />}
    </>
  );
}
