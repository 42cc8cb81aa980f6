import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraftSession } from '../draft/draft-context.tsx';
import classes from './change-notice.module.css';
import { addDoings, type Doings, isNothing, noDoings } from './describe-changes.ts';
import { useNodeTitles } from './use-node-titles.ts';
import { usePersonNames } from './use-person-names.ts';

/** After the last change; what comes before is added to what is shown. */
const SHOWN_MS = 5000;
const MOST_LINES = 3;

/** Says what others have just done, in one line for each of them. In nobody's way. */
export function ChangeNotice() {
  const { t } = useTranslation();
  const { theirs } = useDraftSession();
  const nameOf = usePersonNames(t('together.you'));
  const titleOf = useNodeTitles();
  const describe = useDescription();
  const [doings, setDoings] = useState<ReadonlyMap<string, Doings>>(new Map());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = theirs.subscribe(({ by, changes, before }) => {
      setDoings((known) => {
        const next = addDoings(known.get(by) ?? noDoings, changes, before, titleOf);
        const others = [...known].filter(([did]) => did !== by);
        return new Map(isNothing(next) ? others : [...others, [by, next]]);
      });
      clearTimeout(timer);
      timer = setTimeout(() => setDoings(new Map()), SHOWN_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [theirs, titleOf]);

  return (
    <div className={classes['notice']} role="status">
      {[...doings].slice(-MOST_LINES).map(([did, what]) => (
        <p key={did}>{describe(nameOf(did), what)}</p>
      ))}
    </div>
  );
}

function useDescription(): (who: string, doings: Doings) => string {
  const { t, i18n } = useTranslation();
  const several = (nodes: ReadonlyMap<string, string>) => {
    const [title = ''] = nodes.values();
    return { count: nodes.size, node: title };
  };
  return (who, { added, deleted, changed, wired, settings }) => {
    const parts = [
      ...(added.size > 0 ? [t('together.added', several(added))] : []),
      ...(changed.size > 0 ? [t('together.changed', several(changed))] : []),
      ...(deleted.size > 0 ? [t('together.deleted', several(deleted))] : []),
      ...(settings ? [t('together.changedSettings')] : []),
    ];
    // Wires come and go with nodes: only alone are they worth a word.
    const what = parts.length === 0 && wired ? [t('together.wired')] : parts;
    return t('together.did', { who, what: new Intl.ListFormat(i18n.language).format(what) });
  };
}
