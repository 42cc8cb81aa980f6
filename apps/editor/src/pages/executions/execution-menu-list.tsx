import { Menu } from '@mantine/core';
import { cancelExecution, deleteExecution, type Endpoint, isFinal, retryExecution } from '@sluice/protocol';
import { useTranslation } from 'react-i18next';
import { IconPencil, IconPlayerStop, IconRefresh, IconTrash } from '../../parts/icons.ts';
import { IN_PAGE } from '../../parts/in-page.ts';
import { LateMenu } from '../../parts/late-menu.tsx';
import type { LateMenuProps } from '../../parts/menu-button.tsx';
import { MenuEntry } from '../../parts/menu-entry.tsx';
import { useLacks } from '../../queries/use-right.ts';
import type { ExecutionMenuProps } from './execution-menu.tsx';

const icon = { size: 16, stroke: 1.6 };

/** What can be done to one execution from the list. What role and shares do not allow stays there and says why. */
export function ExecutionMenuList({ button, execution, actions }: LateMenuProps & ExecutionMenuProps) {
  const { t } = useTranslation();
  const lacks = useLacks();
  const unlessLacking = (endpoint: Pick<Endpoint, 'access' | 'shared'>) => {
    return { reason: lacks(endpoint, execution) };
  };
  const retrying = unlessLacking(retryExecution);
  return (
    <LateMenu button={button} position="bottom-end" width={240} portalProps={IN_PAGE}>
      <MenuEntry {...retrying} leftSection={<IconRefresh {...icon} />} onClick={() => actions.retry([execution], 'same')}>
        {t('executions.retry')}
      </MenuEntry>
      <MenuEntry {...retrying} leftSection={<IconPencil {...icon} />} onClick={() => actions.retry([execution], 'draft')}>
        {t('executions.retryDraft')}
      </MenuEntry>
      <Menu.Divider />
      {isFinal(execution.status) ? (
        <MenuEntry
          color="var(--sl-failed)"
          {...unlessLacking(deleteExecution)}
          leftSection={<IconTrash {...icon} />}
          onClick={() => actions.remove([execution])}
        >
          {t('executions.remove')}
        </MenuEntry>
      ) : (
        <MenuEntry
          {...unlessLacking(cancelExecution)}
          leftSection={<IconPlayerStop {...icon} />}
          onClick={() => actions.cancel([execution])}
        >
          {t('executions.cancel')}
        </MenuEntry>
      )}
    </LateMenu>
  );
}
