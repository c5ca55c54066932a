/**
 * The one time zone of a country that has one (IANA zone1970.tab). Countries with several (RU, ID, US…) are absent: their places say it
 * themselves, or the zone stays unknown; so does Kazakhstan, which had two until 2024-03-01.
 */
const ZONES: Readonly<Record<string, string>> = {
  AE: 'Asia/Dubai',
  AZ: 'Asia/Baku',
  BE: 'Europe/Brussels',
  BY: 'Europe/Minsk',
  CN: 'Asia/Shanghai',
  CZ: 'Europe/Prague',
  DE: 'Europe/Berlin',
  FR: 'Europe/Paris',
  GB: 'Europe/London',
  GE: 'Asia/Tbilisi',
  HK: 'Asia/Hong_Kong',
  IN: 'Asia/Kolkata',
  IT: 'Europe/Rome',
  JP: 'Asia/Tokyo',
  KH: 'Asia/Phnom_Penh',
  KR: 'Asia/Seoul',
  LA: 'Asia/Vientiane',
  LT: 'Europe/Vilnius',
  LV: 'Europe/Riga',
  MM: 'Asia/Yangon',
  MO: 'Asia/Macau',
  MY: 'Asia/Kuala_Lumpur',
  NL: 'Europe/Amsterdam',
  PH: 'Asia/Manila',
  PL: 'Europe/Warsaw',
  SG: 'Asia/Singapore',
  TH: 'Asia/Bangkok',
  TR: 'Europe/Istanbul',
  TW: 'Asia/Taipei',
  UA: 'Europe/Kyiv',
  VN: 'Asia/Ho_Chi_Minh',
};

export function zoneOfCountry(country: string | undefined): string | undefined {
  return country !== undefined && Object.hasOwn(ZONES, country) ? ZONES[country] : undefined;
}
