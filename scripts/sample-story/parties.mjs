/** Traders of the lane, all invented. `id` is the USCC of a Chinese company, the UEN of a Singaporean one. */
import { uen, uscc } from './ids.mjs';

const cn = (key, name, local, city, region, serial) => [
  key,
  { name, local, city, country: 'CN', scheme: 'USCC', id: uscc(region, serial) },
];
const sg = (key, name, street, year, serial) => [
  key,
  { name, city: 'Singapore', street, country: 'SG', scheme: 'UEN', id: uen(year, serial) },
];
const eu = (key, name, city, country, id) => [key, { name, city, country, scheme: 'EORI', id }];

export const PARTIES = Object.fromEntries([
  cn('haihe', 'Tianjin Haihe Auto Parts Co Ltd', '天津海河汽车零部件有限公司', 'Tianjin', '120116', 1041),
  cn('jinghai', 'Jinghai Fresh Produce Export Co Ltd', '静海鲜品出口有限公司', 'Tianjin', '120118', 1172),
  cn('dongli', 'Dongli Ceramics Co Ltd', '东丽陶瓷有限公司', 'Tianjin', '120110', 1203),
  cn('lanyue', 'Lanyue Lighting Co Ltd', '蓝月照明有限公司', 'Tianjin', '120111', 1318),
  cn('beichen', 'Beichen Steel Products Co Ltd', '北辰金属制品有限公司', 'Tianjin', '120113', 1425),
  cn('binhai', 'Binhai New Materials Co Ltd', '滨海新材料有限公司', 'Tianjin', '120116', 1533),
  cn('guangdian', 'Jinmen Photovoltaic Co Ltd', '津门光伏有限公司', 'Tianjin', '120116', 1640),
  cn('ninghe', 'Ninghe Home Goods Co Ltd', '宁河家居用品有限公司', 'Tianjin', '120117', 1752),
  cn('bohai', 'Bohai Ocean Foods Co Ltd', '渤海海洋食品有限公司', 'Tianjin', '120116', 1867),
  cn('laoshan', 'Qingdao Laoshan Rubber Co Ltd', '青岛崂山橡胶有限公司', 'Qingdao', '370212', 2019),
  cn('jiaozhou', 'Jiaozhou Seafood and Nuts Co Ltd', '胶州海产坚果有限公司', 'Qingdao', '370281', 2133),
  cn('xiyong', 'Xiyong Computer Manufacturing Co Ltd', '西永计算机制造有限公司', 'Chongqing', '500106', 3051),
  cn('jiangjin', 'Jiangjin Motor Works Co Ltd', '江津发动机有限公司', 'Chongqing', '500116', 3164),
  cn('fengjie', 'Fengjie Citrus Cooperative', '奉节脐橙合作社', 'Chongqing', '500236', 3272),
  cn('liangjiang', 'Liangjiang Trading Co Ltd', '两江贸易有限公司', 'Chongqing', '500112', 3388),
  cn('tjimport', 'Tianjin Port Import Trading Co Ltd', '天津港进口贸易有限公司', 'Tianjin', '120116', 1990),
  cn('cqf', 'Chongqing Freight Forwarding Co Ltd', '重庆货运代理有限公司', 'Chongqing', '500107', 3401),
  cn('tjagent', 'Jingang Customs Brokers Co Ltd', '津港报关有限公司', 'Tianjin', '120116', 1211),
  sg('straits', 'Straits Auto Supply Pte Ltd', '12 Tuas Avenue 8', 2008, 1207),
  sg('pasir', 'Pasir Fresh Imports Pte Ltd', '1 Wholesale Centre', 2011, 5833),
  sg('bukit', 'Bukit Home Retail Pte Ltd', '50 Jurong Gateway Road', 2014, 2954),
  sg('sembawang', 'Sembawang Marine Stores Pte Ltd', '9 Admiralty Road West', 2003, 1871),
  sg('changi', 'Changi Power Systems Pte Ltd', '21 Changi South Street 1', 2017, 3046),
  sg('kallang', 'Kallang Electronics Pte Ltd', '77 Ayer Rajah Crescent', 2012, 7618),
  sg('jurongchem', 'Jurong Island Polymers Pte Ltd', '3 Sakra Road', 1999, 142),
  sg('toapayoh', 'Toa Payoh Coffee Traders Pte Ltd', '190 Lorong 6', 2006, 2390),
  sg('sgagent', 'Keppel Declarants Pte Ltd', '5 Harbour Drive', 2010, 8865),
  eu('ruhr', 'Ruhrtal Elektronik Handels GmbH', 'Duisburg', 'DE', 'DE7730415586120'),
  eu('podlasie', 'Podlasie Parts Sp. z o.o.', 'Malaszewicze', 'PL', 'PL537264419000000'),
]);
