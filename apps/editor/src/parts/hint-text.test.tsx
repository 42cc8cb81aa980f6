import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { HintText } from './hint-text.tsx';

it('shows what stands between backticks as code', () => {
  expect(renderToStaticMarkup(<HintText hint="Look; `?.` and `??` help." />)).toBe(
    'Look; <code>?.</code> and <code>??</code> help.',
  );
  expect(renderToStaticMarkup(<HintText hint="Fill it in." />)).toBe('Fill it in.');
});
