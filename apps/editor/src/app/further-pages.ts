import { IconInfoCircle, IconKey, IconServer, IconShieldLock } from '../parts/icons.ts';

/** The pages that a phone's bar has no room for; there they are in a menu. */
export const furtherPages = [
  { to: '/secrets', title: 'nav.secrets', Icon: IconShieldLock },
  { to: '/settings/keys', title: 'nav.keys', Icon: IconKey },
  { to: '/settings/engine', title: 'nav.engine', Icon: IconServer },
  { to: '/about', title: 'nav.about', Icon: IconInfoCircle },
] as const;
