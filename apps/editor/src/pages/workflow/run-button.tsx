import { ActionIcon, Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type Json, sampleItems, type WorkflowDocument } from '@sluice/protocol';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../actions/use-action.ts';
import { problemOfError } from '../../api/api-error.ts';
import { useDraftSession } from '../../draft/draft-context.tsx';
import type { DraftIssues } from '../../draft/use-draft-issues.ts';
import { fetchPart } from '../../parts/fetch-part.ts';
import { IconBraces, IconPlayerPlay } from '../../parts/icons.ts';
import { KeysAhead } from '../../parts/keys-ahead.tsx';
import { Tip } from '../../parts/tip.tsx';
import type { NodeCatalog } from '../../queries/use-catalog.ts';
import { useAreRightsKnown, useLacksRight } from '../../queries/use-right.ts';
import { useRunWorkflow } from '../../queries/use-run-workflow.ts';
import classes from './run-button.module.css';
import { triggersOf } from './run-input.ts';

const RunInputDialog = lazy(() => fetchPart(async () => ({ default: (await import('./run-input-dialog.tsx')).RunInputDialog })));

interface RunButtonProps {
  readonly workflowId: string;
  readonly document: WorkflowDocument;
  readonly check: DraftIssues;
  readonly catalog: NodeCatalog;
  readonly isGlowing: boolean;
  readonly onRun: (executionId: string) => void;
  readonly onIssues: () => void;
}

/** Starts the draft: at once with the input of last time (at first a sample), or with an input that is given in a dialog. */
export function RunButton({ workflowId, document, check, catalog, isGlowing, onRun, onIssues }: RunButtonProps) {
  const { t } = useTranslation();
  const lacksRight = useLacksRight(workflowId, 'run');
  const areRightsKnown = useAreRightsKnown();
  const run = useRunWorkflow(workflowId);
  const { sync } = useDraftSession();
  const triggers = triggersOf(document, catalog);
  const [chosen, setTrigger] = useState<string>();
  // The one that was chosen may be gone, and the first one may have come only now.
  const trigger = chosen !== undefined && triggers.includes(chosen) ? chosen : (triggers[0] ?? '');
  const [inputs, setInputs] = useState<Readonly<Record<string, readonly Json[]>>>({});
  const [isAsking, setAsking] = useState(false);
  const itemsOf = (id: string) => inputs[id] ?? sampleItems(document, id, Date.now());

  const start = async (at: string, items: readonly Json[]) => {
    try {
      await sync.flush(); // what runs is what is on the screen
      const { executionId } = await run.mutateAsync({ trigger: at, items });
      setAsking(false);
      onRun(executionId);
    } catch (error) {
      const problem = problemOfError(error);
      notifications.show({ color: 'red', title: problem.title, message: problem.detail });
    }
  };

  const runWhole = async () => ((await check.settled()).length > 0 ? onIssues() : start(trigger, itemsOf(trigger)));
  const reason = lacksRight ?? (triggers.length === 0 ? t('run.noTrigger') : undefined);
  useAction({
    id: 'run',
    title: t('action.run'),
    group: t('palette.run'),
    shortcut: 'Mod+Enter',
    icon: IconPlayerPlay,
    disabled: reason ?? (run.isPending ? t('action.runStarting') : undefined),
    lack: lacksRight,
    run: runWhole,
  });
  return (
    <div className={classes['group']}>
      <Tip label={reason ?? t('run.inputHelp')}>
        <ActionIcon
          variant="default"
          size={32}
          disabled={reason !== undefined || !areRightsKnown}
          title={reason}
          onClick={() => setAsking(true)}
          aria-label={t('run.withInput')}
        >
          <IconBraces size={16} />
        </ActionIcon>
      </Tip>
      <Button
        className={classes['run'] ?? ''}
        data-glow={isGlowing || undefined}
        leftSection={<IconPlayerPlay size={15} />}
        loading={run.isPending}
        disabled={reason !== undefined || !areRightsKnown}
        title={reason ?? (check.issues.length > 0 ? t('run.fixFirst') : undefined)}
        onClick={runWhole}
      >
        {t('run.run')}
      </Button>
      {isAsking && (
        <Suspense fallback={<KeysAhead />}>
          <RunInputDialog
            triggers={triggers.map((id) => ({ value: id, label: document.nodes[id]?.name ?? id }))}
            trigger={trigger}
            items={itemsOf(trigger)}
            isRunning={run.isPending}
            onTrigger={setTrigger}
            onClose={() => setAsking(false)}
            onRun={(items) => {
              setInputs({ ...inputs, [trigger]: items });
              return start(trigger, items);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
