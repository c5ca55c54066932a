/**
 * Who looks, and at which consignments it may look at all. Until agreements decide field by field, a partner sees the consignments to
 * which it is a party; an operator and an analyst see all. Everybody else sees nothing.
 */
export type Viewer =
  | { readonly sees: 'ALL'; readonly role: 'operator' | 'analyst'; readonly subject: string }
  | {
      readonly sees: 'OWN';
      readonly partner: string;
      readonly country: string;
      readonly purpose: string;
      readonly accessKeys: readonly string[];
    };

/** The access keys that a consignment must share with the viewer; undefined where every consignment is visible. */
export function requiredKeys(viewer: Viewer): readonly string[] | undefined {
  return viewer.sees === 'ALL' ? undefined : viewer.accessKeys;
}
