package dev.sigilo.tokenize.domain.detect;

import java.util.ArrayList;
import java.util.List;

/** Drops found names and places whose every word is listed as clinical and none as a name or place: drugs, eponyms, instruments. */
final class ClinicalNames {

    private static final int NAMES = NameWords.LISTED | Lexicon.PLACE | Lexicon.COUNTRY;

    private final TextWords words;
    private final NameWords names;

    private ClinicalNames(NameWords names) {
        this.words = names.words;
        this.names = names;
    }

    /** Returns the spans without such terms; behind a title ("Dr. Paget") a term is somebody's name and stays. */
    static List<Span> without(List<Span> spans, NameWords names) {
        ClinicalNames terms = new ClinicalNames(names);
        List<Span> kept = new ArrayList<>(spans.size());
        int word = 0;
        for (Span span : spans) {
            while (word < terms.words.count && terms.words.end[word] <= span.start()) {
                word++;
            }
            if (!terms.isTerm(span, word)) {
                kept.add(span);
            }
        }
        return kept;
    }

    private boolean isTerm(Span span, int first) {
        switch (span.identifierType()) {
            case PATIENT_NAME, STAFF_NAME, TERRITORY, STREET, INSTITUTION, HOSPITAL, HEALTH_CENTER -> { }
            default -> {
                return false;
            }
        }
        boolean any = false;
        for (int i = first; i < words.count && words.start[i] < span.end(); i++) {
            if (words.kind[i] == TextWords.DIGITS) {
                return false;
            }
            if (words.kind[i] == TextWords.LETTERS) {
                int lists = names.lists(i);
                if ((lists & Lexicon.CLINICAL) == 0 || (lists & NAMES) != 0) {
                    return false;
                }
                any = true;
            }
        }
        return any && !isBehindTitle(first);
    }

    private boolean isBehindTitle(int i) {
        int title = i > 0 && names.character(i - 1) == '.' ? i - 2 : i - 1;
        return title >= 0 && names.is(title, NameCues.STAFF_TITLE | NameCues.OTHER_TITLE | NameCues.STAFF | NameCues.PERSON);
    }
}
