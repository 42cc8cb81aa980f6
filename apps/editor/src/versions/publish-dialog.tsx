import { Button, Checkbox, Group, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { WorkflowDetail } from '@sluice/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraftSession } from '../draft/draft-context.tsx';
import type { DraftIssues } from '../draft/use-draft-issues.ts';
import { Dialog } from '../parts/dialog.tsx';
import { ProblemPanel } from '../parts/problem-panel.tsx';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { usePublish } from '../queries/use-versions.ts';
import { ChangeList } from './change-list.tsx';
import { MeanwhileNotice } from './meanwhile-notice.tsx';
import classes from './publish-dialog.module.css';
import { type PublishOutcome, publishShown } from './publish-shown.ts';
import type { Unpublished } from './use-unpublished.ts';

interface PublishDialogProps {
  readonly workflow: WorkflowDetail;
  readonly catalog: NodeCatalog;
  /** Since the newest version; undefined when there is none. */
  readonly unpublished: Unpublished | undefined;
  /** Whether it has triggers that an activation would start. */
  readonly canListen: boolean;
  /** Why it cannot be published now. */
  readonly reason: string | undefined;
  /** What is wrong with the draft on the screen, once that is known. */
  readonly settled: DraftIssues['settled'];
  readonly onClose: () => void;
}

/** Makes the draft a version: what is new in it, in the words of who publishes, and by the differences. */
export function PublishDialog({ workflow, catalog, unpublished, canListen, reason, settled, onClose }: PublishDialogProps) {
  const { t } = useTranslation();
  const session = useDraftSession();
  const publish = usePublish(workflow.id);
  const [message, setMessage] = useState('');
  const [activates, setActivates] = useState(
    canListen && (workflow.activeVersion !== null || workflow.publishedVersion === null),
  );
  const [error, setError] = useState<unknown>();
  const [meanwhile, setMeanwhile] = useState<Extract<PublishOutcome, { kind: 'meanwhile' }>>();
  const [isBusy, setBusy] = useState(false);

  const submit = async () => {
    setBusy(true);
    setError(undefined);
    setMeanwhile(undefined);
    const shown = session.store.getState().document;
    try {
      if ((await settled()).length > 0) return setBusy(false); // the reason says so
      const outcome = await publishShown({
        session,
        shown,
        publish: (revision) => publish.mutateAsync({ message: message.trim(), activate: activates, revision }),
      });
      if (outcome.kind === 'meanwhile') setMeanwhile(outcome);
      else {
        const { number, active } = outcome.version;
        notifications.show({ color: 'teal', message: t(active ? 'publish.doneActive' : 'publish.done', { number }) });
        onClose();
      }
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };

  const submitKey = meanwhile !== undefined ? 'publish.again' : activates ? 'publish.submitActivate' : 'publish.submit';
  return (
    <Dialog onClose={onClose} title={t('publish.title')} size="lg" closeButtonProps={{ 'aria-label': t('publish.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (reason === undefined && !isBusy) void submit();
        }}
      >
        <Textarea
          label={t('publish.message')}
          placeholder={t('publish.messagePlaceholder')}
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
          }}
          maxLength={1000}
          autosize
          minRows={2}
          maxRows={6}
          data-autofocus
        />
        {meanwhile !== undefined && <MeanwhileNotice {...meanwhile} catalog={catalog} />}
        {unpublished === undefined ? (
          <p className={classes['text']}>{t('publish.first')}</p>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard (WCAG 2.1.1)
          <section className={classes['changes']} tabIndex={0} aria-labelledby="publish-since">
            <h3 id="publish-since" className={classes['since']}>
              {t('publish.since', { number: unpublished.version.number })} ·{' '}
              {t('versions.changes', { count: unpublished.comparison.count })}
            </h3>
            <ChangeList comparison={unpublished.comparison} catalog={catalog} />
          </section>
        )}
        {canListen && (
          <Checkbox
            mt="md"
            label={t('publish.activate')}
            description={workflow.activeVersion === null ? undefined : t('publish.activateHelp')}
            checked={activates}
            onChange={(event) => setActivates(event.currentTarget.checked)}
          />
        )}
        {error !== undefined && (
          <div className={classes['error']}>
            <ProblemPanel error={error} />
          </div>
        )}
        {reason !== undefined && (
          <p className={classes['text']} role="alert">
            {reason}
          </p>
        )}
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button type="submit" loading={isBusy} disabled={reason !== undefined}>
            {t(submitKey)}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
