import { ActionIcon, Menu } from '@mantine/core';
import { isFinal } from '@sluice/protocol';
import { useTranslation } from 'react-i18next';
import { uiLocale } from '../../i18n/ui-locale.ts';
import { IconDots, IconPencil, IconPlayerStop, IconRefresh, IconTrash } from '../../parts/icons.ts';
import type { ExecutionSummary } from '../../queries/use-executions.ts';
import { useCan } from '../../queries/use-me.ts';
import type { ExecutionActions } from './use-execution-actions.tsx';

/** Within the page's own landmark, where screen readers look for it. */
const IN_PAGE = { target: '#main' };
const icon = { size: 16, stroke: 1.6 };

interface ExecutionMenuProps {
  readonly execution: ExecutionSummary;
  readonly actions: ExecutionActions;
}

/** What can be done to one execution from the list. What the role does not allow stays there and says why. */
export function ExecutionMenu({ execution, actions }: ExecutionMenuProps) {
  const { t } = useTranslation();
  const canOperate = useCan('operator');
  const canBuild = useCan('builder');
  const operating = { disabled: !canOperate, title: canOperate ? undefined : t('role.mayNotOperate') };
  return (
    <Menu position="bottom-end" width={240} withInitialFocusPlaceholder={false} portalProps={IN_PAGE}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('executions.menu', {
            name: execution.workflowName,
            at: new Date(execution.startedAt).toLocaleString(uiLocale()),
          })}
        >
          <IconDots size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item {...operating} leftSection={<IconRefresh {...icon} />} onClick={() => actions.retry([execution], 'same')}>
          {t('executions.retry')}
        </Menu.Item>
        <Menu.Item {...operating} leftSection={<IconPencil {...icon} />} onClick={() => actions.retry([execution], 'draft')}>
          {t('executions.retryDraft')}
        </Menu.Item>
        <Menu.Divider />
        {isFinal(execution.status) ? (
          <Menu.Item
            color="red"
            disabled={!canBuild}
            title={canBuild ? undefined : t('role.mayNotBuild')}
            leftSection={<IconTrash {...icon} />}
            onClick={() => actions.remove([execution])}
          >
            {t('executions.remove')}
          </Menu.Item>
        ) : (
          <Menu.Item {...operating} leftSection={<IconPlayerStop {...icon} />} onClick={() => actions.cancel([execution])}>
            {t('executions.cancel')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
