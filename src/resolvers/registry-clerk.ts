/** Who writes into the registers of risk control: the name under which proposals and decisions are kept. */
export interface RegistryClerk {
  readonly by: string;
}
