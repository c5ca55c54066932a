// biome-ignore-all format: one line a consignment reads better than twenty
/**
 * The consignments of the story. Each is the goods of one bill: who ships what, in which boxes, on which voyage. What befalls a
 * consignment beyond the plan of its lane is told in the files named troubles-.
 */
import { container, entryNumber, mrn, ucr } from './ids.mjs';
import { PARTIES } from './parties.mjs';

/** Gross mass of an empty box by size and type, kg. */
const TARE = { '22G1': 2230, '45G1': 3890, '45R1': 4640, '42G1': 3740 };

const box = (serial, type, owner = 'MRD') => ({
  number: container(owner, serial),
  type,
  seal: `MR${String(serial * 7 + 100003).slice(-6)}`,
  tare: TARE[type],
});
const item = (hs, text, packages, kind, gross, net, value) => ({ hs, text, packages, kind, gross, net, value });

let serial = 0;

/** @param {string} id @param {object} row what the lane's defaults do not say */
function consignment(id, row) {
  serial += 1;
  const shipper = PARTIES[row.shipper];
  const consignee = PARTIES[row.consignee];
  const from = row.from ?? LANES[row.lane].from;
  const to = row.to ?? LANES[row.lane].to;
  const boxes = row.boxes;
  const items = row.items.map((goods, i) => ({ ...goods, sequence: i + 1, box: boxes[Math.min(i, boxes.length - 1)] }));
  const sum = field => items.reduce((total, goods) => total + goods[field], 0);
  return {
    ...LANES[row.lane],
    ...row,
    id,
    serial,
    shipper,
    consignee,
    from,
    to,
    items,
    ucr: ucr(shipper.country, shipper.id, `${id}${String(serial).padStart(3, '0')}`),
    booking: `MRD26${String(70000 + serial * 37)}`,
    bill: `MRDL${from.slice(2)}26${String(4000 + serial * 13)}`,
    packages: sum('packages'),
    gross: sum('gross'),
    net: sum('net'),
    value: sum('value'),
    exportNumber: declarationNumber(from, 'EXPORT', serial),
    importNumber: declarationNumber(row.deliveredAt ?? to, 'IMPORT', serial),
    ...(row.train ? rail(row, serial) : {}),
  };
}

/** The railway's own numbers: a booking (two where the first was cancelled) and the consignment note. */
function rail(row, n) {
  const europe = row.lane === 'EU';
  const booking = attempt => `${europe ? 'ERX' : 'LSR'}26${String(700 + n * 13 + attempt).padStart(5, '0')}`;
  return {
    railBooking: booking(row.cancelledTrain ? 1 : 0),
    ...(row.cancelledTrain ? { cancelledBooking: booking(0) } : {}),
    railNote: `${europe ? '36' : '26'}${140_000 + n * 377}`,
  };
}

const OFFICES = { CNTXG: '0202', CNQDG: '4258', CNQZH: '7212', CNCQI: '8000' };
function declarationNumber(place, direction, n) {
  if (OFFICES[place]) return entryNumber(OFFICES[place], direction, 310000 + n * 611);
  return place.startsWith('SG') ? mrn('SG', direction === 'IMPORT' ? 'IM' : 'EX', 1200 + n * 31) : undefined;
}

const LANES = {
  TJ: { from: 'CNTXG', to: 'SGSIN', mode: 'SEA' },
  QD: { from: 'CNQDG', to: 'SGSIN', mode: 'SEA' },
  SG: { from: 'SGSIN', to: 'CNTXG', mode: 'SEA' },
  CQ: { from: 'CNCQI', via: 'CNQZH', to: 'SGSIN', mode: 'RAIL_SEA' },
  SC: { from: 'SGSIN', via: 'CNQZH', to: 'CNCQI', mode: 'SEA_RAIL' },
  EU: { from: 'CNCQI', to: 'DEDUI', mode: 'RAIL' },
};

const LCL = box(410027, '45G1');
const REUSED = box(400115, '45G1');

