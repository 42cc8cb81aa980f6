import { late } from '../../parts/late.tsx';

export const NextSteps = late(async () => (await import('./next-steps.tsx')).NextSteps);
