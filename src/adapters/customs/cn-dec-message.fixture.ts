/** An import declaration by sea with two items in two boxes, as a declarant's software writes it for the single window. */
export const IMPORT_DECLARATION = `<?xml version="1.0" encoding="UTF-8"?>
<DecMessage xmlns="http://www.chinaport.gov.cn/dec" Version="3.1">
  <DecHead>
    <SeqNo>I20240000123456789</SeqNo><IEFlag>I</IEFlag><AgentCode>4218980012</AgentCode><AgentName>青岛前湾报关有限公司</AgentName>
    <BillNo>COSU6300001234*QDH0042</BillNo><ContrNo>HT-2024-17</ContrNo><CustomMaster>4258</CustomMaster><CutMode>101</CutMode>
    <DistinatePort>NLD021</DistinatePort><EntryId>425820240000012345</EntryId><EntryType>M</EntryType><GrossWet>24500.5</GrossWet>
    <IEDate/><IEPort>4218</IEPort><LicenseNo></LicenseNo><NetWt>24000</NetWt><OwnerCode>3702960001</OwnerCode><OwnerName>青岛某某机械有限公司</OwnerName>
    <PackNo>610</PackNo><TradeCode>3702960001</TradeCode><TradeCountry>NLD</TradeCountry><TradeMode>0110</TradeMode><TradeName>青岛某某机械有限公司</TradeName>
    <TrafMode>2</TrafMode><TrafName>UN9321483</TrafName><TransMode>1</TransMode><WrapType>22</WrapType>
    <TradeCoScc>91370220MA3C000001</TradeCoScc><AgentCodeScc>91370220MA3C000002</AgentCodeScc><OwnerCodeScc>91370220MA3C000001</OwnerCodeScc>
    <OverseasConsignorEname>HOLLAND TOOLS B.V.</OverseasConsignorEname><GoodsPlace>前湾二期堆场</GoodsPlace><EntyPortCode>370006</EntyPortCode>
  </DecHead>
  <DecLists>
    <DecList><CodeTS>8202100000</CodeTS><DeclPrice>12.5</DeclPrice><DeclTotal>25000</DeclTotal><FirstQty>20000</FirstQty><FirstUnit>035</FirstUnit>
      <GUnit>035</GUnit><GModel>0|0|木工用</GModel><GName>手工锯</GName><GNo>1</GNo><GQty>20000</GQty><OriginCountry>DEU</OriginCountry>
      <TradeCurr>USD</TradeCurr><DestinationCountry>CHN</DestinationCountry><DutyMode>1</DutyMode></DecList>
    <DecList><CodeTS>3208100090</CodeTS><DeclTotal>8000.00</DeclTotal><FirstQty>4000</FirstQty><FirstUnit>035</FirstUnit>
      <GUnit>011</GUnit><GName>油漆</GName><GNo>2</GNo><GQty>400</GQty><OriginCountry>NLD</OriginCountry>
      <TradeCurr>USD</TradeCurr><DestinationCountry>CHN</DestinationCountry><Uncode>1263</Uncode></DecList>
  </DecLists>
  <DecContainers>
    <Container><ContainerId>MSKU9070323</ContainerId><ContainerMd>12</ContainerMd><GoodsNo>1,2</GoodsNo><ContainerWt>3800</ContainerWt></Container>
    <Container><ContainerId>CSQU3054383</ContainerId><ContainerMd>21</ContainerMd><GoodsNo>1</GoodsNo></Container>
  </DecContainers>
  <DecLicenseDocus><LicenseDocu><DocuCode>Y</DocuCode><CertCode>E240000NL0001</CertCode></LicenseDocu></DecLicenseDocus>
  <DecFreeTxt><RelId/><VoyNo>023W</VoyNo><CusFie>QDQW2</CusFie></DecFreeTxt>
  <DecSign><OperType>C</OperType><ClientSeqNo>QDBG2024000777</ClientSeqNo><SignDate>2024051809364900</SignDate></DecSign>
  <EdocRealation><EdocID>QDBG2024000777001.pdf</EdocID><EdocCode>00000001</EdocCode></EdocRealation>
</DecMessage>`;
