import type { Presence } from '@sluice/protocol';

/** Where this page is in a draft, as it is told to the others: at most every tenth of a second, the newest last. */
export interface OwnPresence {
  /** Where the pointer is on the canvas, in its coordinates; undefined when it has left it. */
  point(pointer: Presence['pointer']): void;
  select(ids: Iterable<string>): void;
  /** The field that is being written in, as `node/param`; undefined when none is. */
  hold(field: string | undefined): void;
  setActive(active: boolean): void;
  /** Says it again: the others have forgotten it with the connection. */
  repeat(): void;
  dispose(): void;
}

const EVERY_MS = 100;
/** As many as are told, and as long as a field's name may be. */
const MOST_SELECTED = 200;
const LONGEST_FIELD = 300;

export function createOwnPresence(
  send: (presence: Presence) => void,
  clock: () => number = () => performance.now(),
): OwnPresence {
  let now: Presence = { selection: [], active: true };
  let sentAt = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = () => {
    timer = undefined;
    sentAt = clock();
    send(now);
  };
  const set = (next: Presence) => {
    if (JSON.stringify(next) === JSON.stringify(now)) return;
    now = next;
    timer ??= setTimeout(tell, Math.max(0, sentAt + EVERY_MS - clock()));
  };
  const without = <Key extends 'pointer' | 'field'>(key: Key): Omit<Presence, Key> => {
    const { [key]: _, ...rest } = now;
    return rest;
  };
  return {
    point: (pointer) =>
      set(
        pointer === undefined ? without('pointer') : { ...now, pointer: { x: Math.round(pointer.x), y: Math.round(pointer.y) } },
      ),
    select: (ids) => set({ ...now, selection: [...ids].slice(0, MOST_SELECTED) }),
    hold: (field) => set(field === undefined ? without('field') : { ...now, field: field.slice(0, LONGEST_FIELD) }),
    setActive: (active) => set({ ...now, active }),
    repeat: () => {
      clearTimeout(timer);
      tell();
    },
    dispose: () => clearTimeout(timer),
  };
}
