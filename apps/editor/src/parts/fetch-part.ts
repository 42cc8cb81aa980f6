import { furtherTexts } from '../i18n/i18n.ts';
import { reloadOnce } from './reload-once.ts';

/** What `fetchPart` needs of its surroundings. */
interface Surroundings {
  /** Whether the server answers. */
  readonly isThere: () => Promise<boolean>;
  /** Fetches style sheets again that could not be had; rejects when they still cannot. */
  readonly mendStyles: () => Promise<unknown>;
  /** Loads the page anew; false when that was done a moment ago. */
  readonly reload: () => boolean;
  readonly pauseMs: number;
  /** What every part needs besides itself. */
  readonly others?: () => Promise<unknown>;
}

const page: Surroundings = { isThere, mendStyles, reload: reloadOnce, pauseMs: 1500, others: furtherTexts };

/**
 * Fetches a part of the editor, by a dynamic import. While the server is away it waits for it, as everything here does: what is on the screen stays.
 * When the server is there and twice does not have the part, it is of a newer build, and the page is loaded anew.
 *
 * @returns rejects when the page was loaded anew a moment ago, and the part is missing all the same.
 */
export async function fetchPart<Part>(load: () => Promise<Part>, surroundings = page): Promise<Part> {
  const { others } = surroundings;
  return fetchFirst(others === undefined ? load : async () => (await Promise.all([load(), others()]))[0], surroundings);
}

/** The same for what has its texts from the first load (`i18n/en/first.ts`). */
export async function fetchFirst<Part>(load: () => Promise<Part>, surroundings = page): Promise<Part> {
  let refusals = 0;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const part = await load();
      if (attempt > 1) await surroundings.mendStyles();
      return part;
    } catch (error) {
      refusals = (await surroundings.isThere()) ? refusals + 1 : 0;
      if (refusals > 1) {
        if (surroundings.reload()) return new Promise(() => undefined); // the page ends here
        throw error;
      }
      if (refusals === 0) await new Promise((resolve) => setTimeout(resolve, surroundings.pauseMs));
    }
  }
}

/** Whether the server answers. */
export async function isThere(): Promise<boolean> {
  try {
    return (await fetch('/healthz', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

/** The build's own loader asks for each style sheet once, and takes one that failed as there. */
async function mendStyles(): Promise<void> {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].filter(({ sheet }) => sheet === null);
  await Promise.all(
    links.map((link) => {
      const again = link.cloneNode() as HTMLLinkElement; // a clone of a link is one
      return new Promise((resolve, reject) => {
        again.addEventListener('load', resolve);
        again.addEventListener('error', reject);
        link.replaceWith(again);
      });
    }),
  );
}
