import { tokenizer } from 'acorn';
import { ECMA_VERSION } from '../graph/parse-template.ts';

/**
 * The same JavaScript without comments and with the least white space: line breaks stay where there were any, so that nothing changes its
 * meaning. QuickJS keeps the text of every function, inner ones again; images get smaller by it.
 */
export function compactSource(source: string): string {
  const pieces: string[] = [];
  let end = 0;
  for (const token of tokenizer(source, { ecmaVersion: ECMA_VERSION })) {
    const gap = source.slice(end, token.start);
    pieces.push(gap === '' ? '' : gap.includes('\n') ? '\n' : ' ', source.slice(token.start, token.end));
    end = token.end;
  }
  return pieces.join('').trim();
}
