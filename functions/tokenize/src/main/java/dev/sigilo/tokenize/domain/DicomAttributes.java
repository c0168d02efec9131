package dev.sigilo.tokenize.domain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What becomes of each attribute of a DICOM header: the Basic Application Level Confidentiality Profile of PS3.15 Table
 * E.1-1 with the options that {@link DicomHeader} uses, and for all other attributes a rule by their value
 * representation. The value representation is that of PS3.6, whatever the header claims.
 */
final class DicomAttributes {
    private static final String PROFILE = "dicom-confidentiality.txt";
    private static final String REPRESENTATIONS = "dicom-attributes.txt";

    /** What is done with an attribute. */
    enum Treatment {
        REMOVE,
        /** Empty, because an IOD may require the attribute (type 2). */
        EMPTY,
        /** A word that says that a value was replaced, because an IOD may require one (type 1). */
        REPLACE,
        MAP_UID,
        /** Shift with the patient's dates; otherwise remove. */
        DATE,
        /** Shift with the patient's dates; otherwise empty. */
        DATE_OR_EMPTY,
        SCRUB,
        KEEP_NUMBER,
        KEEP_CODE_STRING,
        KEEP_TAG,
        KEEP_TERM,
        CAP_AGE,
        /** Treat the attributes of each item. */
        ITEMS,
        CODE_VALUE,
        CODING_SYSTEM,
        CODE_MEANING,
        PATIENT_NAME,
        STAFF_NAME,
        PATIENT_ID,
        ACCESSION_NUMBER,
        INSTITUTION,
        DEVICE
    }

    /** What the policy's rules for a record's own fields decide about the attribute. */
    private static final Map<String, Treatment> BY_POLICY = Map.ofEntries(
            Map.entry("00080050", Treatment.ACCESSION_NUMBER),
            Map.entry("00080080", Treatment.INSTITUTION),
            Map.entry("00080081", Treatment.INSTITUTION),
            Map.entry("00081040", Treatment.INSTITUTION),
            Map.entry("00081010", Treatment.DEVICE),
            Map.entry("00181000", Treatment.DEVICE),
            Map.entry("00100010", Treatment.PATIENT_NAME),
            Map.entry("00100020", Treatment.PATIENT_ID),
            Map.entry("00101010", Treatment.CAP_AGE),
            Map.entry("00102160", Treatment.SCRUB),
            // Codes of the standard systems are kept, others scrubbed.
            Map.entry("00080100", Treatment.CODE_VALUE),
            Map.entry("00080119", Treatment.CODE_VALUE),
            Map.entry("00080102", Treatment.CODING_SYSTEM),
            Map.entry("00080104", Treatment.CODE_MEANING));

    /** Sequences whose items would identify a person or an institution by their codes, and drawings with texts. */
    private static final Set<String> EMPTIED_SEQUENCES = Set.of("00401101", "00080082", "00700001", "0040A088");

    private static final Map<String, String> VR = new HashMap<>(8192);
    private static final Map<String, Treatment> TREATMENTS = new HashMap<>(8192);

    static {
        read(REPRESENTATIONS, (heading, tag) -> {
            String vr = heading.substring(0, 2);
            VR.put(tag, vr);
            TREATMENTS.put(tag, heading.endsWith(" term") ? Treatment.KEEP_TERM : byRepresentation(vr));
        });
        read(PROFILE, (action, tag) -> TREATMENTS.put(tag, byProfile(action, tag)));
        TREATMENTS.putAll(BY_POLICY);
    }

    private DicomAttributes() {}

    private static void read(String resource, BiConsumer<String, String> entries) {
        try (InputStream in = DicomAttributes.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            String heading = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    heading = line.substring(1, line.length() - 1);
                } else if (!line.startsWith("#")) {
                    for (String tag : line.strip().split(" ")) {
                        entries.accept(heading, tag);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    /** Returns the treatment of an attribute that Table E.1-1 does not name. */
    private static Treatment byRepresentation(String vr) {
        return switch (vr) {
            case "CS" -> Treatment.KEEP_CODE_STRING;
            case "DS", "FD", "FL", "IS", "SL", "SS", "SV", "UL", "US", "UV" -> Treatment.KEEP_NUMBER;
            case "AT" -> Treatment.KEEP_TAG;
            case "DA", "DT", "TM" -> Treatment.DATE;
            case "UI" -> Treatment.MAP_UID;
            case "SQ" -> Treatment.ITEMS;
            case "LO", "LT", "SH", "ST", "UC", "UT" -> Treatment.SCRUB;
            default -> Treatment.REMOVE;
        };
    }

    /**
     * Returns the treatment of an attribute of the table. Of a conditional action, which depends on the attribute's type
     * in the IOD, the one that fits every type is taken.
     */
    private static Treatment byProfile(String line, String tag) {
        String[] words = line.split(" ", 2);
        String action = words[0];
        String options = words.length > 1 ? words[1] : "";
        String vr = VR.getOrDefault(tag, "");
        if (options.contains("dates") && !vr.equals("OB")) {
            return action.equals("X") ? Treatment.DATE : Treatment.DATE_OR_EMPTY;
        }
        if (action.startsWith("U")) {
            return Treatment.MAP_UID;
        }
        if (options.equals("chars") || options.endsWith(" chars")) {
            return byRepresentation(vr);
        }
        if (vr.equals("SQ")) {
            boolean cleaned = options.contains("desc") || options.contains("struct");
            return EMPTIED_SEQUENCES.contains(tag)
                    ? Treatment.EMPTY
                    : cleaned || !action.equals("X") ? Treatment.ITEMS : Treatment.REMOVE;
        }
        if (options.contains("desc") || options.contains("chars-clean")) {
            return byRepresentation(vr);
        }
        if (vr.equals("PN")) {
            return action.equals("X") ? Treatment.REMOVE : Treatment.STAFF_NAME;
        }
        return action.equals("X")
                ? Treatment.REMOVE
                : action.endsWith("D") && isText(vr) ? Treatment.REPLACE : Treatment.EMPTY;
    }

    private static boolean isText(String vr) {
        return switch (vr) {
            case "LO", "LT", "SH", "ST", "UC", "UT" -> true;
            default -> false;
        };
    }

    /** Returns the treatment of an attribute; {@code REMOVE} if neither list has it. */
    static Treatment treatment(String tag) {
        return TREATMENTS.getOrDefault(tag, overlay(tag, TREATMENTS, Treatment.REMOVE));
    }

    /** Returns the value representation of an attribute that is not removed. */
    static String vr(String tag) {
        return VR.getOrDefault(tag, overlay(tag, VR, "UN"));
    }

    /** Returns the tags of all attributes that have a treatment. */
    static Set<String> tags() {
        return TREATMENTS.keySet();
    }

    /** Overlays are the groups 6000 to 60FE with equal attributes (PS3.5 section 7.6). */
    private static <T> T overlay(String tag, Map<String, T> by, T otherwise) {
        return tag.length() == 8 && tag.startsWith("60") && !tag.startsWith("6000")
                ? by.getOrDefault("6000" + tag.substring(4), otherwise)
                : otherwise;
    }
}
