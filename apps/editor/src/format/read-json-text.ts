import { type Json, parseStrictJson, SluiceError } from '@sluice/protocol';
import i18next from 'i18next';
import { sayProblem } from '../i18n/say-problem.ts';
import { inexactNumber } from './inexact-number.ts';

export type JsonText =
  | { readonly value: Json; readonly error?: undefined }
  | { readonly value?: undefined; readonly error: string };

/** JSON that a person wrote. Refused, too, is a number that would become another one (RFC 8259, section 6): it is to be written as a text. */
export function readJsonText(text: string): JsonText {
  try {
    const value = parseStrictJson(text);
    const number = inexactNumber(text);
    return number === undefined ? { value } : { error: i18next.t('json.inexact', { number, as: String(Number(number)) }) };
  } catch (error) {
    return { error: error instanceof SluiceError ? sayProblem(error.detail) : String(error) };
  }
}
