/** A scope as a person counts: `loop#0/inner#3` is `loop 1 › inner 4`; the top is `–`. */
export function scopeLabel(scope: string): string {
  if (scope === '') return '–';
  return scope
    .split('/')
    .map((part) => {
      const hash = part.lastIndexOf('#');
      return `${part.slice(0, hash)} ${Number(part.slice(hash + 1)) + 1}`;
    })
    .join(' › ');
}
