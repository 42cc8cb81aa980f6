import { useCallback, useMemo, useState } from 'react';

export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly has: (id: string) => boolean;
  /** With `isRange` everything from the last one toggled to this one, in the list's order. */
  readonly toggle: (id: string, isRange?: boolean) => void;
  readonly all: () => void;
  readonly none: () => void;
  readonly drop: (ids: readonly string[]) => void;
}

/** What is ticked in a list. Of what has left the list nothing stays ticked. */
export function useSelection(listed: readonly string[]): Selection {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<string>();
  const ids = useMemo(() => new Set(listed.filter((id) => ticked.has(id))), [listed, ticked]);

  const toggle = useCallback(
    (id: string, isRange = false) => {
      const [from, to] = [listed.indexOf(last ?? ''), listed.indexOf(id)];
      const range = isRange && from >= 0 && to >= 0 ? listed.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
      setTicked((current) => {
        const isOn = !current.has(id);
        const next = new Set(current);
        for (const each of range) isOn ? next.add(each) : next.delete(each);
        return next;
      });
      setLast(id);
    },
    [listed, last],
  );
  const all = useCallback(() => setTicked(new Set(listed)), [listed]);
  const none = useCallback(() => setTicked(new Set()), []);
  const drop = useCallback(
    (gone: readonly string[]) => setTicked((current) => new Set([...current].filter((id) => !gone.includes(id)))),
    [],
  );
  return { ids, has: (id) => ids.has(id), toggle, all, none, drop };
}
