import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../parts/announce.ts';
import { useDraftStore } from './draft-context.tsx';

/** Has said what is done to the draft here, and what is taken back or done again. What is typed or dragged on is said once. */
export function useDraftAnnouncements(): void {
  const { t } = useTranslation();
  const store = useDraftStore();
  useEffect(
    () =>
      store.subscribe((now, before) => {
        if (now.past === before.past) return;
        const [last, known] = [now.past.at(-1), before.past.at(-1)];
        if (now.future.length > before.future.length && known !== undefined)
          announce(t('announce.undone', { what: known.label }));
        else if (last === undefined || now.past.length < before.past.length) return;
        else if (now.future.length < before.future.length && before.future.at(-1)?.label === last.label)
          announce(t('announce.redone', { what: last.label }));
        else if (last.mergeKey === undefined || last.mergeKey !== known?.mergeKey)
          announce(t('announce.done', { what: last.label }));
      }),
    [store, t],
  );
}
