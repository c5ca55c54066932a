/** A registered import of two items in two boxes, as ASYCUDA World exports it, with its `<null/>` placeholders and its misspellings. */
export const REGISTERED_SAD = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<ASYCUDA id="1001652">
<Export_release><Date_of_exit/><Actual_office_of_exit_code><null/></Actual_office_of_exit_code></Export_release>
<Assessment_notice><Registration_year>2024</Registration_year><Assessment_year>2024</Assessment_year></Assessment_notice>
<Property><Sad_flow>I</Sad_flow><Nbers><Number_of_loading_lists/><Total_number_of_items>2</Total_number_of_items>
<Total_number_of_packages>120</Total_number_of_packages></Nbers><Date_of_declaration>3/11/24</Date_of_declaration></Property>
<Identification>
<Office_segment><Customs_clearance_office_code>TTPTS</Customs_clearance_office_code><Customs_Clearance_office_name>PORT OF SPAIN</Customs_Clearance_office_name></Office_segment>
<Type><Type_of_declaration>IM</Type_of_declaration><Declaration_gen_procedure_code>4</Declaration_gen_procedure_code><Type_of_transit_document><null/></Type_of_transit_document></Type>
<Manifest_reference_number>2024 311</Manifest_reference_number>
<Registration><Serial_number>C</Serial_number><Number>10432</Number><Date>3/12/24</Date></Registration>
<Assessment><Serial_number>A</Serial_number><Number>9911</Number><Date>3/14/24</Date></Assessment>
<receipt><Serial_number><null/></Serial_number><Number/><Date/></receipt>
</Identification>
<Traders>
<Exporter><Exporter_code><null/></Exporter_code><Exporter_name>NINGBO HARDWARE LTD\\n12 Harbour Road\\nNINGBO CN</Exporter_name></Exporter>
<Consignee><Consignee_code>100234</Consignee_code><Consignee_name>ISLAND TOOLS LTD
7 Wrightson Road</Consignee_name></Consignee>
<Financial><Financial_code><null/></Financial_code><Financial_name><null/></Financial_name></Financial>
</Traders>
<Declarant><Declarant_code>DC2114</Declarant_code><Declarant_name>Caribbean Brokers</Declarant_name><Reference><Year>2024</Year><Number>117</Number></Reference></Declarant>
<General_information><Country><Country_first_destination>CN</Country_first_destination><Trading_country>CN</Trading_country>
<Export><Export_country_code>CN</Export_country_code></Export><Destination><Destination_country_code>TT</Destination_country_code></Destination>
<Country_of_origin_name>China</Country_of_origin_name></Country><Value_details>33000</Value_details></General_information>
<Transport><Means_of_transport><Departure_arrival_information><Identity>ISLAND TRADER</Identity></Departure_arrival_information>
<Border_information><Identity>9321483</Identity><Nationality>PA</Nationality><Mode>1</Mode></Border_information></Means_of_transport>
<Container_flag>true</Container_flag><Delivery_terms><Code>CIF</Code><Place>Port of Spain</Place></Delivery_terms>
<Place_of_loading><Code>CNNGB</Code></Place_of_loading><Location_of_goods>PPOS2</Location_of_goods></Transport>
<Transit><Seals><Number/><Identity><null/></Identity></Seals></Transit>
<Valuation><Weight><Gross_weight>4100.5</Gross_weight></Weight>
<Gs_Invoice><Amount_national_currency>222750</Amount_national_currency><Amount_foreign_currency>33000</Amount_foreign_currency><Currency_code>USD</Currency_code></Gs_Invoice></Valuation>
<Container><Item_number>1</Item_number><Container_identity>MSKU9070323</Container_identity><Container_type>22G1</Container_type><Empty_full_indicator>1/1</Empty_full_indicator></Container>
<Container><Item_number>1</Item_number><Container_identity>CSQU3054383</Container_identity><Container_type>40</Container_type><Empty_full_indicator>1/1</Empty_full_indicator></Container>
<Container><Item_number>2</Item_number><Container_identity>CSQU3054383</Container_identity><Container_type>40</Container_type><Empty_full_indicator>1/1</Empty_full_indicator></Container>
<Item>
<Attached_documents><Attached_document_code>INV</Attached_document_code><Attached_document_reference>2024/NB/17</Attached_document_reference></Attached_documents>
<Attached_documents><Attached_document_code>BOL</Attached_document_code><Attached_document_reference>ONEYNB1234567</Attached_document_reference></Attached_documents>
<Attached_documents><Attached_document_code>861</Attached_document_code><Attached_document_reference>CO-24-0077</Attached_document_reference></Attached_documents>
<Packages><Number_of_packages>100</Number_of_packages><Marks1_of_packages>NA</Marks1_of_packages><Kind_of_packages_code>CT</Kind_of_packages_code></Packages>
<Tarification><HScode><Commodity_code>82021000</Commodity_code><Precision_1>00</Precision_1><Precision_2><null/></Precision_2></HScode>
<Extended_customs_procedure>4000</Extended_customs_procedure><National_customs_procedure>000</National_customs_procedure>
<Supplementary_unit><Suppplementary_unit_code>NMB</Suppplementary_unit_code><Suppplementary_unit_quantity>2400</Suppplementary_unit_quantity></Supplementary_unit>
<Supplementary_unit><Suppplementary_unit_code><null/></Suppplementary_unit_code><Suppplementary_unit_quantity/></Supplementary_unit></Tarification>
<Goods_description><Country_of_origin_code>CN</Country_of_origin_code><Description_of_goods>- Hand saws</Description_of_goods><Commercial_Description>HAND SAWS 450 MM</Commercial_Description></Goods_description>
<Previous_doc><Summary_declaration>ONEYNB1234567</Summary_declaration><Summary_declaration_sl><null/></Summary_declaration_sl><Previous_document_reference>2024/NB/17 DU 01/03/2024</Previous_document_reference></Previous_doc>
<Valuation_item><Weight_itm><Gross_weight_itm>4000</Gross_weight_itm><Net_weight_itm>3900</Net_weight_itm></Weight_itm>
<Item_Invoice><Amount_foreign_currency>30000</Amount_foreign_currency><Currency_code>USD</Currency_code></Item_Invoice></Valuation_item>
</Item>
<Item>
<Packages><Number_of_packages>20</Number_of_packages><Kind_of_packages_code>CT</Kind_of_packages_code></Packages>
<Tarification><HScode><Commodity_code>82029100</Commodity_code><Precision_1><null/></Precision_1></HScode><Extended_customs_procedure>4000</Extended_customs_procedure></Tarification>
<Goods_description><Country_of_origin_code>CN</Country_of_origin_code><Description_of_goods>Saw blades</Description_of_goods><Commercial_Description><null/></Commercial_Description></Goods_description>
<Previous_doc><Summary_declaration>ONEYNB1234567</Summary_declaration></Previous_doc>
<Valuation_item><Weight_itm><Gross_weight_itm>100.5</Gross_weight_itm></Weight_itm></Valuation_item>
</Item>
</ASYCUDA>`;

/** The later edition: the header within SAD, the items beside it, other names within. Not yet registered. */
export const NESTED_SAD = `<ASYCUDA><SAD id="60">
<Assessment_notice><Registration_year>2024</Registration_year></Assessment_notice>
<Identification><Manifest_reference_number>2024 88</Manifest_reference_number><Total_number_of_packages>7</Total_number_of_packages>
<Office_segment><Customs_clearance_office_code>VD01</Customs_clearance_office_code></Office_segment>
<Type><Type_of_declaration>EX</Type_of_declaration><General_procedure_code>1</General_procedure_code></Type></Identification>
<Declarant><Declarant_code>55012</Declarant_code><Reference><Year>2024</Year><Number>E-9</Number></Reference></Declarant>
<Transport><Means_of_transport><Border_information><Identity>AB-12-CD</Identity><Mode>3</Mode></Border_information></Means_of_transport></Transport>
<Transit><Seals><Identity>TR001; TR002</Identity></Seals></Transit>
<Valuation><Invoice><Amount_foreign_currency>900.00</Amount_foreign_currency><Currency_code>USD</Currency_code></Invoice></Valuation>
<Containers><Container><Item_number>1</Item_number><Container_identity>MSKU9070323</Container_identity><Empty_full_indicator>FCL</Empty_full_indicator></Container></Containers>
</SAD><Items><Item>
<Packages><Number_of_packages>7</Number_of_packages></Packages>
<Tariff><Extended_customs_procedure>1000</Extended_customs_procedure><Harmonized_system><Commodity_code>22084000</Commodity_code></Harmonized_system>
<Supplementary_unit><Supplementary_unit_code>LTR</Supplementary_unit_code><Supplementary_unit_quantity>84.00</Supplementary_unit_quantity></Supplementary_unit></Tariff>
<Goods_description><Country_of_origin_code>AW</Country_of_origin_code><Commercial_description>RUM</Commercial_description></Goods_description>
<Valuation_item><Weight><Gross_weight_itm>120</Gross_weight_itm></Weight><Invoice><Amount_foreign_currency>900.00</Amount_foreign_currency><Currency_code>USD</Currency_code></Invoice></Valuation_item>
<Attached_documents><Attached_document><Attached_document_code>N705</Attached_document_code><Attached_document_reference>SEAB2407123</Attached_document_reference></Attached_document></Attached_documents>
<Previous_document><Previous_document_reference>SEAB2407124</Previous_document_reference></Previous_document>
</Item></Items></ASYCUDA>`;
