import type { ItemClaim } from '../../messages/claims.ts';
import { isCountryCode } from '../../vocabulary/country-code.ts';
import { readHsCode } from '../../vocabulary/hs-code.ts';
import { childPointer, type Located } from '../formats/json-pointer.ts';
import { cefactMass, content, contents, each, pointerPosition } from '../rail/cefact-json.ts';
import type { IssueList } from '../rail/issue-list.ts';
import { stated } from '../rail/stated.ts';

/**
 * The goods of a certificate of origin: one line a trade product, with the country that it is certified to come from. Weights stand with
 * the consignment item, and are told where that holds a single product.
 */
export function originItems(document: unknown, issues: IssueList): ItemClaim[] {
  const items = each(document, '', 'specifiedConsignment', 'includedConsignmentItem');
  const lines = items.flatMap(item => {
    const products = each(document, item.pointer, 'includedTradeLineItem').flatMap(line =>
      each(document, line.pointer, 'specifiedTradeProduct').map(product => ({ line, product })),
    );
    const weights = products.length === 1 ? weightsOf(document, item.pointer) : {};
    return products.map(({ line, product }) => ({ ...productOf(document, line, product, issues), ...weights }));
  });
  return lines.map((line, i) => ({ sequence: i + 1, ...line }));
}

function weightsOf(document: unknown, pointer: string): Pick<ItemClaim, 'grossMass' | 'netMass'> {
  return stated({
    grossMass: cefactMass(document, pointer, 'grossWeight'),
    netMass: cefactMass(document, pointer, 'netWeight'),
  }) as Pick<ItemClaim, 'grossMass' | 'netMass'>;
}

function productOf(document: unknown, line: Located, product: Located, issues: IssueList): Omit<ItemClaim, 'sequence'> {
  const { pointer } = product;
  const names = ['name', 'description', 'conciseDescription'].flatMap(name => contents(document, pointer, name));
  return stated({
    hsCode: hsCodeOf(document, pointer, issues),
    description: names[0]?.value,
    originCountry: originOf(document, pointer, issues),
    packages: packagesOf(document, line.pointer),
  }) as Omit<ItemClaim, 'sequence'>;
}

function hsCodeOf(document: unknown, product: string, issues: IssueList): string | undefined {
  const [code] = contents(document, product, 'designatedProductClassification', 'classCode');
  const known = code && readHsCode(code.value);
  if (code && known === undefined) {
    issues.doubt('VALUE', code.position, `"${code.value.slice(0, 40)}" is no HS code`, 'Send 4 to 12 digits.');
  }
  return known;
}

/** What the certificate is for; without it the goods are certified to come from nowhere. */
function originOf(document: unknown, product: string, issues: IssueList): string | undefined {
  const [country] = contents(document, product, 'originTradeCountry', 'id');
  if (country && isCountryCode(country.value)) return country.value;
  const position = country?.position ?? pointerPosition(childPointer(product, 'originTradeCountry'));
  const message = country
    ? `"${country.value.slice(0, 40)}" is no country`
    : 'the goods are certified without an origin';
  issues.doubt(country ? 'VALUE' : 'STRUCTURE', position, message, 'Send the ISO 3166-1 alpha-2 code of the origin.');
  return undefined;
}

function packagesOf(document: unknown, line: string): ItemClaim['packages'] {
  const [pack] = each(document, line, 'physicalReferencedLogisticsPackage');
  const count = Number((pack && content(document, pack.pointer, 'itemQuantity')) ?? Number.NaN);
  const kind = pack && content(document, pack.pointer, 'typeCode');
  return Number.isInteger(count) && count > 0 ? (stated({ count, kind }) as ItemClaim['packages']) : undefined;
}
