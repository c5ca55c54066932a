/** `72h`, `3d` in milliseconds. */
export function durationMs(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  return Number(written.slice(0, -1)) * (written.endsWith('d') ? 86_400_000 : 3_600_000);
}
