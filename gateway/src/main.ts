import { enableCompileCache } from 'node:module';

// Before anything large is loaded, which is why the rest comes by a dynamic import.
enableCompileCache();

try {
  const { runGateway } = await import('./run-gateway.ts');
  await runGateway();
} catch (error) {
  // A coded error's message starts with its code; anything else shows where it came from.
  const isCoded = error instanceof Error && error.name === 'SluiceError';
  process.stderr.write(isCoded ? `${error.message}\n` : `internal: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
