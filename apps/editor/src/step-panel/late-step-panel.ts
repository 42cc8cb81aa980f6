import { late } from '../parts/late.tsx';

export const StepPanel = late(async () => (await import('./step-panel.tsx')).StepPanel);
