/** Options that most commands have. */
export interface CommandOptions {
  /** `--url`: this gateway and no other. */
  readonly url?: string;
  /** `--json`: one JSON document on stdout, and nothing else there. */
  readonly json?: boolean;
}
