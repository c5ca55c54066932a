import type { Mass } from '../messages/claims.ts';

/** UN/ECE Recommendation 20: kilogram, tonne, gram, pound (international avoirdupois). */
const KILOGRAMS: Readonly<Record<Mass['unit'], number>> = { KGM: 1, TNE: 1000, GRM: 0.001, LBR: 0.45359237 };

export function massInKilograms(mass: Mass | undefined): number | undefined {
  const value = mass && Number(mass.value) * KILOGRAMS[mass.unit];
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}
