import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import type { CliContext } from '../cli-context.ts';

export interface TestContext extends CliContext {
  /** A fresh folder; SLUICE_HOME is `home` in it. */
  readonly cwd: string;
  readonly output: () => string;
  readonly errors: () => string;
}

/** A command's surroundings with nothing of this process: what it writes is kept, as if both streams were piped. */
export function createTestContext({ env = {}, stdin = '' }: { env?: Record<string, string>; stdin?: string } = {}): TestContext {
  const cwd = mkdtempSync(join(tmpdir(), 'sluice-cli-'));
  const written = { stdout: '', stderr: '' };
  const sink = (name: 'stdout' | 'stderr') =>
    new Writable({
      write(chunk, _encoding, done) {
        written[name] += String(chunk);
        done();
      },
    });
  return {
    env: { SLUICE_HOME: join(cwd, 'home'), ...env },
    cwd,
    stdin: Readable.from([stdin]),
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    output: () => written.stdout,
    errors: () => written.stderr,
  };
}
