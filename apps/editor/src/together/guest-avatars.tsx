import type { Presence } from '@sluice/protocol';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDraft, useDraftSession } from '../draft/draft-context.tsx';
import type { Guest } from '../draft/presence-store.ts';
import { Tip } from '../parts/tip.tsx';
import { initialsOf } from '../people/initials-of.ts';
import { usePersonNames } from '../people/use-person-names.ts';
import classes from './guest.module.css';
import { guestHue } from './guest-hue.ts';
import { useNodeTitles } from './use-node-titles.ts';

const MOST_SHOWN = 4;

/** Who else has this workflow open, one for each key. Those who look elsewhere at the moment are pale. */
export function GuestAvatars() {
  const { t } = useTranslation();
  const { presence } = useDraftSession();
  const guests = useStore(presence);
  const describe = useWhereabouts();
  const people = [...Map.groupBy(guests, (guest) => guest.did)].sort(([a], [b]) => a.localeCompare(b));
  const nameOf = usePersonNames(
    people.map(([did]) => did),
    t('together.you'),
  );
  if (people.length === 0) return null;
  const shown = people.length > MOST_SHOWN ? people.slice(0, MOST_SHOWN - 1) : people;
  const hidden = people.slice(shown.length);

  return (
    <ul className={classes['avatars']} aria-label={t('together.here')}>
      {shown.map(([did, pages]) => {
        const name = nameOf(did);
        const latest = latestOf(pages);
        return (
          <li key={did}>
            <Tip label={`${name} · ${describe(latest)}`} multiline maw={280}>
              <span
                className={`${classes['tinted']} ${classes['avatar']}`}
                style={{ '--hue': guestHue(did) } as CSSProperties}
                data-away={!latest.active || undefined}
                role="img"
                aria-label={`${name} · ${describe(latest)}`}
              >
                {initialsOf(name)}
              </span>
            </Tip>
          </li>
        );
      })}
      {hidden.length > 0 && (
        <li>
          <Tip label={hidden.map(([did]) => nameOf(did)).join('\n')} style={{ whiteSpace: 'pre-line' }}>
            <span
              className={`${classes['avatar']} ${classes['more']}`}
              role="img"
              aria-label={t('together.more', { count: hidden.length })}
            >
              +{hidden.length}
            </span>
          </Tip>
        </li>
      )}
    </ul>
  );
}

/** Of several pages of one key, the one that is looked at. */
function latestOf(pages: readonly Guest[]): Presence {
  return (pages.findLast(({ presence }) => presence.active) ?? pages.at(-1)!).presence; // a group is never empty
}

/** What somebody is at, in words. */
function useWhereabouts(): (presence: Presence) => string {
  const { t } = useTranslation();
  const nodes = useDraft(({ document }) => document.nodes);
  const titleOfNode = useNodeTitles();
  const titleOf = (id: string) => {
    const node = nodes[id];
    return node === undefined ? id : titleOfNode(id, node);
  };
  return ({ active, field, selection }) => {
    if (!active) return t('together.away');
    const [node] = field?.split('/') ?? [];
    if (node !== undefined && nodes[node] !== undefined) return t('together.writesIn', { node: titleOf(node) });
    const [only] = selection;
    if (only !== undefined && selection.length === 1 && nodes[only] !== undefined)
      return t('together.at', { node: titleOf(only) });
    return t('together.looking');
  };
}
