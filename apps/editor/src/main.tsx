import './theme/mantine-styles.ts';
import '@fontsource-variable/inter/wght.css';
import './theme/fonts/inter.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './theme/tokens.css';
import { createRoot } from 'react-dom/client';
import { config as zodConfig } from 'zod';
import { App } from './app/app.tsx';
import { sessionStore } from './app/services.ts';
import { startI18n } from './i18n/i18n.ts';

// The content security policy has no `unsafe-eval`: schemas are interpreted, and zod does not even try to compile them.
zodConfig({ jitless: true });

async function start(): Promise<void> {
  const container = document.getElementById('root');
  if (container === null) throw new Error('The page has no #root.');
  const isTouched = window.matchMedia('(pointer: coarse)').matches;
  await Promise.all([
    startI18n(),
    sessionStore.getState().load(),
    isTouched && import('./theme/touch.css').catch(() => undefined), // smaller targets are better than none
  ]);
  createRoot(container).render(<App />);
}

void start();
