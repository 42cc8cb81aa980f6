import { createStore } from 'zustand/vanilla';
import type { DraftRemains } from './draft-remains.ts';
import { MOST_REMAINS_BYTES, sizeOfRemains } from './remains-size.ts';

/** Whether this browser keeps what is not saved yet. `too-large`, `failed`: it does not, and closing the page would lose it. */
export type KeepState = 'kept' | 'too-large' | 'failed';

/** Keeps the newest remains, one after the other; those in between are left out when keeping takes longer than editing. */
export class RemainsKeeper {
  readonly state = createStore<{ readonly kind: KeepState }>()(() => ({ kind: 'kept' }));
  readonly #save: (remains: DraftRemains | undefined) => Promise<void>;
  readonly #calm: (() => Promise<void>) | undefined;
  #waiting: { readonly remains: DraftRemains | undefined } | undefined;
  #saving: Promise<void> | undefined;

  /** `calm` is waited for before each keeping: what is kept of a large draft takes a while to copy, and the hand shall see its edit first. */
  constructor(save: (remains: DraftRemains | undefined) => Promise<void>, calm?: () => Promise<void>) {
    this.#save = save;
    this.#calm = calm;
  }

  /** Undefined: nothing needs to be kept any more. */
  keep(remains: DraftRemains | undefined): void {
    this.#waiting = { remains };
    this.#saving ??= this.#work().finally(() => {
      this.#saving = undefined;
    });
  }

  /** Resolves when the newest is kept, or is known not to be. */
  async settled(): Promise<void> {
    await this.#saving;
  }

  async #work(): Promise<void> {
    while (this.#waiting !== undefined) {
      if (this.#calm !== undefined) await this.#calm();
      const { remains } = this.#waiting;
      this.#waiting = undefined;
      this.state.setState({ kind: await this.#keepOne(remains) });
    }
  }

  async #keepOne(remains: DraftRemains | undefined): Promise<KeepState> {
    const isTooLarge = remains !== undefined && sizeOfRemains(remains, MOST_REMAINS_BYTES) > MOST_REMAINS_BYTES;
    try {
      // What was kept before is of an earlier moment: sent later, it would undo what was saved since.
      await this.#save(isTooLarge ? undefined : remains);
      return isTooLarge ? 'too-large' : 'kept';
    } catch {
      return remains === undefined ? 'kept' : 'failed';
    }
  }
}
