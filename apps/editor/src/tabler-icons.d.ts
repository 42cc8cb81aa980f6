/** Single icons by file: the package's index has more than 5,000 of them, which a build would have to read. */
declare module '@tabler/icons-react/dist/esm/icons/*.mjs' {
  import type { Icon } from '@tabler/icons-react';

  const icon: Icon;
  export default icon;
}
