import { type CSSProperties, createContext, type FocusEvent, type ReactNode, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { useOptionalDraftSession } from '../draft/draft-context.tsx';
import type { Guest, PresenceStore } from '../draft/presence-store.ts';
import { usePersonNames } from '../people/use-person-names.ts';
import classes from './guest.module.css';
import { guestHue } from './guest-hue.ts';

interface FieldHolding {
  /** What stands before a field's name, e.g. `fetch/`. */
  readonly prefix: string;
  readonly presence: Pick<PresenceStore, 'getState' | 'getInitialState' | 'subscribe'>;
}

const nobody: FieldHolding = { prefix: '', presence: createStore<readonly Guest[]>()(() => []) };
const Holding = createContext<FieldHolding>(nobody);

interface HoldFieldsProps {
  /** The node whose fields are inside, or the node and the page of its fields. */
  readonly prefix: string;
  readonly children: ReactNode;
}

/** Tells the others which of the fields inside is being written in (each has `data-param`), and gives the fields who else does. */
export function HoldFields({ prefix, children }: HoldFieldsProps) {
  const session = useOptionalDraftSession();
  const holding = useMemo(
    () => (session === undefined ? nobody : { prefix: `${prefix}/`, presence: session.presence }),
    [session, prefix],
  );
  const hold = ({ target }: FocusEvent) => {
    const field = target.closest<HTMLElement>('[data-param]')?.dataset['param'];
    session?.here.hold(field === undefined ? undefined : `${prefix}/${field}`);
  };
  return (
    <Holding.Provider value={holding}>
      {/* On the way down: some fields let nothing of it come up again. */}
      <div style={{ display: 'contents' }} onFocusCapture={hold} onBlurCapture={() => session?.here.hold(undefined)}>
        {children}
      </div>
    </Holding.Provider>
  );
}

/** Who else is writing in a field, by its path as the form names it; undefined when nobody is. */
export function useFieldHolder(path: string): Guest | undefined {
  const { prefix, presence } = useContext(Holding);
  return useStore(presence, (guests) => guests.find((guest) => guest.presence.active && guest.presence.field === prefix + path));
}

/** The name of who else is writing in a field, in their colour. */
export function FieldHolder({ path }: { readonly path: string }) {
  const holder = useFieldHolder(path);
  return holder === undefined ? null : <HolderName did={holder.did} />;
}

function HolderName({ did }: { readonly did: string }) {
  const { t } = useTranslation();
  const name = usePersonNames([did], t('together.you'))(did);
  return (
    <span
      className={`${classes['tinted']} ${classes['holder']}`}
      style={{ '--hue': guestHue(did) } as CSSProperties}
      title={t('together.holds', { who: name })}
    >
      {name}
    </span>
  );
}
