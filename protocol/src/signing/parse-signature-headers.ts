import { type Dictionary, type InnerList, type Item, parseDictionary, serializeDictionary } from 'structured-headers';
import { SluiceError } from '../errors/sluice-error.ts';
import { SIGNATURE_LABEL } from './request-profile.ts';
import type { Component, SignatureInput } from './signature-base.ts';

export interface SignatureHeaders {
  readonly input: SignatureInput;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

/**
 * Reads `Signature-Input` and `Signature` (RFC 9421 section 4) where exactly one signature, labelled `sluice`, may be. Both must be
 * written as RFC 9651 section 4.1 serialises them: a parser takes the last of two equal keys and forgets the first, so whatever
 * is not its own serialisation is refused.
 *
 * @throws SluiceError `signature_missing`, `signature_malformed`, `signature_label`, `signature_components`.
 */
export function parseSignatureHeaders(signatureInput: string | undefined, signature: string | undefined): SignatureHeaders {
  if (signatureInput === undefined && signature === undefined) {
    throw new SluiceError('signature_missing', 'The request has no Signature-Input and no Signature.');
  }
  const inputMember = onlyMember('Signature-Input', signatureInput);
  const signatureMember = onlyMember('Signature', signature);
  const [components, parameters] = inputMember;
  if (!Array.isArray(components)) throw malformed('Signature-Input', 'it is no list of components');
  const [bytes, signatureParameters] = signatureMember;
  if (!(bytes instanceof ArrayBuffer) || bytes.byteLength !== 64 || signatureParameters.size > 0) {
    throw malformed('Signature', 'it is no byte sequence of 64 bytes');
  }
  return { input: { components: components.map(componentOf), parameters }, signature: new Uint8Array(bytes) };
}

function onlyMember(field: string, text: string | undefined): Item | InnerList {
  if (text === undefined) throw malformed(field, 'it is missing');
  const dictionary = parse(field, text);
  const member = dictionary.get(SIGNATURE_LABEL);
  if (dictionary.size !== 1 || member === undefined) {
    throw new SluiceError('signature_label', `${field} has the labels ${[...dictionary.keys()].join(', ') || '(none)'}.`);
  }
  const canonical = serializeDictionary(dictionary);
  if (canonical !== text) {
    if (hasSecondMember(text))
      throw new SluiceError('signature_label', `${field} has the label ${SIGNATURE_LABEL} more than once.`);
    throw malformed(field, 'a parameter is there twice, or it is not in the strict form of RFC 9651 section 4.1');
  }
  return member;
}

function parse(field: string, text: string): Dictionary {
  try {
    return parseDictionary(text);
  } catch (error) {
    throw malformed(field, error instanceof Error ? error.message : 'it cannot be read');
  }
}

/** Whether a comma separates members: one outside of strings. Commas occur nowhere else in a dictionary of lists and bytes. */
function hasSecondMember(text: string): boolean {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '').includes(',');
}

/** Of the component parameters of section 2, `req` alone has a use here (in responses). */
function componentOf([name, parameters]: Item): Component {
  const isFromRequest = parameters.size === 1 && parameters.get('req') === true;
  if (typeof name !== 'string' || (parameters.size > 0 && !isFromRequest)) {
    throw new SluiceError('signature_components', 'A covered component is no plain text, or has parameters.');
  }
  return { name, isFromRequest };
}

function malformed(field: string, why: string): SluiceError {
  return new SluiceError('signature_malformed', `${field} cannot be used: ${why}.`);
}
