import { createTheme, type MantineColorsTuple } from '@mantine/core';
import { OVER_PAGE } from '../parts/over-page.ts';

/** Water: the one accent. Shade 7 carries white text at 5.3:1. */
const water: MantineColorsTuple = [
  '#e7f6f9',
  '#cfecf2',
  '#a3dae6',
  '#72c5d7',
  '#47b1c8',
  '#289db8',
  '#1587a3',
  '#0b7390',
  '#0a5d75',
  '#084a5e',
];
/** Cool greys; shade 6 is the lightest that may carry text on white. */
const gray: MantineColorsTuple = [
  '#f7f9fa',
  '#eef2f4',
  '#e3e8ec',
  '#d2dae0',
  '#b4bfc8',
  '#8b98a4',
  '#5f6d79',
  '#465260',
  '#2e3842',
  '#1a222a',
];
const dark: MantineColorsTuple = [
  '#dbe3ea',
  '#b7c3cd',
  '#93a1ae',
  '#64727f',
  '#36424d',
  '#2a343d',
  '#1c242b',
  '#141a20',
  '#0f1418',
  '#0a0e12',
];

/** For what fails and what destroys, in the hue of `--sl-failed`. Shade 7 carries white text at 5.6:1. */
const red: MantineColorsTuple = [
  '#fdeaea',
  '#fad5d6',
  '#f4aeb0',
  '#f2888b',
  '#e8666a',
  '#dc4d52',
  '#cf3b41',
  '#c02f35',
  '#9f252b',
  '#7f1d22',
];

/** The one visual language: type scale of 12/13/14/16/20, a rhythm of 4 and 8 px, one accent, quiet surfaces. Colours of states are in `tokens.css`. */
export const theme = createTheme({
  colors: { water, gray, dark, red },
  primaryColor: 'water',
  primaryShade: { light: 7, dark: 7 },
  black: '#1a222a',
  fontFamily: "'Inter Variable', Inter, ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '22px', lineHeight: '1.3' },
      h2: { fontSize: '16px', lineHeight: '1.4' },
      h3: { fontSize: '14px', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: {
      defaultProps: { size: 'sm' },
      vars: () => ({ root: { '--button-height-sm': '32px', '--button-fz': '13px', '--button-padding-x-sm': '14px' } }),
    },
    Checkbox: { defaultProps: { radius: 'xs' } },
    Tooltip: {
      defaultProps: { openDelay: 400, withArrow: false, fz: 'xs', px: 8, py: 4, portalProps: { target: OVER_PAGE } },
    },
    Modal: {
      defaultProps: { centered: true, radius: 'lg', padding: 'lg', overlayProps: { backgroundOpacity: 0.4, blur: 1 } },
      styles: {
        content: { background: 'var(--sl-surface)' },
        header: { background: 'var(--sl-surface)' },
        title: { fontSize: 16, fontWeight: 600 },
      },
    },
    Menu: { defaultProps: { shadow: 'md', radius: 'md' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Loader: { defaultProps: { type: 'dots' } },
  },
});
