import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraftSession } from '../draft/draft-context.tsx';
import { usePersonNames } from '../people/use-person-names.ts';
import classes from './change-notice.module.css';
import { addDoings, addVersions, type Doings, isNothing, noDoings } from './describe-changes.ts';
import { useNodeTitles } from './use-node-titles.ts';

/** After the last change; what comes before is added to what is shown. */
const SHOWN_MS = 5000;
const MOST_LINES = 3;

/** Says what others have just done, in one line for each of them. In nobody's way. */
export function ChangeNotice() {
  const { t } = useTranslation();
  const { theirs } = useDraftSession();
  const titleOf = useNodeTitles();
  const describe = useDescription();
  const [doings, setDoings] = useState<ReadonlyMap<string, Doings>>(new Map());
  const nameOf = usePersonNames([...doings.keys()], t('together.you'));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (by: string, add: (before: Doings) => Doings) => {
      setDoings((known) => {
        const next = add(known.get(by) ?? noDoings);
        const others = [...known].filter(([did]) => did !== by);
        return new Map(isNothing(next) ? others : [...others, [by, next]]);
      });
      clearTimeout(timer);
      timer = setTimeout(() => setDoings(new Map()), SHOWN_MS);
    };
    const stop = theirs.subscribe(({ by, changes, before }) => show(by, (doings) => addDoings(doings, changes, before, titleOf)));
    const stopVersions = theirs.subscribeVersions((by, change) => show(by, (doings) => addVersions(doings, change)));
    return () => {
      stop();
      stopVersions();
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
  return (who, { added, deleted, changed, wired, settings, isPublished, activation }) => {
    const parts = [
      ...(added.size > 0 ? [t('together.added', several(added))] : []),
      ...(changed.size > 0 ? [t('together.changed', several(changed))] : []),
      ...(deleted.size > 0 ? [t('together.deleted', several(deleted))] : []),
      ...(settings ? [t('together.changedSettings')] : []),
      ...(isPublished ? [t(activation === 'on' ? 'together.publishedActive' : 'together.published')] : []),
      ...(activation === 'on' && !isPublished ? [t('together.activated')] : []),
      ...(activation === 'off' ? [t('together.deactivated')] : []),
    ];
    // Wires come and go with nodes: only alone are they worth a word.
    const what = parts.length === 0 && wired ? [t('together.wired')] : parts;
    return t('together.did', { who, what: new Intl.ListFormat(i18n.language).format(what) });
  };
}
