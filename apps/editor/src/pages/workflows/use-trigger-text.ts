import { useTranslation } from 'react-i18next';
import type { WorkflowSummary } from '../../queries/use-workflows.ts';

type Trigger = WorkflowSummary['triggers'][number];

/** What starts a workflow, in a few words: `Webhook POST /hooks/orders`, `Schedule 0 9 * * 1`, `Manual start`. */
export function useTriggerText(): (trigger: Trigger) => string {
  const { t } = useTranslation();
  return (trigger) => {
    if (trigger.path !== undefined) return t('trigger.webhook', { method: trigger.method ?? 'POST', path: trigger.path });
    if (trigger.cron !== undefined) return t('trigger.schedule', { cron: trigger.cron });
    if (trigger.type.startsWith('core.webhook@')) return t('trigger.webhookUnset');
    if (trigger.type.startsWith('core.schedule@')) return t('trigger.scheduleUnset');
    if (trigger.type.startsWith('core.manual@')) return t('trigger.manual');
    return trigger.type;
  };
}
