/** Every module that adds types or fields to the builder, in the order of the subgraphs. A test holds the list against the folders. */
import './scalars.ts';
import './value-types.ts';
import './place.ts';
import './party.ts';
import './consignment/consignment-type.ts';
import './consignment/consignment-fields.ts';
import './consignment/consignments-query.ts';
import './consignment/equipment.ts';
import './consignment/event-filter.ts';
import './consignment/events.ts';
import './consignment/events-query.ts';
import './consignment/evidence.ts';
import './consignment/legs.ts';
import './consignment/look-up.ts';
import './consignment/parties-and-items.ts';
import './consignment/transport-documents.ts';
