/** Ports, stations and terminals of the lane. UN/LOCODE as listed in 2024-1; customs districts of China have four digits. */
export const PLACES = {
  CNTXG: {
    name: 'Tianjin Xingang',
    country: 'CN',
    customs: '0202',
    terminal: 'THT',
    terminalName: 'Tianjin Harbour Terminal',
    port: 'tianjin-harbour-terminal',
  },
  CNQDG: {
    name: 'Qingdao',
    country: 'CN',
    customs: '4258',
    terminal: 'QQT',
    terminalName: 'Qingdao Qianwan Terminal',
    port: 'qingdao-port',
  },
  CNQZH: {
    name: 'Qinzhou',
    country: 'CN',
    customs: '7212',
    terminal: 'QZT',
    terminalName: 'Qinzhou Dalanping Terminal',
    port: 'qinzhou-port',
  },
  SGSIN: {
    name: 'Singapore',
    country: 'SG',
    terminal: 'JST',
    terminalName: 'Jurong Straits Terminal',
    port: 'jurong-straits-terminal',
  },
  MYPKG: {
    name: 'Port Klang',
    country: 'MY',
    terminal: 'KWT',
    terminalName: 'Klang West Terminal',
    port: 'klang-west-terminal',
  },
  CNCQI: { name: 'Chongqing', country: 'CN', customs: '8000' },
  CNHRS: { name: 'Horgos', country: 'CN', customs: '9406' },
  KZHOR: { name: 'Horgos', country: 'KZ' },
  PLMAA: { name: 'Malaszewicze', country: 'PL' },
  DEDUI: { name: 'Duisburg', country: 'DE' },
};

/** Railway stations: `esr` is the station code of the SMGS tariff, `taf` the primary location code. */
export const STATIONS = {
  CNCQI: { name: 'Tuanjiecun', country: 'CN', taf: '53216', esr: '532160', railway: 'KZD' },
  CNQZH: { name: 'Qinzhougang Dong', country: 'CN', taf: '49807', esr: '498070', railway: 'KZD' },
  CNHRS: { name: 'Horgos', country: 'CN', taf: '44180', esr: '441800', railway: 'KZD' },
  KZHOR: { name: 'Altynkol', country: 'KZ', taf: '70919', esr: '709190', railway: 'KZH' },
  PLMAA: { name: 'Malaszewicze', country: 'PL', taf: '02881', esr: '028810', railway: 'PKP' },
  DEDUI: { name: 'Duisburg Ruhrort Hafen', country: 'DE', taf: '14589', esr: '145890', railway: 'DB' },
  CNHUH: { name: 'Huaihua', country: 'CN', taf: '39120', esr: '391200', railway: 'KZD' },
};

/** `CNTXG/0202`: manifests of China customs name a place by its port code and its customs district. */
export const customsPlace = place => (PLACES[place].customs ? `${place}/${PLACES[place].customs}` : place);
