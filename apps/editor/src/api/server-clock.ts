/** The time as the server has it: this machine's clock, set right by what the server said when it refused a signature. */
export class ServerClock {
  readonly #localNow: () => number;
  #offsetMs = 0;

  constructor(localNow: () => number = Date.now) {
    this.#localNow = localNow;
  }

  /** Ms since the epoch. */
  now(): number {
    return this.#localNow() + this.#offsetMs;
  }

  /** Takes in the server's time, RFC 3339 or an HTTP date; what cannot be read is ignored. */
  learn(serverTime: string | null | undefined): boolean {
    const at = Date.parse(serverTime ?? '');
    if (Number.isNaN(at)) return false;
    this.#offsetMs = at - this.#localNow();
    return true;
  }
}
