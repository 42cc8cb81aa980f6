import { Menu, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IconCheck } from '../parts/icons.ts';
import { LateMenu } from '../parts/late-menu.tsx';
import type { LateMenuProps } from '../parts/menu-button.tsx';
import { schemeIcons } from './scheme-icons.ts';

const schemes = ['auto', 'light', 'dark'] as const;

export function SchemeMenuList({ button }: LateMenuProps) {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <LateMenu button={button} position="right-end" withinPortal={false}>
      <Menu.Label>{t('scheme.label')}</Menu.Label>
      {schemes.map((scheme) => {
        const Icon = schemeIcons[scheme];
        return (
          <Menu.Item
            key={scheme}
            leftSection={<Icon size={16} stroke={1.6} />}
            rightSection={scheme === colorScheme ? <IconCheck size={14} /> : null}
            onClick={() => setColorScheme(scheme)}
          >
            {t(`scheme.${scheme}`)}
          </Menu.Item>
        );
      })}
    </LateMenu>
  );
}
