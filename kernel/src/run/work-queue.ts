/** What can stand in a queue; in one at a time. `ticket` is 0 when it stands in none. */
export interface Ticketed {
  ticket: number;
}

/** Where the queues of one state draw their tickets from, so that none is drawn twice. */
export interface Tickets {
  last: number;
}

/**
 * First in, first out; adding a member that is in the queue moves it to the end. Every operation is O(1), amortised: a member that
 * left the middle stays as a stale entry, which its ticket gives away, until it comes to the front.
 */
export class WorkQueue<T extends Ticketed> {
  readonly #entries: { readonly member: T; readonly ticket: number }[] = [];
  readonly #tickets: Tickets;
  #head = 0;

  constructor(tickets: Tickets) {
    this.#tickets = tickets;
  }

  add(member: T): void {
    this.#tickets.last += 1;
    member.ticket = this.#tickets.last;
    this.#entries.push({ member, ticket: member.ticket });
    this.#dropStale();
  }

  remove(member: T): void {
    member.ticket = 0;
    this.#dropStale();
  }

  first(): T | undefined {
    return this.#entries[this.#head]?.member;
  }

  *[Symbol.iterator](): Generator<T> {
    for (let position = this.#head; position < this.#entries.length; position += 1) {
      const entry = this.#entries[position]!;
      if (entry.ticket === entry.member.ticket) yield entry.member;
    }
  }

  #dropStale(): void {
    let entry = this.#entries[this.#head];
    while (entry !== undefined && entry.ticket !== entry.member.ticket) {
      this.#head += 1;
      entry = this.#entries[this.#head];
    }
    if (this.#head === this.#entries.length) {
      this.#entries.length = 0;
      this.#head = 0;
    } else if (this.#head >= 1024 && this.#head * 2 >= this.#entries.length) {
      this.#entries.splice(0, this.#head);
      this.#head = 0;
    }
  }
}
