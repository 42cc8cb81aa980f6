import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IconArchive, IconArchiveOff, IconCopy, IconDownload, IconFolder } from '../../parts/icons.ts';
import { IN_PAGE } from '../../parts/in-page.ts';
import { LateMenu } from '../../parts/late-menu.tsx';
import type { LateMenuProps } from '../../parts/menu-button.tsx';
import { MenuEntry } from '../../parts/menu-entry.tsx';
import { useCan } from '../../queries/use-me.ts';
import type { WorkflowMenuProps } from './workflow-menu.tsx';

const icon = { size: 16, stroke: 1.6 };

/** What can be done to one workflow from the list. What the role does not allow stays there and says why. */
export function WorkflowMenuList({ button, workflow, actions }: LateMenuProps & WorkflowMenuProps) {
  const { t } = useTranslation();
  const canBuild = useCan('builder');
  const limited = { reason: canBuild ? undefined : t('role.mayNotBuild') };
  return (
    <LateMenu button={button} position="bottom-end" width={220} portalProps={IN_PAGE}>
      <MenuEntry {...limited} leftSection={<IconFolder {...icon} />} onClick={() => actions.file([workflow])}>
        {t('workflows.file')}
      </MenuEntry>
      <MenuEntry {...limited} leftSection={<IconCopy {...icon} />} onClick={() => actions.duplicate(workflow)}>
        {t('workflows.duplicate')}
      </MenuEntry>
      <Menu.Item leftSection={<IconDownload {...icon} />} onClick={() => actions.exportAll([workflow])}>
        {t('workflows.export')}
      </Menu.Item>
      <Menu.Divider />
      {workflow.archived ? (
        <MenuEntry {...limited} leftSection={<IconArchiveOff {...icon} />} onClick={() => actions.restore([workflow])}>
          {t('workflows.restore')}
        </MenuEntry>
      ) : (
        <MenuEntry {...limited} leftSection={<IconArchive {...icon} />} onClick={() => actions.archive([workflow])}>
          {t('workflows.archive')}
        </MenuEntry>
      )}
    </LateMenu>
  );
}
