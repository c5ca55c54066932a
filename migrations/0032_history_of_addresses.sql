-- Addresses and offences are families of history from now on: what was rolled up before is rolled up again.
INSERT INTO history_due (consignment_id) SELECT DISTINCT consignment_id FROM consignment_slice;
