const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0));

/** How files begin, by their type; `at` is where these bytes stand (bytes from the beginning). */
const signatures: readonly { readonly type: string; readonly bytes: readonly number[]; readonly at?: number }[] = [
  { type: 'image/png', bytes: [0x89, ...ascii('PNG\r\n\x1a\n')] },
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/gif', bytes: ascii('GIF8') },
  { type: 'image/webp', bytes: ascii('WEBP'), at: 8 },
  { type: 'image/avif', bytes: ascii('ftypavif'), at: 4 },
  { type: 'application/pdf', bytes: ascii('%PDF-') },
  { type: 'audio/wav', bytes: ascii('WAVE'), at: 8 },
  { type: 'audio/mpeg', bytes: ascii('ID3') },
  { type: 'audio/flac', bytes: ascii('fLaC') },
  { type: 'audio/mp4', bytes: ascii('ftypM4A'), at: 4 },
  { type: 'video/mp4', bytes: ascii('ftyp'), at: 4 },
  { type: 'video/webm', bytes: [0x1a, 0x45, 0xdf, 0xa3] },
  { type: 'video/ogg', bytes: ascii('OggS') },
  { type: 'application/zip', bytes: ascii('PK\x03\x04') },
  { type: 'application/gzip', bytes: [0x1f, 0x8b] },
];
/** These can hold sound alone, which their beginning does not tell: there the declared type decides. */
const containers: Readonly<Record<string, RegExp>> = {
  'video/mp4': /^(audio|video)\/(mp4|x-m4a|aac|quicktime|3gpp)$/,
  'video/webm': /^(audio|video)\/(webm|x-matroska)$/,
  'video/ogg': /^(audio|video|application)\/(ogg|opus)$/,
};

/**
 * What a file is: by how it begins, and where that says nothing by what it was declared as. A file that begins as another type than it
 * was declared is that other type; one declared as something to see or hear that is mere text is text.
 *
 * @param head the first bytes; 512 are enough to know, more are looked through for what no text has.
 * @returns a media type in lower case, without parameters; undefined: unknown.
 */
export function mediaTypeOf(head: Uint8Array, declared = ''): string | undefined {
  const named = plainType(declared);
  const begun = signatures.find(({ bytes, at = 0 }) => bytes.every((byte, index) => head[at + index] === byte))?.type;
  if (begun !== undefined) return containers[begun]?.test(named) ? named : begun;
  // Frames of MPEG audio and AAC begin with eleven set bits: too little to believe against what was declared.
  if (!isText(head)) return isTextual(named) ? undefined : named || undefined;
  if (isTextual(named)) return named;
  return /^\s*<(!doctype html|html)[\s>]/i.test(textOf(head)) ? 'text/html' : 'text/plain';
}

/** In lower case and without parameters. */
export function plainType(mediaType: string): string {
  return mediaType.split(';')[0]?.trim().toLowerCase() ?? '';
}

/** Whether files of this type are written as text. */
export function isTextual(type: string): boolean {
  return type.startsWith('text/') || /[/+](json|xml|yaml|csv|javascript)$/.test(type);
}

const textOf = (head: Uint8Array) => new TextDecoder().decode(head);

/** UTF-8 without control characters that no text has. The end may be within a character. */
function isText(head: Uint8Array): boolean {
  if (head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
