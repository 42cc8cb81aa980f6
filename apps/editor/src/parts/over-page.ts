/** The landmark for what opens over a page and is part of nothing that it opens from: tooltips, and lists of small dialogs. */
export const OVER_PAGE = '#over-page';
