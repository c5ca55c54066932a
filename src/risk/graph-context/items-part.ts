import type { DeclarationEntry } from '../../consignment/customs-slice.ts';
import type { ItemClaim } from '../../messages/claims.ts';
import type { RiskRecord } from '../risk-context.ts';
import { best, dollars, kilograms } from './claim-values.ts';
import type { GraphView } from './graph-view.ts';

export type Item = RiskRecord<'Item'>;

/** The goods as declared to the assessing customs; before that to the customs of departure; before that, as the best source lists them. */
export function itemsPart(view: GraphView): readonly Item[] | undefined {
  const declaration = view.declaration ?? view.mirror;
  const items = declaration ? declaredItems(declaration, view) : best(view.consignment.items);
  return items?.map(item => itemOf(item, declaration?.originCountry ?? undefined));
}

/** An amendment lists the items it changes with what changes in them; the rest stays as first declared. */
export function declaredItems(declaration: DeclarationEntry, { consignment }: GraphView): readonly ItemClaim[] {
  const first = consignment.items.find(claim => claim.fact === declaration.fact)?.value ?? declaration.items;
  const amended = new Map(declaration.items.map(item => [item.sequence, item]));
  return first.map(item => ({ ...item, ...amended.get(item.sequence) }));
}

function itemOf(item: ItemClaim, originCountry: string | undefined): Item {
  const { hsCode, dangerousGoods } = item;
  const netKg = kilograms(item.netMass);
  const valueUsd = dollars(item.value);
  return {
    hs6: hsCode?.slice(0, 6),
    hs4: hsCode?.slice(0, 4),
    chapter: hsCode?.slice(0, 2),
    description: item.description,
    origin: item.originCountry ?? originCountry,
    unNo: dangerousGoods ? dangerousGoods.unNumber : '',
    dgClass: dangerousGoods ? dangerousGoods.imoClass : '',
    qty: item.quantity && Number(item.quantity.value),
    netKg,
    valueUsd,
    unitValueUsdKg: netKg && valueUsd !== undefined ? valueUsd / netKg : undefined,
  };
}
