/** A consignment order in the structure of taf_cat_complete.xsd 3.5: two load units on one wagon, from Duisburg to Malaszewicze. */
export function consignmentOrder({
  status = '',
  version = '0',
  type = 'ECTD',
  dossier = '<DossierNumber>2180202406150000042</DossierNumber>',
  consignment = '<ConsignmentNumber>123456</ConsignmentNumber>',
  created = '2024-06-15T08:00:00+02:00',
  box = 'TCNU1234565',
  wagon = '378449651234',
}: Partial<
  Record<'status' | 'version' | 'type' | 'dossier' | 'consignment' | 'created' | 'box' | 'wagon', string>
> = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<ConsignmentOrderMessage xmlns="http://www.era.europa.eu/schemes/TAFTSI/3.5">
  <MessageHeader>
    <MessageReference>
      <MessageType>1000</MessageType>
      <MessageTypeVersion>3.5</MessageTypeVersion>
      <MessageIdentifier>COM-2024-0042</MessageIdentifier>
      <MessageDateTime>${created}</MessageDateTime>
    </MessageReference>
    <Sender CI_InstanceNumber="01">2180</Sender>
    <Recipient CI_InstanceNumber="01">2151</Recipient>
  </MessageHeader>
  ${status}
  <COMS>
    <COM_Header>
      <SendingRU>2180</SendingRU>
      <ReceivingRU>2151</ReceivingRU>
      <ShipmentType>CIM</ShipmentType>
      <ConsignmentOrderType>${type}</ConsignmentOrderType>
      <COM_PreparationDatetime>2024-06-15T07:55:00+02:00</COM_PreparationDatetime>
      ${dossier}
      <VersionNumber>${version}</VersionNumber>
    </COM_Header>
    <COM>
      <AcceptancePoint>
        <Station><CountryCodeISO>DE</CountryCodeISO><LocationPrimaryCode>6742</LocationPrimaryCode><PrimaryLocationName>Duisburg Ruhrort</PrimaryLocationName></Station>
        <AcceptanceDate>2024-06-16T18:00:00+02:00</AcceptanceDate>
        ${consignment}
        <ForwardingTrainNumber>41720</ForwardingTrainNumber>
        <CarrierCode>2180</CarrierCode>
      </AcceptancePoint>
      <DeliveryPoint>
        <Station><CountryCodeISO>PL</CountryCodeISO><LocationPrimaryCode>54742</LocationPrimaryCode><PrimaryLocationName>Malaszewicze</PrimaryLocationName></Station>
      </DeliveryPoint>
      <Customers><CustomerType>CR</CustomerType><CustomerNumber>700123</CustomerNumber><Name>Rhein Export GmbH</Name><VAT>DE123456789</VAT><Street>Hafenstr.</Street><StreetNumber>1</StreetNumber><Country>DE</Country><ZIPCode>47119</ZIPCode><City>Duisburg</City></Customers>
      <Customers><CustomerType>CE</CustomerType><Name>Altyn Trade LLP</Name><Country>KZ</Country></Customers>
      <Customers><CustomerType>FPCR</CustomerType><Name>Freight Payer AG</Name></Customers>
      <LeadCarrier><CarrierCode>2180</CarrierCode><CarrierName>DB Cargo</CarrierName></LeadCarrier>
      <Wagons>
        <WagonNumberFreight>${wagon}</WagonNumberFreight>
        <WagonDetails><LoadingStatus>1</LoadingStatus><Seals><NumberOfSeals>1</NumberOfSeals><SealsDescription>W-1</SealsDescription></Seals></WagonDetails>
        <GoodsInWagon>
          <NHM_Code>994100</NHM_Code>
          <ReferenceNumbers><MovementReferenceNumber><MRN_Type>MRN-E</MRN_Type><MRN_Number>24DE123456789012E3</MRN_Number></MovementReferenceNumber></ReferenceNumbers>
          <ILU>
            <ILU_Details>
              <ILU_Type>CN</ILU_Type><LoadUnitNumber>${box}</LoadUnitNumber><LoadingStatus>1</LoadingStatus><TareWeight>2230</TareWeight>
              <Seals><NumberOfSeals>1</NumberOfSeals><SealsDescription>SEAL77</SealsDescription></Seals>
            </ILU_Details>
            <Goods>
              <RID><UN_Number>1263</UN_Number><RID_Class>3</RID_Class></RID>
              <Packing><NatureOfPacking>DR</NatureOfPacking><NumberOfPackages>40</NumberOfPackages></Packing>
              <NHM_Code>320890</NHM_Code><GoodsDescription>Paint</GoodsDescription><GrossWeight>12000</GrossWeight>
            </Goods>
          </ILU>
        </GoodsInWagon>
        <GoodsInWagon>
          <NHM_Code>847130</NHM_Code><GoodsDescription>Laptops</GoodsDescription><GrossWeight>800</GrossWeight><HS_Code>84713000</HS_Code>
          <ILU><ILU_Details><ILU_Type>CN</ILU_Type><LoadUnitNumber>MSKU7254105</LoadUnitNumber><LoadingStatus>0</LoadingStatus></ILU_Details></ILU>
        </GoodsInWagon>
      </Wagons>
      <AgreedTimeOfDelivery>2024-06-19T12:00:00+02:00</AgreedTimeOfDelivery>
    </COM>
  </COMS>
</ConsignmentOrderMessage>`;
}

/** An order as editions before COMS write it, with the train that is asked for. */
export const FLAT_ORDER = `<ConsignmentOrderMessage>
  <MessageHeader><MessageReference><MessageIdentifier>F1</MessageIdentifier><MessageDateTime>2024-06-15T08:00:00Z</MessageDateTime></MessageReference><Sender>2180</Sender></MessageHeader>
  <MessageStatus>2</MessageStatus>
  <COM_ConsignmentNumber>BK 777</COM_ConsignmentNumber>
  <VersionNumber>3</VersionNumber>
  <TransportOperationalIdentifiers><ObjectType>PA</ObjectType><Company>0080</Company><Core>PATH00000001</Core><Variant>00</Variant><TimetableYear>2024</TimetableYear><StartDate>2024-06-16</StartDate></TransportOperationalIdentifiers>
  <TransportOperationalIdentifiers><ObjectType>TR</ObjectType><Company>2180</Company><Core>-----0041720</Core><Variant>00</Variant><TimetableYear>2024</TimetableYear><StartDate>2024-06-16</StartDate></TransportOperationalIdentifiers>
  <WagonNumberFreight>378449651234</WagonNumberFreight>
  <ContainerNumber>TGHU3044123</ContainerNumber>
  <MRN_Type>MRN-T</MRN_Type><MRN_Number>24PL00000000000001</MRN_Number>
</ConsignmentOrderMessage>`;
