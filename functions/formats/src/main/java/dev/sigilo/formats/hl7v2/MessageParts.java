package dev.sigilo.formats.hl7v2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Divides a message into the parts that become records: one for each order (ORC, OBR, RXA), each document (TXA of an
 * MDM), or each visit or patient without orders. The order of segments decides, as the message structures of HL7 v2.8.2
 * chapters 3 to 12 have it, not the message type, because many systems send another type than the segments they write.
 *
 * <p>A part begins with the segments of its message, patient, visit and specimen. Observations about a patient or
 * specimen that precede the orders belong to the first order only, so that no fact is reported twice.
 */
final class MessageParts {
    /** These stay with the segment before them. */
    private static final Set<String> FOLLOWERS = Set.of("NTE", "PRT", "ROL", "ARV", "CTD", "IAR", "VAR");
    /** These concern the patient or the visit even if they follow an order. */
    private static final Set<String> VISIT_LEVEL =
            Set.of("PD1", "PV2", "NK1", "GT1", "IN1", "IN2", "IN3", "ACC", "UB1", "UB2");
    /** These belong to an order, and begin one where ORC and OBR are left out. */
    private static final Set<String> ORDER_DETAILS =
            Set.of("RXO", "RXE", "RXD", "RXG", "RXA", "ODS", "ODT", "RQD", "BPO", "BPX", "BTX", "TXA");

    private static final class Group {
        private Group parent;
        private final String place;
        /** The segments that every record below the group contains. */
        private final List<Segment> shared = new ArrayList<>();
        /** The segments that only the first record below the group contains. */
        private final List<Segment> once = new ArrayList<>();

        private final Set<String> names = new HashSet<>();
        private boolean hasChildren;
        private boolean onceTaken;

        Group(Group parent, String place) {
            this.parent = parent;
            this.place = place;
            if (parent != null) {
                parent.hasChildren = true;
            }
        }
    }

    private final boolean document;
    private final boolean specimenOriented;
    private final boolean repeatsAdministrations;
    private final Group message = new Group(null, "MSH[1]");
    private final List<Group> groups = new ArrayList<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private Group patient;
    private Group visit;
    private Group specimen;
    private Group order;
    private List<Segment> last = message.shared;

    private MessageParts(String type) {
        document = type.equals("MDM");
        specimenOriented = type.equals("OUL");
        repeatsAdministrations = type.equals("RAS");
    }

    /** Returns the parts of a message in the order of the message; none if it has neither patients nor orders. */
    static List<MessagePart> of(List<Segment> segments) {
        MessageParts parts = new MessageParts(segments.get(0).value(9, 1));
        segments.forEach(parts::place);
        List<MessagePart> found = new ArrayList<>();
        for (Group group : parts.groups) {
            if (!group.hasChildren) {
                List<Segment> own = new ArrayList<>();
                collect(group, own);
                found.add(new MessagePart(group.place, own));
            }
        }
        return found;
    }

    private static void collect(Group group, List<Segment> segments) {
        if (group.parent != null) {
            collect(group.parent, segments);
        }
        segments.addAll(group.shared);
        if (!group.onceTaken) {
            segments.addAll(group.once);
            group.onceTaken = true;
        }
    }

    private void place(Segment segment) {
        String name = segment.name();
        positions.merge(name, 1, Integer::sum);
        boolean follows = FOLLOWERS.contains(name) || !DataTypes.isStandard(name);
        last = follows ? last : listFor(name);
        last.add(segment);
    }

    private List<Segment> listFor(String name) {
        switch (name) {
            case "PID":
                visit = null;
                specimen = null;
                order = null;
                patient = group(message, name);
                return patient.shared;
            case "MRG":
                return merge().shared;
            case "PV1":
                return encounter(name).shared;
            case "SPM":
                return specimen(name).shared;
            case "ORC", "OBR":
                return noted(document ? documentOrder(name) : order(name), name);
            case "OBX":
                return order != null ? order.shared : base().once;
            default:
                break;
        }
        if (ORDER_DETAILS.contains(name)) {
            return noted(detail(name), name);
        }
        if (VISIT_LEVEL.contains(name)) {
            return visitOrPatient().shared;
        }
        return order != null ? order.shared : base().shared;
    }

    private Group group(Group parent, String name) {
        Group group = new Group(parent, name + "[" + positions.get(name) + "]");
        groups.add(group);
        return group;
    }

    private static List<Segment> noted(Group group, String name) {
        group.names.add(name);
        return group.shared;
    }

    private Group visitOrPatient() {
        return visit != null ? visit : patient != null ? patient : message;
    }

    private Group base() {
        return specimen != null ? specimen : visitOrPatient();
    }

    /** Returns the patient; a message without PID has one who is not named. */
    private Group patient(String name) {
        if (patient == null) {
            patient = group(message, name);
            patient.once.addAll(message.once);
            message.once.clear();
        }
        return patient;
    }

    private Group merge() {
        Group owner = patient("MRG");
        visit = visit == null && owner.hasChildren ? visitOfEarlierOrders(owner) : newVisit(owner, "MRG");
        return visit;
    }

    private Group encounter(String name) {
        Group owner = patient(name);
        if (visit == null && owner.hasChildren) {
            visit = visitOfEarlierOrders(owner);
        } else if (visit == null || visit.hasChildren || visit.names.contains(name)) {
            visit = newVisit(owner, name);
        }
        visit.names.add(name);
        return visit;
    }

    /** Returns a visit for orders that precede it in the message, as in REF^I12. */
    private Group visitOfEarlierOrders(Group owner) {
        Group later = new Group(owner, owner.place);
        for (Group group : groups) {
            if (group.parent == owner) {
                group.parent = later;
                later.hasChildren = true;
            }
        }
        groups.add(later);
        return later;
    }

    private Group newVisit(Group owner, String name) {
        specimen = null;
        order = null;
        if (owner.hasChildren || owner.place.startsWith(name)) {
            return group(owner, name);
        }
        Group first = new Group(owner, owner.place);
        groups.add(first);
        return first;
    }

    private Group specimen(String name) {
        if (specimen == null && order != null) {
            return order;
        }
        order = null;
        specimen = group(patient == null ? patient(name) : visitOrPatient(), name);
        return specimen;
    }

    private Group newOrder(String name) {
        Group owner = base();
        if (owner == message) {
            owner = patient(name);
        }
        order = group(owner, name);
        return order;
    }

    private Group order(String name) {
        boolean joins = order != null
                && !order.names.contains(name)
                && (name.equals("OBR") ? order.names.contains("ORC") : specimenOriented);
        return joins ? order : newOrder(name);
    }

    /** One document may be about several orders, which precede its TXA. */
    private Group documentOrder(String name) {
        return order != null && !order.names.contains("TXA") ? order : newOrder(name);
    }

    private Group detail(String name) {
        boolean next = order == null
                || order.names.contains(name) && (document || name.equals("RXA") && !repeatsAdministrations);
        return next ? newOrder(name) : order;
    }
}
