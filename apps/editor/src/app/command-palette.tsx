import '@mantine/spotlight/styles.css';
import { useMantineColorScheme } from '@mantine/core';
import { createSpotlight, Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { actionStore, currentActions } from '../actions/action-store.ts';
import { ShortcutKeys } from '../actions/shortcut-keys.tsx';
import {
  IconActivity,
  IconDeviceDesktop,
  IconHome,
  IconInfoCircle,
  IconKey,
  IconMoon,
  IconSearch,
  IconServer,
  IconShieldLock,
  IconSitemap,
  IconSun,
} from '../parts/icons.ts';
import { useWorkflows } from '../queries/use-workflows.ts';

const [store, palette] = createSpotlight();
const icon = { size: 18, stroke: 1.6 };

/** Everything that can be gone to or done, by name. Opens when it is first drawn, and by its shortcut from then on. */
export function CommandPalette() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const workflows = useWorkflows();
  useStore(actionStore);
  useEffect(() => palette.open(), []);

  const pages: SpotlightActionData[] = [
    { id: 'home', label: t('nav.home'), leftSection: <IconHome {...icon} />, onClick: () => navigate({ to: '/' }) },
    {
      id: 'workflows',
      label: t('nav.workflows'),
      leftSection: <IconSitemap {...icon} />,
      onClick: () => navigate({ to: '/workflows' }),
    },
    {
      id: 'executions',
      label: t('nav.executions'),
      leftSection: <IconActivity {...icon} />,
      onClick: () => navigate({ to: '/executions' }),
    },
    {
      id: 'secrets',
      label: t('nav.secrets'),
      leftSection: <IconShieldLock {...icon} />,
      onClick: () => navigate({ to: '/secrets' }),
    },
    {
      id: 'engine',
      label: t('nav.engine'),
      leftSection: <IconServer {...icon} />,
      onClick: () => navigate({ to: '/settings/engine' }),
    },
    { id: 'keys', label: t('nav.keys'), leftSection: <IconKey {...icon} />, onClick: () => navigate({ to: '/settings/keys' }) },
    { id: 'about', label: t('nav.about'), leftSection: <IconInfoCircle {...icon} />, onClick: () => navigate({ to: '/about' }) },
  ];
  const found: SpotlightActionData[] = (workflows.data?.pages ?? []).flatMap((page) =>
    page.items.map(({ id, name }) => ({
      id,
      label: name,
      leftSection: <IconSitemap {...icon} />,
      onClick: () => navigate({ to: '/workflows/$workflowId', params: { workflowId: id } }),
    })),
  );
  const schemes = [
    ['auto', IconDeviceDesktop],
    ['light', IconSun],
    ['dark', IconMoon],
  ] as const;
  const registered = Map.groupBy(currentActions(), ({ group }) => group);
  const groups = [...registered].map(([group, list]) => ({
    group,
    actions: list.map(
      ({ id, title, shortcut, icon: Icon, disabled, run }): SpotlightActionData => ({
        id: `action-${id}`,
        label: title,
        ...(disabled === undefined ? {} : { description: disabled }),
        disabled: disabled !== undefined,
        leftSection: Icon === undefined ? null : <Icon {...icon} />,
        rightSection: shortcut === undefined ? null : <ShortcutKeys shortcut={[shortcut].flat()[0] ?? ''} />,
        onClick: () => run(),
      }),
    ),
  }));
  const actions: SpotlightActionData[] = schemes.map(([scheme, Icon]) => ({
    id: `scheme-${scheme}`,
    label: t('palette.scheme', { scheme: t(`scheme.${scheme}`) }),
    leftSection: <Icon {...icon} />,
    onClick: () => setColorScheme(scheme),
  }));

  return (
    <Spotlight
      store={store}
      shortcut={null}
      actions={[
        ...groups,
        { group: t('palette.workflows'), actions: found },
        { group: t('palette.pages'), actions: pages },
        { group: t('palette.actions'), actions },
      ]}
      attributes={{ content: { 'aria-label': t('palette.label') } }}
      nothingFound={t('palette.nothing')}
      highlightQuery
      scrollable
      maxHeight={420}
      searchProps={{ placeholder: t('palette.search'), 'aria-label': t('palette.search'), leftSection: <IconSearch size={18} /> }}
    />
  );
}

/** Opens the palette, or closes it when it is open. */
export function togglePalette(): void {
  palette.toggle();
}
