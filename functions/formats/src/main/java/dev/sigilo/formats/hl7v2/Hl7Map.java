package dev.sigilo.formats.hl7v2;

import dev.sigilo.formats.FieldMap;
import dev.sigilo.formats.FieldMapException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The map of HL7 v2, ready to read with. Immutable and thread-safe. */
final class Hl7Map {
    private static final String SOURCE = "hl7v2";
    /** A part with one of these is a report or an order. */
    private static final Set<String> ORDERS = Set.of("OBR", "ORC", "TXA");

    private static final String ORDER_STATUS = "order_status";

    private final Charset charset;
    private final List<PathReader> paths = new ArrayList<>();
    private final List<PathReader> pathsOfOrders;
    private final Map<String, PathReader> observations = new HashMap<>();

    /**
     * @param map the operator's map
     * @throws FieldMapException with every path and setting that cannot be used
     */
    Hl7Map(FieldMap map) {
        List<String> faults = new ArrayList<>();
        charset = charset(map, faults);
        for (FieldMap.Entry entry : map.entries()) {
            Hl7Path path = Hl7Path.parse(entry.path());
            String fault = path == null
                    ? "is not a path; write one such as PID-5, PID-3[MR].1 or OBX-5(59776-5|FINDINGS)"
                    : path.fault();
            fault = fault == null ? Target.fault(entry.field(), entry.list()) : fault;
            if (fault != null) {
                faults.add("fields." + entry.path() + ": " + fault);
            } else if (path.observations().isEmpty()) {
                paths.add(new PathReader(path, entry.field(), entry.list()));
            } else {
                PathReader reader = new PathReader(path, entry.field(), entry.list());
                path.observations().forEach(code -> observations.putIfAbsent(code, reader));
            }
        }
        pathsOfOrders = paths.stream().map(PathReader::ofOrder).toList();
        if (!faults.isEmpty()) {
            throw new FieldMapException(SOURCE, faults);
        }
    }

    private static Charset charset(FieldMap map, List<String> faults) {
        Charset found = null;
        for (Map.Entry<String, String> setting : map.settings().entrySet()) {
            if (!setting.getKey().equals("charset")) {
                faults.add("settings." + setting.getKey() + ": unknown setting; use charset");
            } else if (!setting.getValue().equals("auto")) {
                found = CharacterSets.named(setting.getValue());
                if (found == null) {
                    faults.add("settings.charset: unknown character set; write auto, UTF-8 or ISO-8859-1");
                }
            }
        }
        return found;
    }

    /** Returns the character set of messages without MSH-18, or null to find it out from their bytes. */
    Charset charset() {
        return charset;
    }

    /**
     * Reads what the map's paths select from a part of a message, except the values of observations. Of segments that
     * state no fact it reads only the identifiers, so that these are removed from the text.
     */
    void read(MessagePart part, Withdrawals withdrawals, RecordBuilder record) {
        Map<String, List<Segment>> segments = new HashMap<>();
        for (Segment segment : part.segments()) {
            segments.computeIfAbsent(segment.name(), name -> new ArrayList<>(4)).add(segment);
        }
        boolean ordered = ORDERS.stream().anyMatch(segments::containsKey);
        for (PathReader path : ordered ? pathsOfOrders : paths) {
            List<Segment> found = segments.get(path.path().segment());
            if (found == null || path.target() == Target.CODED && record.hasText(path.field())) {
                continue;
            }
            for (Segment segment : found) {
                if (!path.isFact() || withdrawals.get(segment) == null) {
                    path.read(segment, record);
                }
            }
        }
        Segment order = part.first("ORC");
        if (order != null && record.value(ORDER_STATUS) == null) {
            String status = Withdrawals.orderStatus(order);
            record.add(ORDER_STATUS, false, status);
            if (!status.isEmpty()) {
                order.readField(1);
            }
        }
    }

    /** Returns how the map reads an observation with one of these codes or texts, or null. */
    PathReader observation(List<String> codes) {
        for (String code : codes) {
            PathReader found = observations.get(code.toUpperCase(Locale.ROOT));
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
