// Runs before the first paint, so that a dark page never flashes white. A file of its own: the policy allows no inline script.
(() => {
  let scheme = 'auto';
  try {
    scheme = window.localStorage.getItem('sluice-color-scheme') || 'auto';
  } catch {
    // Storage is switched off: the system decides.
  }
  const isDark = scheme === 'dark' || (scheme !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
})();
