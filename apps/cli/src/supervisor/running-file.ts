import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** What `sluice up` leaves in SLUICE_HOME while it runs, so that other commands find it whatever port it was given. */
export interface RunningInstance {
  readonly url: string;
  /** Of the process that supervises gateway and engine. */
  readonly pid: number;
  /** The gateway's `did:key`, with which it signs its responses. */
  readonly gateway?: string;
}

export function writeRunningFile(path: string, instance: RunningInstance): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(instance)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

export function removeRunningFile(path: string): void {
  rmSync(path, { force: true });
}

/** The instance that the file names, unless the file is absent or left over from a process that is gone. */
export function findRunningInstance(path: string): RunningInstance | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value !== 'object' || value === null || !('url' in value) || !('pid' in value)) return undefined;
    const { url, pid } = value;
    if (typeof url !== 'string' || typeof pid !== 'number' || !isAlive(pid)) return undefined;
    const gateway = 'gateway' in value && typeof value.gateway === 'string' ? { gateway: value.gateway } : {};
    return { url, pid, ...gateway };
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
