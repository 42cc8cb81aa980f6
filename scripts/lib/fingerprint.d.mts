export interface Fingerprint {
  readonly quick: string;
  exact(): string;
}

/** `inputs` are files and folders, relative to the checkout. */
export function fingerprint(inputs: readonly string[]): Fingerprint;
