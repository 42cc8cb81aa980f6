import type { CSSVariablesResolver } from '@mantine/core';

const shared = {
  '--mantine-color-body': 'var(--sl-ground)',
  '--mantine-color-text': 'var(--sl-text)',
  '--mantine-color-dimmed': 'var(--sl-muted)',
  '--mantine-color-anchor': 'var(--sl-accent)',
  '--mantine-color-default': 'var(--sl-raised)',
  '--mantine-color-default-hover': 'var(--sl-hover)',
  '--mantine-color-default-color': 'var(--sl-text)',
  '--mantine-color-default-border': 'var(--sl-border-strong)',
  '--mantine-color-placeholder': 'var(--sl-muted)',
  '--mantine-color-error': 'var(--sl-failed)',
  '--mantine-primary-color-light': 'var(--sl-accent-soft)',
  '--mantine-primary-color-light-hover': 'color-mix(in srgb, var(--sl-accent) 12%, var(--sl-surface))',
  '--mantine-primary-color-light-color': 'var(--sl-accent)',
  '--mantine-color-water-light': 'var(--sl-accent-soft)',
  '--mantine-color-water-light-hover': 'color-mix(in srgb, var(--sl-accent) 12%, var(--sl-surface))',
  '--mantine-color-water-light-color': 'var(--sl-accent)',
  '--mantine-color-red-light': 'var(--sl-failed-soft)',
  '--mantine-color-red-light-hover': 'color-mix(in srgb, var(--sl-failed) 10%, var(--sl-surface))',
  '--mantine-color-red-light-color': 'var(--sl-failed)',
  '--mantine-color-gray-light-color': 'var(--sl-muted)',
};

/** Mantine's own variables, pointed at the tokens, so that its parts and ours share surfaces and text colours. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
