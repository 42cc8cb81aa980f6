/** For what is drawn at the end of the document: within the landmark of the page, for those who go by landmarks. */
export const IN_PAGE = { target: '#main' };
