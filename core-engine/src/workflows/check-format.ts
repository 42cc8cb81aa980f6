import { SluiceError, unreadFormat } from '@sluice/protocol';

/**
 * Refuses a stored draft that a newer engine wrote: what is not understood is neither shown as something else nor written over.
 *
 * @throws SluiceError `document_format_newer`
 */
export function checkFormat(document: unknown): void {
  const format = unreadFormat({ document });
  if (format === undefined) return;
  throw new SluiceError('document_format_newer', `This draft is in format ${format}; this engine reads sluice/1.`, {
    hint: 'Start the newer Sluice again that wrote it. The draft was left as it is.',
  });
}
