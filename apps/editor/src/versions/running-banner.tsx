import { Button } from '@mantine/core';
import type { WorkflowDetail } from '@sluice/protocol';
import { useTranslation } from 'react-i18next';
import { isSameVersion } from './compare-documents.ts';
import classes from './running-banner.module.css';
import { useUnpublished } from './use-unpublished.ts';

interface RunningBannerProps {
  readonly workflow: WorkflowDetail;
  readonly onSee: () => void;
}

/** Says when the version whose triggers listen is not what is on the screen. The layout does not count. */
export function RunningBanner({ workflow, onSee }: RunningBannerProps) {
  const { t } = useTranslation();
  const running = useUnpublished(workflow, workflow.activeVersion);
  if (running === undefined || isSameVersion(running.comparison)) return null;
  const { number } = running.version;
  return (
    <div className={classes['banner']} role="status">
      <span>
        {t('running.other', { number })} {t('running.changes', { count: running.comparison.count })}
      </span>
      <Button variant="subtle" size="compact-xs" onClick={onSee}>
        {t('running.see')}
      </Button>
    </div>
  );
}
