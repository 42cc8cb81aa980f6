/** What the page says of each control that is off without a reason; see `silent-controls.mjs`. */
export function silentControls(part: unknown): string[];