export const CONSIGNMENTS = [
  // 036S
  consignment('A01', { lane: 'TJ', voyage: '036S', shipper: 'haihe', consignee: 'straits', deep: true, imported: true, boxes: [REUSED], items: [item('870830', 'Brake discs and pads for motor cars', 480, 'CT', 18640, 17900, 74200)] }),
  consignment('A02', { lane: 'TJ', voyage: '036S', shipper: 'jinghai', consignee: 'pasir', deep: true, imported: true, certificate: 'BOX', boxes: [box(500231, '45R1')], items: [item('070320', 'Fresh garlic, pure white, 5.5 cm', 2700, 'BG', 27540, 27000, 31050)] }),
  consignment('A03', { lane: 'TJ', voyage: '036S', shipper: 'dongli', consignee: 'bukit', house: 'CQFH2609011', lcl: 'A03', boxes: [LCL], items: [item('691110', 'Porcelain tableware sets', 310, 'CT', 5270, 4805, 18600)] }),
  consignment('A04', { lane: 'TJ', voyage: '036S', shipper: 'lanyue', consignee: 'kallang', house: 'CQFH2609012', lcl: 'A03', boxes: [LCL], items: [item('940542', 'LED desk lamps', 620, 'CT', 4030, 3410, 27900)] }),
  consignment('A05', { lane: 'TJ', voyage: '036S', shipper: 'beichen', consignee: 'sembawang', house: 'CQFH2609013', lcl: 'A03', boxes: [LCL], items: [item('821191', 'Stainless steel table knives', 140, 'CT', 2660, 2450, 12300)] }),
  consignment('A06', { lane: 'TJ', voyage: '036S', shipper: 'binhai', consignee: 'bukit', boxes: [box(300418, '22G1'), box(300502, '22G1')], items: [item('391810', 'PVC floor tiles, click type', 860, 'CT', 21500, 20985, 20640), item('391810', 'PVC skirting boards', 640, 'CT', 17920, 17400, 11520)] }),
  // 037S
  consignment('A07', { lane: 'TJ', voyage: '037S', shipper: 'beichen', consignee: 'sembawang', boxes: [box(300611, '22G1')], items: [item('731210', 'Galvanised steel wire rope 12 mm, on reels', 24, 'RL', 23760, 23280, 26130)] }),
  consignment('A08', { lane: 'TJ', voyage: '037S', shipper: 'jinghai', consignee: 'pasir', imported: true, certificate: 'SEAL', boxes: [box(500318, '45R1')], items: [item('080810', 'Fresh Fuji apples, size 80', 1176, 'CT', 22344, 21168, 29870)] }),
  consignment('A09', { lane: 'TJ', voyage: '037S', onward: '310E', shipper: 'ninghe', consignee: 'bukit', boxes: [box(410133, '45G1')], items: [item('871200', 'City bicycles, unassembled', 420, 'CT', 7980, 6930, 46200)] }),
  consignment('Q01', { lane: 'QD', voyage: '037S', shipper: 'laoshan', consignee: 'straits', boxes: [box(410240, '45G1')], items: [item('401110', 'New pneumatic tyres for motor cars 205/55R16', 1150, 'NE', 10925, 10925, 36800)] }),
  // 038S
  consignment('A10', { lane: 'TJ', voyage: '038S', shipper: 'ninghe', consignee: 'bukit', deep: true, imported: true, boxes: [box(300733, '22G1')], items: [item('701337', 'Drinking glasses, soda-lime', 1420, 'CT', 16330, 14910, 22720)] }),
  consignment('A11', { lane: 'TJ', voyage: '038S', shipper: 'guangdian', consignee: 'changi', deep: true, imported: true, dangerous: { unNumber: '3480', imoClass: '9' }, boxes: [box(300842, '22G1')], items: [item('850760', 'Lithium iron phosphate battery modules 5 kWh', 180, 'CT', 11160, 9900, 162000)] }),
  consignment('A12', { lane: 'TJ', voyage: '039S', rolledFrom: '038S', shipper: 'ninghe', consignee: 'bukit', boxes: [box(410352, '45G1')], items: [item('940360', 'Wooden wardrobes, flat packed', 388, 'CT', 13580, 12416, 38800)] }),
  consignment('A13', { lane: 'TJ', voyage: '038S', shipper: 'beichen', consignee: 'sembawang', imported: true, boxes: [box(300955, '22G1')], items: [item('848180', 'Ball valves of stainless steel, DN50', 260, 'CS', 14300, 13520, 91000)] }),
  // 039S
  consignment('A14', { lane: 'TJ', voyage: '039S', master: 'A14', shipper: 'guangdian', consignee: 'changi', imported: true, boxes: [box(410468, '45G1'), box(410571, '45G1')], items: [item('854143', 'Photovoltaic modules 580 W', 31, 'PX', 22630, 21390, 116400), item('854143', 'Photovoltaic modules 580 W', 31, 'PX', 22630, 21390, 116400)] }),
  consignment('A15', { lane: 'TJ', voyage: '039S', master: 'A14', shipper: 'guangdian', consignee: 'changi', boxes: [box(301067, '22G1')], items: [item('850440', 'String inverters 100 kW', 96, 'CS', 10080, 9120, 124800)] }),
  consignment('A16', { lane: 'TJ', voyage: '039S', shipper: 'ninghe', consignee: 'bukit', boxes: [box(410684, '45G1')], items: [item('630210', 'Bed linen of cotton, knitted', 940, 'CT', 11280, 10340, 65800)] }),
  consignment('Q02', { lane: 'QD', voyage: '039S', shipper: 'jiaozhou', consignee: 'pasir', certificate: 'BOX', boxes: [box(500426, '45R1')], items: [item('030743', 'Frozen squid, whole', 1250, 'CT', 26250, 25000, 87500)] }),
  // 040S
  consignment('A17', { lane: 'TJ', voyage: '040S', declaredWith: 'A17', shipper: 'haihe', consignee: 'straits', boxes: [box(301170, '22G1')], items: [item('870899', 'Suspension arms for motor cars', 210, 'CT', 12180, 11550, 40600)] }),
  consignment('A18', { lane: 'TJ', voyage: '040S', declaredWith: 'A17', shipper: 'haihe', consignee: 'straits', boxes: [box(301283, '22G1')], items: [item('870880', 'Shock absorbers for motor cars', 330, 'CT', 13530, 12870, 49500)] }),
  consignment('A19', { lane: 'TJ', voyage: '040S', shipper: 'beichen', consignee: 'straits', boxes: [{ ...box(301396, '22G1'), wrongCheckDigit: true }], items: [item('843290', 'Parts of tractors and ploughs', 88, 'CS', 15840, 15130, 37900)] }),
  consignment('A20', { lane: 'TJ', voyage: '040S', shipper: 'ninghe', consignee: 'bukit', boxes: [box(410797, '45G1')], items: [item('950300', 'Wooden toys and puzzles', 1530, 'CT', 9180, 7956, 53550)] }),
  // 041S
  consignment('A21', { lane: 'TJ', voyage: '041S', shipper: 'dongli', consignee: 'bukit', boxes: [box(301409, '22G1')], items: [item('690721', 'Ceramic floor tiles 600x600', 20, 'PX', 24800, 24300, 9900)] }),
  consignment('A22', { lane: 'TJ', voyage: '041S', shipper: 'bohai', consignee: 'pasir', deep: true, imported: true, certificate: 'BOX', boxes: [box(500539, '45R1')], items: [item('030389', 'Frozen yellow croaker', 1300, 'CT', 27300, 26000, 71500)] }),
  consignment('A23', { lane: 'TJ', voyage: '041S', shipper: 'jinghai', consignee: 'pasir', certificate: 'REPLACED', boxes: [box(301512, '22G1')], items: [item('071239', 'Dried shiitake mushrooms', 420, 'CT', 8820, 8400, 113400)] }),
  consignment('Q03', { lane: 'QD', voyage: '041S', shipper: 'jiaozhou', consignee: 'pasir', boxes: [box(301625, '22G1')], items: [item('120242', 'Groundnut kernels, shelled', 760, 'BG', 19380, 19000, 28500)] }),
  // 042S
  consignment('A24', { lane: 'TJ', voyage: '042S', shipper: 'dongli', consignee: 'bukit', deep: true, imported: true, controlled: true, boxes: [box(410802, '45G1')], items: [item('691010', 'Washbasins and toilets of porcelain', 360, 'CT', 14760, 13320, 28800)] }),
  consignment('A25', { lane: 'TJ', voyage: '042S', shipper: 'beichen', consignee: 'sembawang', boxes: [box(301738, '22G1')], items: [item('841370', 'Centrifugal pumps', 64, 'CS', 11520, 10880, 60800)] }),
  // 045S at sea, 046S not yet sailed
  consignment('A26', { lane: 'TJ', voyage: '045S', shipper: 'dongli', consignee: 'bukit', imported: true, deep: true, boxes: [box(410915, '45G1')], items: [item('691010', 'Shower trays of porcelain', 280, 'CT', 13160, 12040, 24100)] }),
  consignment('A27', { lane: 'TJ', voyage: '045S', shipper: 'ninghe', consignee: 'bukit', boxes: [box(411028, '45G1')], items: [item('441233', 'Birch plywood 18 mm', 18, 'PX', 23400, 23130, 21060)] }),
  consignment('A28', { lane: 'TJ', voyage: '046S', shipper: 'haihe', consignee: 'straits', deep: true, boxes: [box(411131, '45G1')], items: [item('870870', 'Aluminium road wheels', 760, 'CT', 9880, 9120, 57000)] }),
  // Singapore to Tianjin
  consignment('B01', { lane: 'SG', voyage: '036N', shipper: 'jurongchem', consignee: 'tjimport', imported: true, boxes: [box(411244, '45G1'), box(411357, '45G1')], items: [item('390120', 'High density polyethylene, film grade', 1000, 'BG', 25250, 25000, 26750), item('390120', 'High density polyethylene, film grade', 1000, 'BG', 25250, 25000, 26750)] }),
  consignment('B02', { lane: 'SG', voyage: '036N', shipper: 'toapayoh', consignee: 'tjimport', imported: true, certificate: 'BOX', boxes: [box(301841, '22G1')], items: [item('090111', 'Green coffee beans, Sumatra arabica', 320, 'BG', 19392, 19200, 103680)] }),
  consignment('B03', { lane: 'SG', voyage: '038N', shipper: 'kallang', consignee: 'tjimport', imported: true, deep: true, boxes: [{ ...REUSED, seal: 'MR905561' }], items: [item('847330', 'Graphics cards for servers', 260, 'CT', 4420, 3770, 1430000)] }),
  consignment('B04', { lane: 'SG', voyage: '040N', shipper: 'jurongchem', consignee: 'tjimport', imported: true, quarantine: true, boxes: [box(301954, '22G1')], items: [item('151190', 'Refined palm stearin in flexibag', 1, 'PK', 21600, 21000, 19950)] }),
  consignment('B05', { lane: 'SG', voyage: '040N', shipper: 'kallang', consignee: 'tjimport', boxes: [box(302067, '22G1')], items: [item('300490', 'Medicaments in measured doses', 540, 'CT', 5940, 5130, 612000)] }),
  consignment('B06', { lane: 'SG', voyage: '043N', shipper: 'changi', consignee: 'tjimport', imported: true, deep: true, boxes: [box(302170, '22G1')], items: [item('848620', 'Wafer handling equipment, refurbished', 12, 'CS', 9360, 8520, 1980000)] }),
  // Chongqing by rail to Qinzhou, by sea to Singapore
  consignment('C01', { lane: 'CQ', voyage: 'B18S', train: 'K1', shipper: 'xiyong', consignee: 'kallang', deep: true, imported: true, boxes: [box(420013, '45G1')], items: [item('847130', 'Portable computers 14 inch', 1180, 'CT', 6490, 4720, 826000)] }),
  consignment('C02', { lane: 'CQ', voyage: 'B18S', train: 'K1', shipper: 'jiangjin', consignee: 'straits', boxes: [box(420126, '45G1')], items: [item('871120', 'Motorcycles 150 cm3, in crates', 72, 'CR', 12240, 10656, 61200)] }),
  consignment('C03', { lane: 'CQ', voyage: 'B19S', train: 'K2', shipper: 'fengjie', consignee: 'pasir', imported: true, certificate: 'BOX', boxes: [box(500642, '45R1')], items: [item('080510', 'Fresh navel oranges', 1520, 'CT', 25840, 24320, 33440)] }),
  consignment('C04', { lane: 'CQ', voyage: 'B20S', train: 'K3', shipper: 'jiangjin', consignee: 'sembawang', boxes: [box(302283, '22G1')], items: [item('840734', 'Spark ignition engines 1.5 l', 60, 'CR', 10800, 9300, 126000)] }),
  consignment('C05', { lane: 'CQ', voyage: 'B20S', train: 'K3', bookingChanged: true, shipper: 'xiyong', consignee: 'kallang', boxes: [box(420239, '45G1')], items: [item('844332', 'Laser printers', 620, 'CT', 9920, 8370, 93000)] }),
  consignment('C06', { lane: 'CQ', voyage: 'B21S', train: 'K5', cancelledTrain: 'K4', shipper: 'liangjiang', consignee: 'bukit', boxes: [box(420342, '45G1')], items: [item('851650', 'Microwave ovens', 880, 'CT', 12320, 11000, 52800)] }),
  consignment('C07', { lane: 'CQ', voyage: 'B21S', train: 'K5', shipper: 'xiyong', consignee: 'kallang', boxes: [box(420455, '45G1')], items: [item('852852', 'LCD monitors 27 inch', 760, 'CT', 7220, 5700, 98800)] }),
  consignment('C08', { lane: 'CQ', voyage: 'B23S', train: 'K6', shipper: 'jiangjin', consignee: 'straits', boxes: [box(302396, '22G1')], items: [item('840991', 'Cylinder heads for engines', 180, 'CS', 14400, 13500, 72000)] }),
  // Singapore by sea to Qinzhou, by rail to Chongqing
  consignment('D01', { lane: 'SC', voyage: 'B19N', train: 'K7', deliveredAt: 'CNQZH', shipper: 'jurongchem', consignee: 'liangjiang', imported: true, boxes: [box(420568, '45G1')], items: [item('390210', 'Polypropylene, injection grade', 1000, 'BG', 25200, 25000, 27500)] }),
  consignment('D02', { lane: 'SC', voyage: 'B19N', train: 'K7', deliveredAt: 'CNQZH', shipper: 'pasir', consignee: 'liangjiang', certificate: 'BOX', boxes: [box(302509, '22G1')], items: [item('040221', 'Whole milk powder 25 kg', 680, 'BG', 17408, 17000, 61200)] }),
  // Chongqing by rail to Europe
  consignment('E01', { lane: 'EU', train: 'X1', shipper: 'xiyong', consignee: 'ruhr', deep: true, boxes: [box(430017, '45G1', 'ERX')], items: [item('847130', 'Portable computers 16 inch', 1050, 'CT', 6825, 5040, 997500)] }),
  consignment('E02', { lane: 'EU', train: 'X1', to: 'PLMAA', shipper: 'liangjiang', consignee: 'podlasie', boxes: [box(430120, '45G1', 'ERX')], items: [item('870829', 'Body parts for motor cars', 410, 'CT', 10660, 9840, 82000)] }),
  consignment('E03', { lane: 'EU', train: 'X2', shipper: 'xiyong', consignee: 'ruhr', boxes: [box(430233, '45G1', 'ERX')], items: [item('847150', 'Servers, rack mounted', 84, 'CS', 7560, 6300, 1512000)] }),
];

/** Goods of two bills under one declaration have its number. */
for (const one of CONSIGNMENTS)
  if (one.declaredWith) one.exportNumber = CONSIGNMENTS.find(first => first.id === one.declaredWith).exportNumber;

/** One box whose number fails ISO 6346 on purpose: the last digit is one too high. */
for (const { boxes } of CONSIGNMENTS)
  for (const held of boxes)
    if (held.wrongCheckDigit) held.number = held.number.slice(0, 10) + ((Number(held.number[10]) + 1) % 10);

export const byId = id => CONSIGNMENTS.find(one => one.id === id);
export const onVoyage = number => CONSIGNMENTS.filter(one => one.voyage === number);
export const onTrain = key => CONSIGNMENTS.filter(one => one.train === key);
/** A groupage master has the boxes; its houses have the goods. */
export const groupage = one => (one.lcl ? CONSIGNMENTS.filter(other => other.lcl === one.lcl) : [one]);
export const masterBill = one => (one.lcl ? byId(one.lcl).bill : one.bill);
