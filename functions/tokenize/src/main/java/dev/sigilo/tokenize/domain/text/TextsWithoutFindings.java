package dev.sigilo.tokenize.domain.text;

import dev.sigilo.text.Language;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The short texts in which the detector found nothing, such as the descriptions of a series and the names of codes:
 * they repeat from record to record, and detection costs most of their treatment. Only a bounded number is
 * kept. A text with a finding is never kept, because it may identify a person. Thread-safe.
 */
final class TextsWithoutFindings {
    /** The longest value of DICOM's LO. */
    private static final int LONGEST = 64;

    private static final int MOST = 4096;

    private final Map<Language, Set<String>> texts = new EnumMap<>(Language.class);

    TextsWithoutFindings() {
        for (Language language : Language.values()) {
            texts.put(language, ConcurrentHashMap.newKeySet());
        }
    }

    /** Returns whether the detector is known to find nothing in this text, read in this language. */
    boolean contains(String text, Language language) {
        return text.length() <= LONGEST
                && language != null
                && texts.get(language).contains(text);
    }

    void add(String text, Language language) {
        if (text.length() <= LONGEST && language != null) {
            Set<String> known = texts.get(language);
            if (known.size() >= MOST) {
                known.clear();
            }
            known.add(text);
        }
    }

    /** Returns only how many there are. */
    @Override
    public String toString() {
        int count = texts.values().stream().mapToInt(Set::size).sum();
        return "TextsWithoutFindings[" + count + "]";
    }
}
