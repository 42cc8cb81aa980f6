/** Something to measure: it serves the standard workflow at `url` until it is stopped. */
export interface Target {
  readonly name: string;
  readonly guarantee: string;
  readonly url: string;
  /** Resident memory of all its processes together, in bytes. */
  residentBytes(): number;
  stop(): Promise<void>;
}
