import type { ExecutionStatus } from '@sluice/protocol';
import type { StepStatus } from '../run/run-view.ts';
import {
  IconAlertCircle,
  IconBan,
  IconCheck,
  IconChevronRight,
  IconCircleDashed,
  IconHourglass,
  IconLoader2,
  IconQuestionMark,
  IconRefresh,
} from './icons.ts';
import classes from './status-icon.module.css';

export type AnyStatus = ExecutionStatus | StepStatus;

const icons: Record<AnyStatus, typeof IconCheck> = {
  queued: IconCircleDashed,
  running: IconLoader2,
  waiting: IconHourglass,
  retrying: IconRefresh,
  completed: IconCheck,
  failed: IconAlertCircle,
  cancelled: IconBan,
  skipped: IconChevronRight,
  'in-doubt': IconQuestionMark,
};

/** The colour that a status has everywhere: text and drawing in it, its soft form beneath. */
export const statusTone: Record<AnyStatus, string> = {
  queued: 'quiet',
  running: 'running',
  waiting: 'waiting',
  retrying: 'waiting',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'quiet',
  skipped: 'quiet',
  'in-doubt': 'doubt',
};

/** The round sign of a status. Decorative: put the status in words beside it or in a label around it. */
export function StatusIcon({ status, size = 18 }: { readonly status: AnyStatus; readonly size?: number }) {
  const Drawing = icons[status];
  return (
    <span
      className={classes['sign']}
      data-tone={statusTone[status]}
      data-spin={status === 'running' || undefined}
      style={{ width: size, height: size }}
      aria-hidden="true"
    >
      <Drawing size={Math.round(size * 0.68)} stroke={2.4} />
    </span>
  );
}
