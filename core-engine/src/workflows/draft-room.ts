import type { DraftChange, Presence } from '@sluice/protocol';

/** Someone who has a draft open: told of every change and of where the others are. */
export interface Visitor {
  readonly did: string;
  /** Called in the order of revisions, each once. */
  onChange(change: DraftChange): void;
  /** Another visitor; without a presence they have left. */
  onPresence(guest: string, did: string, presence: Presence | undefined): void;
  /** What is published, active or archived is another, by this principal. */
  onVersions(by: string): void;
}

const MOST_CHANGES = 1000;
const MOST_BYTES = 4 * 1024 * 1024;

/** Those who have one workflow's draft open, and its last changes. Remembers nothing that the store does not have; all of it may be lost. */
export class DraftRoom {
  readonly #visitors = new Map<string, { readonly visitor: Visitor; presence: Presence | undefined }>();
  #changes: { readonly change: DraftChange; readonly bytes: number }[] = [];
  #bytes = 0;
  #nextGuest = 0;

  get isEmpty(): boolean {
    return this.#visitors.size === 0;
  }

  /** Everything after a revision, in order; undefined when that is not known any more. `newest` is the draft's revision. */
  since(revision: number, newest: number): readonly DraftChange[] | undefined {
    if (revision >= newest) return [];
    const found = this.#changes.map(({ change }) => change).filter((each) => each.revision > revision && each.revision <= newest);
    const isWhole = found.length === newest - revision && found[0]?.revision === revision + 1;
    return isWhole ? found : undefined;
  }

  find(batch: string, by: string): DraftChange | undefined {
    return this.#changes.find(({ change }) => change.batch === batch && change.by === by)?.change;
  }

  add(change: DraftChange): void {
    const bytes = JSON.stringify(change.changes).length;
    this.#changes.push({ change, bytes });
    this.#bytes += bytes;
    while (this.#changes.length > MOST_CHANGES || (this.#bytes > MOST_BYTES && this.#changes.length > 0)) {
      this.#bytes -= this.#changes.shift()?.bytes ?? 0;
    }
    for (const { visitor } of this.#visitors.values()) visitor.onChange(change);
  }

  tellVersions(by: string): void {
    for (const { visitor } of this.#visitors.values()) visitor.onVersions(by);
  }

  /** Whose changes are remembered, and who has the draft open. */
  people(): ReadonlySet<string> {
    return new Set([
      ...this.#changes.map(({ change }) => change.by),
      ...[...this.#visitors.values()].map(({ visitor }) => visitor.did),
    ]);
  }

  enter(visitor: Visitor): { readonly tell: (presence: Presence) => void; readonly leave: () => void } {
    this.#nextGuest += 1;
    const guest = `g${this.#nextGuest}`;
    for (const [other, { visitor: of, presence }] of this.#visitors) {
      if (presence !== undefined) visitor.onPresence(other, of.did, presence);
    }
    this.#visitors.set(guest, { visitor, presence: undefined });
    const tellOthers = (presence: Presence | undefined) => {
      for (const [other, { visitor: of }] of this.#visitors) if (other !== guest) of.onPresence(guest, visitor.did, presence);
    };
    return {
      tell: (presence) => {
        const known = this.#visitors.get(guest);
        if (known === undefined) return;
        known.presence = presence;
        tellOthers(presence);
      },
      leave: () => {
        if (this.#visitors.delete(guest)) tellOthers(undefined);
      },
    };
  }
}

/** The rooms of all drafts that are open or were changed lately. */
export class DraftRooms {
  readonly #rooms = new Map<string, DraftRoom>();

  of(workflowId: string): DraftRoom {
    const known = this.#rooms.get(workflowId);
    if (known !== undefined) this.#rooms.delete(workflowId); // the last used stand last
    const room = known ?? new DraftRoom();
    this.#rooms.set(workflowId, room);
    this.#dropIdle();
    return room;
  }

  /** Nobody is told where nobody is. */
  tellVersions(workflowId: string, by: string): void {
    this.#rooms.get(workflowId)?.tellVersions(by);
  }

  /** Those who appear in a draft at the moment: see `DraftRoom.people`. */
  peopleIn(workflowId: string): ReadonlySet<string> {
    return this.#rooms.get(workflowId)?.people() ?? new Set();
  }

  #dropIdle(): void {
    for (const [id, room] of this.#rooms) {
      if (this.#rooms.size <= MOST_ROOMS) return;
      if (room.isEmpty) this.#rooms.delete(id);
    }
  }
}

const MOST_ROOMS = 100;
