/** The SQL condition that the execution with this key is not blocked. The table is empty but for days on which something is broken. */
export function notBlocked(key: string): string {
  return `${key} NOT IN (SELECT execution FROM blocked)`;
}
