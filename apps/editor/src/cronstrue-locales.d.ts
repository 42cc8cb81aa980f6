/** A language of cronstrue: importing it makes it known to the library. It gives nothing else that is used here. */
declare module 'cronstrue/locales/*.js';
