import { useEffect, useLayoutEffect, useState } from 'react';

interface TypedAhead {
  readonly text: string;
  /** Whether Enter came after it: what it finds first is meant. */
  readonly isChosen: boolean;
}

const NOTHING: TypedAhead = { text: '', isChosen: false };
let typed = NOTHING;

/** Gives a field that was on its way what was written for it meanwhile, and does with it what Enter does if that came too. */
export function useTypedAhead(write: (text: string) => void, choose: () => void): void {
  const [isChosen, setChosen] = useState(false);
  // Not before it is there: until then one goes on writing.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was written ahead counts once
  useLayoutEffect(() => {
    if (typed.text !== '') write(typed.text);
    setChosen(typed.isChosen);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only as it becomes so, with what is written then
  useEffect(() => {
    if (isChosen) choose();
  }, [isChosen]);
}

interface TypeAheadProps {
  readonly label: string;
  /** Escape: it is not waited for any more. */
  readonly onClose: () => void;
}

/** What comes in its place takes what was written in the same moment; nothing is left over for what opens next. */
function keep(field: HTMLInputElement): () => void {
  field.focus({ preventScroll: true });
  return () =>
    queueMicrotask(() => {
      typed = NOTHING;
    });
}

/** Stands where a part with a field to search in is being fetched, unseen, and keeps what is written meanwhile. */
export function TypeAhead({ label, onClose }: TypeAheadProps) {
  return (
    <input
      ref={keep}
      data-ahead
      aria-label={label}
      style={{ position: 'fixed', top: 0, left: 0, width: 1, height: 1, opacity: 0, border: 0, padding: 0 }}
      onChange={(event) => {
        typed = { ...typed, text: event.currentTarget.value };
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') typed = { ...typed, isChosen: true };
        if (event.key === 'Tab') event.preventDefault();
        if (event.key === 'Escape') onClose();
      }}
    />
  );
}
