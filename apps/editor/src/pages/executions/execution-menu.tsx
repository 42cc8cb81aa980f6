import { ActionIcon } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { uiLocale } from '../../i18n/ui-locale.ts';
import { IconDots } from '../../parts/icons.ts';
import { late } from '../../parts/late.tsx';
import { MenuButton } from '../../parts/menu-button.tsx';
import type { ExecutionSummary } from '../../queries/use-executions.ts';
import type { ExecutionActions } from './use-execution-actions.tsx';

const ExecutionMenuList = late(async () => (await import('./execution-menu-list.tsx')).ExecutionMenuList);

export interface ExecutionMenuProps {
  readonly execution: ExecutionSummary;
  readonly actions: ExecutionActions;
}

/** The button at the end of an execution's row, with what can be done to it. */
export function ExecutionMenu(props: ExecutionMenuProps) {
  const { t } = useTranslation();
  const { workflowName, startedAt } = props.execution;
  return (
    <MenuButton
      menu={ExecutionMenuList}
      given={props}
      button={
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('executions.menu', { name: workflowName, at: new Date(startedAt).toLocaleString(uiLocale()) })}
        >
          <IconDots size={18} stroke={1.6} />
        </ActionIcon>
      }
    />
  );
}
