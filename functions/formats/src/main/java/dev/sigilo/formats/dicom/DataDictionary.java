package dev.sigilo.formats.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The data elements of DICOM PS3.6 with their value representations and keywords. */
final class DataDictionary {
    private static final String RESOURCE = "dictionary.txt";
    private static final Map<Integer, Entry> BY_TAG = new HashMap<>(8192);
    private static final Map<String, Integer> BY_KEYWORD = new HashMap<>(8192);

    /**
     * One data element.
     *
     * @param vr       its value representation; null if it is US or SS
     * @param keyword  its keyword, such as {@code PatientName}
     */
    private record Entry(Vr vr, String keyword) {}

    static {
        try (InputStream in = DataDictionary.class.getResourceAsStream(RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] words = line.split(" ");
                    int tag = Tag.parse(words[0]);
                    BY_TAG.put(tag, new Entry(words[1].equals("XS") ? null : Vr.of(words[1]), words[2]));
                    BY_KEYWORD.put(words[2], tag);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    private DataDictionary() {}

    /** Returns whether the standard has this data element. */
    static boolean contains(int tag) {
        return BY_TAG.containsKey(plain(tag));
    }

    /**
     * Returns the value representation, {@link Vr#UN} if the standard does not have the element.
     *
     * @param signed whether US or SS means SS
     */
    static Vr vr(int tag, boolean signed) {
        Entry entry = BY_TAG.get(plain(tag));
        if (entry == null) {
            return Vr.UN;
        }
        return entry.vr != null ? entry.vr : signed ? Vr.SS : Vr.US;
    }

    /** Returns the tag with this keyword, or -1. */
    static int tag(String keyword) {
        return BY_KEYWORD.getOrDefault(keyword, -1);
    }

    /** Returns the tag without the number of a repeating group: curves are 50xx, overlays 60xx. */
    private static int plain(int tag) {
        int family = tag & 0xFF000000;
        return family == 0x50000000 || family == 0x60000000 ? tag & 0xFF00FFFF : tag;
    }
}
