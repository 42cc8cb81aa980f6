import { useEffect } from 'react';

/** What the page is called among the windows and in the history of the browser; undefined leaves it to others. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title !== undefined) document.title = `${title} – Sluice`;
  }, [title]);
}
