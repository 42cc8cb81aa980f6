import { withoutHandlers } from './without-handlers.ts';

const unwanted = 'script, iframe, frame, object, embed, link, base, meta[http-equiv]';
const addresses = ['src', 'srcset', 'poster', 'background', 'data', 'action', 'formaction', 'ping'];

/**
 * A page without what the frame that shows it would refuse, so that the browser does not complain of it. What keeps the page from doing
 * anything is the frame's sandbox and the policy that it inherits, not this.
 */
export function quietHtml(text: string): string {
  const page = new DOMParser().parseFromString(withoutHandlers(text), 'text/html');
  for (const element of page.querySelectorAll(unwanted)) element.remove();
  for (const element of page.querySelectorAll('*')) {
    for (const { name, value } of [...element.attributes]) {
      const isAway = addresses.includes(name) && !value.trim().toLowerCase().startsWith('data:');
      if (isAway) element.removeAttribute(name);
    }
  }
  return page.documentElement.outerHTML;
}
