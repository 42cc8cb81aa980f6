import { ActionIcon } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IconDots } from '../../parts/icons.ts';
import { late } from '../../parts/late.tsx';
import { MenuButton } from '../../parts/menu-button.tsx';
import type { WorkflowSummary } from '../../queries/use-workflows.ts';
import type { WorkflowActions } from './use-workflow-actions.tsx';

const WorkflowMenuList = late(async () => (await import('./workflow-menu-list.tsx')).WorkflowMenuList);

export interface WorkflowMenuProps {
  readonly workflow: WorkflowSummary;
  readonly actions: WorkflowActions;
}

/** The button at the end of a workflow's row, with what can be done to it. */
export function WorkflowMenu(props: WorkflowMenuProps) {
  const { t } = useTranslation();
  return (
    <MenuButton
      menu={WorkflowMenuList}
      given={props}
      button={
        <ActionIcon variant="subtle" color="gray" aria-label={t('workflows.menu', { name: props.workflow.name })}>
          <IconDots size={18} stroke={1.6} />
        </ActionIcon>
      }
    />
  );
}
