import { usageError } from '../cli-error.ts';

/** The value of an option that takes a whole number. Throws `usage`. */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw usageError('usage', `${option} must be a whole number from ${least} to ${most}, not ${JSON.stringify(text)}.`);
  }
  return value;
}
