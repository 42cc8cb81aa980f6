import { useTranslation } from 'react-i18next';
import { formatDuration } from '../format/format-duration.ts';
import { sayProblem } from '../i18n/say-problem.ts';
import { statusTone } from '../parts/status-icon.tsx';
import type { NodeRun } from '../run/run-view.ts';
import classes from './step-node.module.css';

/** The line under a node in a run: what broke or is awaited, else how long it took and how often it ran. */
export function StepCaption({ run, isEarlier }: { readonly run: NodeRun; readonly isEarlier: boolean }) {
  const { t } = useTranslation();
  const text = [isEarlier ? t('caption.earlier') : '', captionOf(run, t)].filter((part) => part !== '').join(' · ');
  if (text === '') return null;
  return (
    <span className={classes['caption']} data-tone={statusTone[run.status]}>
      {text}
    </span>
  );
}

function captionOf(run: NodeRun, t: ReturnType<typeof useTranslation>['t']): string {
  const last = run.steps.at(-1);
  switch (run.status) {
    case 'failed':
      return sayProblem(run.steps.find((step) => step.error !== null)?.error?.message ?? '');
    case 'retrying':
      return t('caption.retrying', { attempt: (last?.attempt ?? 1) + 1 });
    case 'waiting':
    case 'in-doubt':
      return t(`caption.${run.status}`);
    case 'skipped':
      return t(last?.reason === 'not-asked' ? 'caption.notAsked' : 'caption.skipped');
    case 'running':
    case 'completed':
    case 'cancelled': {
      const parts = [
        run.given === 'pinned' ? t('caption.pinned') : '',
        run.steps.length > 1 ? t('caption.times', { count: run.steps.length }) : '',
        (last?.attempt ?? 1) > 1 ? t('caption.attempt', { attempt: last?.attempt ?? 1 }) : '',
        run.itemsOut === 0 ? '' : t('caption.items', { count: run.itemsOut }),
        run.durationUs === undefined ? '' : formatDuration(run.durationUs / 1000),
      ];
      return parts.filter((part) => part !== '').join(' · ');
    }
  }
}
