/** A number with one digit after the decimal sign of the locale: `1.0`, `1,4`. */
export function formatTenths(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1, useGrouping: false }).format(value);
}
