import { readdirSync, readFileSync } from 'node:fs';

/** Resident memory (VmRSS) of a process and all its descendants, in bytes, from /proc; NaN where there is no /proc. */
export function residentBytesOf(pid: number): number {
  try {
    const children = childrenByParent();
    const pids = [pid];
    for (let index = 0; index < pids.length; index += 1) pids.push(...(children.get(pids[index] as number) ?? []));
    return pids.reduce((sum, each) => sum + residentOf(each), 0);
  } catch {
    return Number.NaN;
  }
}

function childrenByParent(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(/^PPid:\s+(\d+)/m.exec(statusOf(Number(name)))?.[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  return children;
}

function residentOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(statusOf(pid))?.[1] ?? 0) * 1024;
}

/** A process may end while we look. */
function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}
