package dev.sigilo.formats.fhir;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads FHIR R4 (4.0.1) as JSON: one resource, a Bundle of any type, or NDJSON of resources as a bulk export writes it.
 * Each report, study, order, document and clinical fact becomes a record with its patient and with the people and places
 * that it refers to. docs/FORMATS.md describes what becomes of each type of resource.
 */
public final class FhirReader implements MessageReader {
    /** The format's name. */
    public static final String FORMAT = "fhir";

    private final FhirMap map;

    /**
     * @param map which paths give which fields
     * @throws FieldMapException for unknown settings, resource types and elements
     */
    public FhirReader(FieldMap map) {
        this.map = new FhirMap(map);
    }

    @Override
    public String format() {
        return FORMAT;
    }

    /**
     * Reads one message.
     *
     * @throws RecordFormatException {@link RejectReason#EMPTY_MESSAGE}, {@code UNKNOWN_ENCODING}, {@code NOT_FHIR},
     *                               {@code DUPLICATE_FIELD}, {@code TOO_DEEP}, {@code TOO_LARGE},
     *                               {@code TOO_MANY_RECORDS} or {@code NO_RECORD}
     */
    @Override
    public Conversion read(byte[] message) throws RecordFormatException {
        FhirMessage parsed = FhirMessage.read(message);
        List<Resource> resources = parsed.resources();
        if (resources.isEmpty() && parsed.rejects().isEmpty()) {
            throw new RecordFormatException(RejectReason.NO_RECORD, "entry", -1);
        }
        ResourceIndex.resolve(resources);
        List<SourceReject> rejects = new ArrayList<>(parsed.rejects());
        rejects.addAll(ambiguous(message, parsed));
        List<Selection.Planned> planned = List.of();
        if (!resources.isEmpty()) {
            Selection selection = new Selection(map, resources);
            planned = parsed.repetition() > 0 ? selection.single() : selection.all();
        }
        if (planned.isEmpty() && rejects.isEmpty()) {
            throw new RecordFormatException(RejectReason.NO_RECORD, "entry", -1);
        }
        return convert(message, parsed, planned, rejects);
    }

    /** Resources of which nobody can tell whose they are become no records. */
    private List<SourceReject> ambiguous(byte[] message, FhirMessage parsed) {
        List<SourceReject> rejects = new ArrayList<>();
        for (Resource resource : parsed.resources()) {
            if (isRejected(resource)) {
                byte[] part = parsed.isSingle() ? message : resource.bytes();
                rejects.add(
                        new SourceReject(resource.place() + '.' + resource.ambiguous(), RejectReason.NOT_FHIR, part));
            }
        }
        return rejects;
    }

    private boolean isRejected(Resource resource) {
        return resource.ambiguous() != null && map.isRecord(resource.type());
    }

    private Conversion convert(
            byte[] message, FhirMessage parsed, List<Selection.Planned> planned, List<SourceReject> rejects) {
        FactReader facts = new FactReader(map);
        for (Selection.Planned one : planned) {
            facts.read(one.focal());
            one.parts().forEach(facts::read);
        }
        List<SourceRecord> records = new ArrayList<>();
        Map<String, Integer> ids = new HashMap<>();
        for (Selection.Planned one : planned) {
            Resource focal = one.focal();
            RecordAssembly assembly = RecordAssembly.of(one);
            String id = assembly.id();
            int repetition = parsed.repetition() > 0 ? parsed.repetition() : ids.merge(id, 1, Integer::sum);
            MedicalRecord record = assembly.record(repetition > 1 ? id + ':' + repetition : id);
            byte[] part = parsed.isSingle() ? message : MessagePart.write(one, repetition);
            if (focal.root().member("modifierExtension") != null) {
                // It may negate what the resource says.
                rejects.add(new SourceReject(focal.place() + ".modifierExtension", RejectReason.NOT_FHIR, part));
            } else {
                records.add(new SourceRecord(focal.place(), record, part));
            }
        }
        return new Conversion(records, rejects, dropped(parsed));
    }

    private Map<String, Integer> dropped(FhirMessage parsed) {
        Map<String, Integer> dropped = new TreeMap<>(parsed.dropped());
        for (Resource resource : parsed.resources()) {
            if (resource.facts() == null) {
                if (!resource.isUsed() && !isRejected(resource)) {
                    DroppedElements.add(dropped, resource.type() + reason(resource));
                }
                continue;
            }
            resource.dropped().forEach((path, count) -> dropped.merge(path, count, Integer::sum));
            for (Resource inner : resource.contained()) {
                if (inner.isUsed()) {
                    inner.dropped().forEach((path, count) -> dropped.merge(path, count, Integer::sum));
                }
            }
        }
        return dropped;
    }

    private static String reason(Resource resource) {
        if (resource.isNewest()) {
            return "";
        }
        return resource.isCopy() ? "[repeated]" : "[older]";
    }
}
