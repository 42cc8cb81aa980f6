import { IconDeviceDesktop, IconMoon, IconSun } from '../parts/icons.ts';

/** The schemes that there are, by what stands for them. */
export const schemeIcons = { auto: IconDeviceDesktop, light: IconSun, dark: IconMoon } as const;
