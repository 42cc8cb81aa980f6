const DEFAULT_SIZE = 65_536;

/**
 * Remembers which of the last `size` counters were seen, so that each is accepted once, though calls overtake one another on their
 * way (as RFC 4303 section 3.4.3 does it). A counter older than the window is refused. 8 KiB for the default size.
 */
export class ReplayWindow {
  private readonly size: number;
  private readonly bits: Uint32Array;
  private highest = 0;

  constructor(size: number = DEFAULT_SIZE) {
    if (size < 32 || size % 32 !== 0) throw new RangeError(`The size of a window must be a multiple of 32, not ${size}.`);
    this.size = size;
    this.bits = new Uint32Array(size / 32);
  }

  /** Whether the counter (1, 2, …) comes for the first time. It is seen from now on. */
  accept(counter: number): boolean {
    if (!Number.isSafeInteger(counter) || counter < 1 || counter <= this.highest - this.size) return false;
    if (counter > this.highest) this.advance(counter);
    else if (this.isSeen(counter)) return false;
    this.bits[this.wordOf(counter)]! |= 1 << (counter % 32);
    return true;
  }

  /** Forgets the counters that fall out of the window, whose bits are used again. */
  private advance(to: number): void {
    if (to - this.highest >= this.size) this.bits.fill(0);
    else
      for (let counter = this.highest + 1; counter <= to; counter += 1)
        this.bits[this.wordOf(counter)]! &= ~(1 << (counter % 32));
    this.highest = to;
  }

  private isSeen(counter: number): boolean {
    return (this.bits[this.wordOf(counter)]! & (1 << (counter % 32))) !== 0;
  }

  private wordOf(counter: number): number {
    return ((counter % this.size) / 32) | 0;
  }
}
