import { ActionIcon, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IconArchive, IconArchiveOff, IconCopy, IconDots, IconDownload, IconFolder } from '../../parts/icons.ts';
import { useCan } from '../../queries/use-me.ts';
import type { WorkflowSummary } from '../../queries/use-workflows.ts';
import type { WorkflowActions } from './use-workflow-actions.tsx';

/** Within the page's own landmark, where screen readers look for it. */
const IN_PAGE = { target: '#main' };
const icon = { size: 16, stroke: 1.6 };

/** What can be done to one workflow from the list. What the role does not allow stays there and says why. */
export function WorkflowMenu({ workflow, actions }: { readonly workflow: WorkflowSummary; readonly actions: WorkflowActions }) {
  const { t } = useTranslation();
  const canBuild = useCan('builder');
  const limited = { disabled: !canBuild, title: canBuild ? undefined : t('role.mayNotBuild') };
  return (
    <Menu position="bottom-end" width={220} withInitialFocusPlaceholder={false} portalProps={IN_PAGE}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('workflows.menu', { name: workflow.name })}>
          <IconDots size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item {...limited} leftSection={<IconFolder {...icon} />} onClick={() => actions.file([workflow])}>
          {t('workflows.file')}
        </Menu.Item>
        <Menu.Item {...limited} leftSection={<IconCopy {...icon} />} onClick={() => actions.duplicate(workflow)}>
          {t('workflows.duplicate')}
        </Menu.Item>
        <Menu.Item leftSection={<IconDownload {...icon} />} onClick={() => actions.exportAll([workflow])}>
          {t('workflows.export')}
        </Menu.Item>
        <Menu.Divider />
        {workflow.archived ? (
          <Menu.Item {...limited} leftSection={<IconArchiveOff {...icon} />} onClick={() => actions.restore([workflow])}>
            {t('workflows.restore')}
          </Menu.Item>
        ) : (
          <Menu.Item {...limited} leftSection={<IconArchive {...icon} />} onClick={() => actions.archive([workflow])}>
            {t('workflows.archive')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
