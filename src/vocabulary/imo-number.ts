/** IMO ship identification number: seven digits, the last a check digit (IMO Resolution A.1117(30)). */
export function isImoNumberShape(value: string): boolean {
  return /^\d{7}$/.test(value);
}

export function imoCheckDigitValid(value: string): boolean {
  if (!isImoNumberShape(value)) return false;
  let sum = 0;
  for (let i = 0; i < 6; i++) sum += Number(value[i]) * (7 - i);
  return sum % 10 === Number(value[6]);
}
