/** A folder's path as it was typed, without what people type around the slashes. */
export function tidyFolder(text: string): string {
  return text
    .split('/')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .join('/');
}
