package dev.sigilo.formats.dicom;

import dev.sigilo.formats.Conversion;
import dev.sigilo.formats.FieldMap;
import dev.sigilo.formats.FieldMapException;
import dev.sigilo.formats.MessageReader;
import dev.sigilo.formats.SourceRecord;
import dev.sigilo.formats.SourceReject;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads DICOM JSON (PS3.18 Annex F): one dataset, or an array of datasets as a PACS answers a query or sends metadata.
 * Each dataset gives one record. The content tree of a structured report becomes the record's report. Private data
 * elements and bulk data are dropped and counted.
 */
public final class DicomReader implements MessageReader {
    private static final String MAX_RECORDS = "max_records";
    private static final int DEFAULT_MAX_RECORDS = 5_000;
    /** PS3.5 section 9, without its limit of 64 characters, because some devices make longer ones. */
    private static final Pattern UID = Pattern.compile("[0-9.]{1,128}");

    private static final String SOP_INSTANCE_PLACE = Tag.text(Tag.SOP_INSTANCE_UID);

    private final List<DicomPath> paths;
    private final int maxRecords;

    /**
     * @param map the field map. Its paths are tags or keywords; its setting {@code max_records} limits the datasets of
     *     one message
     * @throws FieldMapException if a path or setting is not understood, with every fault
     */
    public DicomReader(FieldMap map) {
        List<String> faults = new ArrayList<>();
        int limit = DEFAULT_MAX_RECORDS;
        for (Map.Entry<String, String> setting : map.settings().entrySet()) {
            if (setting.getKey().equals(MAX_RECORDS) && setting.getValue().matches("[1-9][0-9]{0,5}")) {
                limit = Integer.parseInt(setting.getValue());
            } else {
                faults.add("settings." + setting.getKey() + ": the only setting is " + MAX_RECORDS
                        + ", a number from 1 to 999999");
            }
        }
        maxRecords = limit;
        List<DicomPath> read = new ArrayList<>();
        for (FieldMap.Entry line : map.entries()) {
            DicomPath path = DicomPath.of(line, faults);
            if (DicomRecord.OWN_FIELDS.contains(line.field())) {
                faults.add(
                        "fields." + line.path() + ": the reader itself sets " + line.field() + "; use another field");
            } else if (path != null) {
                read.add(path);
            }
        }
        paths = List.copyOf(read);
        if (!faults.isEmpty()) {
            throw new FieldMapException("dicom", faults);
        }
    }

    @Override
    public String format() {
        return "dicom";
    }

    /**
     * Reads one message.
     *
     * @throws RecordFormatException {@code EMPTY_MESSAGE}, {@code NOT_DICOM}, {@code TOO_DEEP}, {@code TOO_MANY_RECORDS},
     *     or {@code NO_RECORD} for an empty array. A faulty dataset in correct JSON becomes a reject of its own
     */
    @Override
    public Conversion read(byte[] message) throws RecordFormatException {
        if (message.length == 0) {
            throw new RecordFormatException(RejectReason.EMPTY_MESSAGE, null, -1);
        }
        List<DicomJsonParser.Parsed> datasets = DicomJsonParser.parse(message, maxRecords);
        if (datasets.isEmpty()) {
            throw new RecordFormatException(RejectReason.NO_RECORD, null, -1);
        }
        List<SourceRecord> records = new ArrayList<>();
        List<SourceReject> rejects = new ArrayList<>();
        Map<String, Integer> dropped = new TreeMap<>();
        for (int i = 0; i < datasets.size(); i++) {
            DicomJsonParser.Parsed parsed = datasets.get(i);
            String place = "dataset[" + (i + 1) + "]";
            DatasetFault fault = parsed.fault();
            String uid = parsed.dataset() == null ? null : uid(parsed.dataset());
            if (fault == null && uid == null) {
                fault = new DatasetFault(RejectReason.NOT_DICOM, SOP_INSTANCE_PLACE);
            }
            if (fault != null) {
                String at = fault.place() == null ? place : place + fault.place();
                rejects.add(new SourceReject(at, fault.reason(), parsed.bytes()));
                continue;
            }
            parsed.dropped().addTo(dropped);
            records.add(new SourceRecord(
                    place, DicomRecord.of(parsed.dataset(), "dicom:" + uid, paths, parsed.dropped()), parsed.bytes()));
        }
        return new Conversion(records, rejects, dropped);
    }

    /**
     * Returns the UID of the instance, or that of the series or study if the dataset is an answer about one (PS3.18
     * section 10.6.3). Null if there is none.
     */
    private static String uid(Dataset dataset) {
        for (int tag : new int[] {Tag.SOP_INSTANCE_UID, Tag.SERIES_INSTANCE_UID, Tag.STUDY_INSTANCE_UID}) {
            if (dataset.get(tag) != null) {
                String uid = dataset.text(tag);
                return uid != null && UID.matcher(uid).matches() ? uid : null;
            }
        }
        return null;
    }
}
