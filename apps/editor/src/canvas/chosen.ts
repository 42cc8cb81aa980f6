import { useTranslation } from 'react-i18next';
import type { Graph } from './place-graph.ts';

/** What actions are about, as it is drawn now. */
export interface Chosen {
  readonly graph: Graph;
  readonly selection: ReadonlySet<string>;
  readonly readOnlyReason: string | undefined;
  readonly openId: string | undefined;
}

/** Says why an action cannot be done with what is selected: it may not, or too little of the kind is. */
export function useReasons({ graph, selection, readOnlyReason }: Chosen) {
  const { t } = useTranslation();
  const steps = [...selection].filter((id) => graph.steps.has(id));
  const all = [...selection].filter((id) => graph.steps.has(id) || graph.notes.has(id) || graph.groups.has(id));
  return {
    steps,
    all,
    mayEdit: readOnlyReason,
    needsSteps: (least: number) =>
      readOnlyReason ?? (steps.length < least ? t('reason.selectNodes', { count: least }) : undefined),
    needsAny: readOnlyReason ?? (all.length === 0 ? t('reason.selectSomething') : undefined),
    needsOne: readOnlyReason ?? (all.length === 1 ? undefined : t('reason.selectOne')),
  };
}
