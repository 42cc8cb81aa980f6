export interface Log {
  add(...values: unknown[]): void;
  /** The lines, the last one saying how many were left out (I12). */
  lines(): readonly string[];
  /** JSON text of the lines. */
  text(): string;
}

/** The step's log, bounded in lines and in length. Runs in the guest: it must not refer to anything outside itself. */
export function createLog(maxLines: number, maxLineLength: number): Log {
  const { stringify } = JSON;
  const kept: string[] = [];
  let left = 0;

  function shown(value: unknown): string {
    if (typeof value === 'string') return value;
    if (typeof value !== 'object' || value === null) return String(value);
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    try {
      return stringify(value) ?? String(value);
    } catch {
      return 'an object that is not JSON';
    }
  }

  function lines(): readonly string[] {
    return left === 0 ? kept : [...kept, `… and ${left} more lines, which were left out`];
  }

  return {
    add(...values) {
      if (kept.length >= maxLines) {
        left += 1;
        return;
      }
      const line = values.map(shown).join(' ');
      kept.push(line.length > maxLineLength ? `${line.slice(0, maxLineLength)}…` : line);
    },
    lines,
    text: () => (kept.length === 0 ? '[]' : stringify(lines())),
  };
}
