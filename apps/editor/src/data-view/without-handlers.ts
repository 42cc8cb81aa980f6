/** An attribute of a start tag, with what stands before it. A quote that is not closed goes on to the end, as in HTML (13.2.5 tokenization). */
const attribute = /[\s/]*([^\s=>/][^\s=>/]*)(?:\s*=\s*(?:"[^"]*"?|'[^']*'?|[^\s>"'][^\s>]*)?)?/y;
const start = /<[a-z][^\s/>]*/gi;

/**
 * HTML without the attributes of its tags that are code, as `onclick`. To be done before it is parsed: a browser reports them as it meets them, in
 * whatever kind of document. Takes time in proportion to the text.
 */
export function withoutHandlers(html: string): string {
  const pieces: string[] = [];
  let kept = 0;
  start.lastIndex = 0;
  for (let tag = start.exec(html); tag !== null; tag = start.exec(html)) {
    attribute.lastIndex = start.lastIndex;
    for (let found = attribute.exec(html); found !== null; found = attribute.exec(html)) {
      start.lastIndex = attribute.lastIndex;
      if (!/^on/i.test(found[1] ?? '')) continue;
      pieces.push(html.slice(kept, found.index), ' ');
      kept = attribute.lastIndex;
    }
  }
  return pieces.join('') + html.slice(kept);
}
