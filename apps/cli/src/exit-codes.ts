/** What the command's exit code means; part of the stable interface. */
export const exitCodes = {
  ok: 0,
  /** A run failed, or the command itself did. */
  failed: 1,
  /** Wrong arguments, settings or input files: nothing was sent. */
  usage: 2,
  /** No gateway, or no engine behind it, answered. */
  unreachable: 3,
  /** The gateway or engine answered, and said no. */
  refused: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
