import { useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type Action, actionStore, currentActions } from '../../actions/action-store.ts';
import { placeStore } from '../../actions/place-store.ts';
import { formatRelative } from '../../format/format-relative.ts';
import { uiLocale } from '../../i18n/ui-locale.ts';
import { IconActivity, IconDeviceDesktop, IconHome, IconMoon, IconPointFilled, IconSitemap, IconSun } from '../../parts/icons.ts';
import { useExecutions } from '../../queries/use-executions.ts';
import { useWorkflows } from '../../queries/use-workflows.ts';
import { furtherPages } from '../further-pages.ts';
import type { PaletteEntry } from './palette-entry.ts';

type Given = Pick<PaletteEntry, 'id' | 'title' | 'group' | 'run'> & Partial<PaletteEntry>;
const entry = (given: Given): PaletteEntry => ({
  detail: '',
  words: '',
  icon: undefined,
  shortcut: undefined,
  isDisabled: false,
  ...given,
});

/** An id as the engine gives them. */
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const NONE: readonly PaletteEntry[] = [];

/**
 * Everything that the palette knows. An id is a way to go as soon as it is written; workflows are asked for with what has been drawn, since the
 * engine knows more of them than this page. What is done to rows comes first for whoever is at one.
 */
export function usePaletteEntries(
  query: string,
  drawn: string,
  isAtRow: boolean,
): {
  readonly entries: readonly PaletteEntry[];
  readonly whole: ReadonlySet<string>;
} {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const search = drawn.trim();
  const id = ID.test(query.trim()) ? query.trim() : undefined;
  const workflows = useWorkflows(search.length < 2 ? {} : { search });
  const executions = useExecutions({});
  const actions = useStore(actionStore, (state) => state.actions);
  const sources = useStore(placeStore, (state) => state.sources);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `currentActions` reads the actions
  const doing = useMemo(() => currentActions().map(entryOfAction), [actions]);
  const places = useMemo(
    () =>
      sources.flatMap(({ group, list }) =>
        list().map((place) =>
          entry({ icon: IconPointFilled, ...place, detail: place.detail ?? '', words: place.words ?? '', group }),
        ),
      ),
    [sources],
  );
  const pages = useMemo(() => {
    const group = t('palette.pages');
    const further = furtherPages.map(({ to, title, Icon }) =>
      entry({ id: `page-${to}`, title: t(title), group, icon: Icon, run: () => navigate({ to }) }),
    );
    return [
      entry({ id: 'page-home', title: t('nav.home'), group, icon: IconHome, run: () => navigate({ to: '/' }) }),
      entry({
        id: 'page-workflows',
        title: t('nav.workflows'),
        group,
        icon: IconSitemap,
        run: () => navigate({ to: '/workflows' }),
      }),
      entry({
        id: 'page-executions',
        title: t('nav.executions'),
        group,
        icon: IconActivity,
        run: () => navigate({ to: '/executions' }),
      }),
      ...further,
    ];
  }, [t, navigate]);
  const schemes = useMemo(
    () =>
      (
        [
          ['auto', IconDeviceDesktop],
          ['light', IconSun],
          ['dark', IconMoon],
        ] as const
      ).map(([scheme, icon]) =>
        entry({
          id: `scheme-${scheme}`,
          title: t('palette.scheme', { scheme: t(`scheme.${scheme}`) }),
          group: t('palette.actions'),
          icon,
          run: () => setColorScheme(scheme),
        }),
      ),
    [t, setColorScheme],
  );
  const found = useMemo(
    () =>
      (workflows.data?.pages ?? []).flatMap((page) =>
        page.items.map(({ id, name, folder, updatedAt }) =>
          entry({
            id: `workflow-${id}`,
            title: name,
            detail: [...(folder === '' ? [] : [folder]), sinceText(updatedAt)].join(' · '),
            group: t('palette.workflows'),
            words: id,
            icon: IconSitemap,
            run: () => navigate({ to: '/workflows/$workflowId', params: { workflowId: id } }),
          }),
        ),
      ),
    [workflows.data, t, navigate],
  );
  const runs = useMemo(
    () =>
      (executions.data?.pages[0]?.items ?? []).map(({ id, workflowName, status, startedAt }) =>
        entry({
          id: `execution-${id}`,
          title: workflowName,
          detail: `${t(`status.${status}`)} · ${sinceText(startedAt)} · ${id.slice(0, 8)}`,
          group: t('palette.executions'),
          words: id,
          icon: IconActivity,
          run: () => navigate({ to: '/executions/$executionId', params: { executionId: id } }),
        }),
      ),
    [executions.data, t, navigate],
  );
  const byId = useMemo(
    () =>
      id === undefined
        ? NONE
        : [
            entry({
              id: `go-execution-${id}`,
              title: t('palette.goToExecution', { id }),
              group: t('palette.executions'),
              icon: IconActivity,
              run: () => navigate({ to: '/executions/$executionId', params: { executionId: id } }),
            }),
            entry({
              id: `go-workflow-${id}`,
              title: t('palette.goToWorkflow', { id }),
              group: t('palette.workflows'),
              icon: IconSitemap,
              run: () => navigate({ to: '/workflows/$workflowId', params: { workflowId: id } }),
            }),
          ],
    [id, t, navigate],
  );

  const entries = useMemo(() => {
    // What is about the page that is open comes first, what is about the editor as a whole last.
    const general = t('palette.actions');
    const here = doing.filter(({ group }) => group !== general);
    const everywhere = doing.filter(({ group }) => group === general);
    // Only of an id that is not known here can nobody say whose it is.
    const isKnown = [...found, ...runs].some(({ words }) => words === id);
    const rows = t('rows.group');
    const ordered = isAtRow
      ? [...here.filter(({ group }) => group === rows), ...here.filter(({ group }) => group !== rows)]
      : here;
    return [...ordered, ...places, ...found, ...runs, ...pages, ...everywhere, ...schemes, ...(isKnown ? NONE : byId)];
  }, [doing, places, found, runs, pages, schemes, byId, id, isAtRow, t]);
  const whole = useMemo(() => new Set([...doing, ...pages, ...schemes].map(({ group }) => group)), [doing, pages, schemes]);
  return { entries, whole };
}

function sinceText(at: string): string {
  return formatRelative(Date.parse(at), Date.now(), uiLocale());
}

function entryOfAction({ id, title, group, shortcut, icon, disabled, run }: Action): PaletteEntry {
  return entry({
    id: `action-${id}`,
    title,
    group,
    detail: disabled ?? '',
    words: id,
    icon,
    shortcut: shortcut === undefined ? undefined : [shortcut].flat()[0],
    isDisabled: disabled !== undefined,
    run,
  });
}
