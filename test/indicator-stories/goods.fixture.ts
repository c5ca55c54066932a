/** One line of goods, as declarations and manifests list it. Masses in kg, values in US dollars. */
export interface Goods {
  readonly hs: string;
  readonly text: string;
  readonly gross: number;
  readonly net: number;
  readonly value: number;
  readonly origin: string;
  readonly packages: number;
  readonly pieces?: number | undefined;
  readonly un?: string | undefined;
  /** The box that it lies in. */
  readonly box?: string | undefined;
}

export interface Trader {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  /** As the manifest states the certificate of an authorised economic operator. */
  readonly aeo?: string | undefined;
  readonly address?: string | undefined;
}

export interface Box {
  readonly number: string;
  readonly type: string; // ISO 6346
  readonly seals: readonly string[];
}

export const GOODS: Goods = {
  hs: '390120',
  text: 'High density polyethylene, film grade',
  gross: 20_200,
  net: 20_000,
  value: 24_000,
  origin: 'SG',
  packages: 800,
};

export function sum(goods: readonly Goods[], of: 'gross' | 'net' | 'value' | 'packages'): number {
  return goods.reduce((total, each) => total + each[of], 0);
}
