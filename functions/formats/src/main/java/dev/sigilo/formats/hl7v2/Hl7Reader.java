package dev.sigilo.formats.hl7v2;

import dev.sigilo.formats.Conversion;
import dev.sigilo.formats.FieldMap;
import dev.sigilo.formats.FieldMapException;
import dev.sigilo.formats.MessageReader;
import dev.sigilo.formats.SourceRecord;
import dev.sigilo.formats.SourceReject;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads HL7 v2 messages, versions 2.1 to 2.8, in the pipe encoding. One input may be one message, several, or a batch.
 * docs/FORMATS.md describes what is read.
 */
public final class Hl7Reader implements MessageReader {
    /** The name of the format. */
    public static final String FORMAT = "hl7v2";
    /** The maximum number of records of one input. */
    public static final int MAX_RECORDS = 1_000;
    /** The maximum number of segments of one message, and half of that of all parts together. */
    static final int MAX_SEGMENTS = 200_000;
    /**
     * The maximum size of all parts together, in characters. Every part repeats the segments of its patient, so a small
     * input could otherwise become a huge output.
     */
    static final long MAX_TOTAL_SIZE = 32L * 1024 * 1024;

    private static final Pattern SOURCE_TYPE = Pattern.compile("[A-Za-z0-9^_.-]{1,40}");
    /** Acknowledgements and queries (HL7 v2.8.2 chapters 2 and 5), which contain no record. */
    private static final Set<String> NO_RECORDS = Set.of(
            "ACK", "MCF", "QBP", "QRY", "QSB", "QVR", "QCK", "QCN", "QSX", "QSR", "SQM", "SPQ", "VQQ", "EQQ", "RQQ",
            "NMQ", "OSQ", "SQR", "UDM", "NMD", "MFN", "MFK", "MFQ", "MFR");

    private final Hl7Map map;

    /**
     * @param map the map for {@value #FORMAT}
     * @throws FieldMapException if the map has a path, field or setting that cannot be used
     */
    public Hl7Reader(FieldMap map) {
        this.map = new Hl7Map(map);
    }

    @Override
    public String format() {
        return FORMAT;
    }

    /**
     * Reads one input.
     *
     * @throws RecordFormatException {@link RejectReason#EMPTY_MESSAGE}, {@code NOT_HL7}, {@code UNKNOWN_ENCODING},
     *                               {@code NO_RECORD}, {@code TOO_MANY_RECORDS} or {@code TOO_LARGE} if the parts of the
     *                               records together are over the limit
     */
    @Override
    public Conversion read(byte[] message) throws RecordFormatException {
        Input input = new Input();
        List<MessageText.Slice> slices = MessageText.slices(message, input.dropped);
        for (int i = 0; i < slices.size(); i++) {
            String prefix = i == 0 ? "" : "MSH[" + (i + 1) + "]/";
            try {
                read(slices.get(i), prefix, input);
            } catch (RecordFormatException e) {
                boolean whole = slices.size() == 1
                        || e.reason() == RejectReason.TOO_MANY_RECORDS
                        || e.reason() == RejectReason.TOO_LARGE;
                if (whole) {
                    throw e;
                }
                input.rejects.add(new SourceReject(
                        prefix + e.field(), e.reason(), slices.get(i).message()));
            }
        }
        return new Conversion(input.records, input.rejects, input.dropped);
    }

    /** What was read of an input so far. */
    private static final class Input {
        private final List<SourceRecord> records = new ArrayList<>();
        private final List<SourceReject> rejects = new ArrayList<>();
        private final Map<String, Integer> dropped = new HashMap<>();
        private long size;
        private long segments;
    }

    private void read(MessageText.Slice slice, String prefix, Input input) throws RecordFormatException {
        MessageText text = MessageText.read(slice, map.charset(), input.dropped);
        String type = text.segments().get(0).value(9, 1);
        List<MessagePart> parts = NO_RECORDS.contains(type) ? List.of() : MessageParts.of(text.segments());
        if (parts.isEmpty()) {
            throw new RecordFormatException(RejectReason.NO_RECORD, "MSH-9", -1);
        }
        if (input.records.size() + parts.size() > MAX_RECORDS) {
            throw new RecordFormatException(RejectReason.TOO_MANY_RECORDS, "MSH", -1);
        }
        for (MessagePart part : parts) {
            input.segments += part.segments().size();
            for (Segment segment : part.segments()) {
                input.size += segment.line().length() + 1;
            }
        }
        if (input.size > MAX_TOTAL_SIZE || input.segments > 2L * MAX_SEGMENTS) {
            throw new RecordFormatException(RejectReason.TOO_LARGE, "MSH", -1);
        }
        RecordIds ids = new RecordIds();
        Set<Segment> counted = Collections.newSetFromMap(new IdentityHashMap<>());
        for (MessagePart part : parts) {
            input.records.add(record(part, text, prefix, input, ids, counted));
        }
    }

    private SourceRecord record(
            MessagePart part, MessageText text, String prefix, Input input, RecordIds ids, Set<Segment> counted) {
        part.segments().forEach(Segment::unread);
        RecordBuilder builder = new RecordBuilder();
        builder.add("source_format", false, FORMAT);
        builder.add("source_type", false, sourceType(part.segments().get(0)));
        Withdrawals withdrawals = Withdrawals.of(part);
        Observations observations = new Observations(part, map, withdrawals, builder);
        observations.read();
        map.read(part, withdrawals, builder);
        String patientId = builder.value("patient_id");
        String id = ids.of(part, patientId == null ? "" : patientId);
        builder.add("record_id", false, id);
        if (builder.value("report_status") == null) {
            builder.add("report_status", false, observations.status());
        }
        Map<String, Integer> explicit = new HashMap<>(builder.dropped());
        explicit.forEach((path, count) -> input.dropped.merge(path, count, Integer::sum));
        for (Segment segment : part.segments()) {
            boolean first = counted.add(segment);
            countUnread(segment, path -> {
                builder.drop(path);
                if (first) {
                    input.dropped.merge(path, 1, Integer::sum);
                }
            });
        }
        MedicalRecord record = builder.build();
        return new SourceRecord(prefix + part.place(), record, text.encode(message(part, ids.mark())));
    }

    private static void countUnread(Segment segment, Consumer<String> path) {
        String name = segment.name();
        if (name.equals(RecordIds.MARK)) {
            return;
        }
        if (DataTypes.isStandard(name)) {
            segment.unreadPaths(path);
        } else {
            path.accept(name.startsWith("Z") ? name : "(unknown)");
        }
    }

    private static String sourceType(Segment header) {
        String event = header.value(9, 2);
        String type = event.isEmpty() ? header.value(9, 1) : header.value(9, 1) + "^" + event;
        return SOURCE_TYPE.matcher(type).matches() ? type : "";
    }

    private static String message(MessagePart part, String mark) {
        StringBuilder message = new StringBuilder();
        boolean marked = mark.isEmpty();
        for (Segment segment : part.segments()) {
            message.append(segment.line()).append('\r');
            marked |= segment.name().equals(RecordIds.MARK);
        }
        if (!marked) {
            char field = part.segments().get(0).line().charAt(3);
            message.append(RecordIds.MARK).append(field).append(mark).append('\r');
        }
        return message.toString();
    }
}
