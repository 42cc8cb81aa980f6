import { isTextual, plainType } from './media-type-of.ts';

export type PreviewKind = 'image' | 'audio' | 'video' | 'text' | 'html' | 'pdf' | 'none';

/** Drawn as pictures, which run no scripts. */
const images = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/svg+xml', 'image/bmp']);

/** How a file of this type can be looked at. */
export function previewKind(mediaType: string): PreviewKind {
  const type = plainType(mediaType);
  if (images.has(type)) return 'image';
  if (type === 'text/html') return 'html';
  if (type === 'application/pdf') return 'pdf';
  if (type.startsWith('video/')) return 'video';
  if (type.startsWith('audio/') || type === 'application/ogg') return 'audio';
  return isTextual(type) ? 'text' : 'none';
}

/**
 * The most bytes of a file that are fetched for a look, by how it is looked at. Of texts the beginning is shown; a file is signed for and
 * fetched whole before it is drawn or played, since an element of the page cannot sign its requests.
 */
export const mostBytes: Readonly<Record<PreviewKind, number>> = {
  image: 20 * 1024 * 1024,
  audio: 256 * 1024 * 1024,
  video: 256 * 1024 * 1024,
  text: 64 * 1024,
  html: 64 * 1024,
  pdf: 0,
  none: 0,
};
