package dev.sigilo.detection.names;

import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.detection.words.TextWords;

/** Several names in a row: "Consults: Nakamura (GI), Agyeman (ID)", "Nyberg/Winterbottom". */
final class NamesInRows {

    /** Labels that are followed by a colon and several names: "Consults: Nakamura (GI), Agyeman (ID)". */
    static final IntTable LISTS = IntTable.words("consults consultants interconsultas attendees attending "
            + "present board comite asisten asistentes presentes");

    private static final int MOST_TO_COLON = 3;
    private static final int MOST_IN_BRACKETS = 4;

    private final TextWords words;
    private final NameWords names;
    private final NameSpans found;

    NamesInRows(NameWords names, NameSpans found) {
        this.words = names.words;
        this.names = names;
        this.found = found;
    }

    /** Finds the names after a list label and a colon, each with or without a department in brackets. */
    int list(int label) {
        int colon = label + 1;
        while (colon < words.count
                && colon - label <= MOST_TO_COLON
                && !words.startsLine(colon)
                && words.kind[colon] == TextWords.LETTERS) {
            colon++;
        }
        if (colon + 1 >= words.count || names.character(colon) != ':' || words.startsLine(colon)) {
            return label;
        }
        int end = label;
        int i = colon + 1;
        while (i < words.count && !words.startsLine(i)) {
            int after = names.nameEnd(i);
            if (after > i && isNameInList(i, after)) {
                found.add(i, after, true);
            } else if (after == i) {
                break;
            }
            end = after;
            i = afterBrackets(after);
            if (i >= words.count || !names.is(i, NameCues.AND) && ",;".indexOf(names.character(i)) < 0) {
                break;
            }
            i++;
        }
        return end;
    }

    private boolean isNameInList(int from, int to) {
        boolean sure = false;
        for (int k = from; k < to; k++) {
            if (words.kind[k] == TextWords.LETTERS
                    && words.length(k) > 1
                    && !names.is(k, NameCues.PARTICLE)
                    && !names.isSyllable(k)) {
                boolean name = names.isListed(k) || names.isUnlisted(k);
                if (!name && (names.lists(k) & ListedWords.SURNAME) == 0) {
                    return false;
                }
                sure |= name;
            }
        }
        return sure;
    }

    private int afterBrackets(int i) {
        if (i >= words.count || names.character(i) != '(') {
            return i;
        }
        int k = i + 1;
        while (k < words.count && k - i <= MOST_IN_BRACKETS && names.character(k) != ')') {
            k++;
        }
        return k < words.count && names.character(k) == ')' ? k + 1 : i;
    }

    /**
     * Finds two surnames of clinicians that are by themselves at the end of a line or sentence: "Nyberg/Winterbottom".
     */
    int pair(int i) {
        boolean starts = words.startsLine(i) || i > 0 && names.character(i - 1) == '.';
        if (!starts
                || i + 2 >= words.count
                || names.character(i + 1) != '/'
                || !words.isGlued(i + 1)
                || !words.isGlued(i + 2)
                || i + 3 < words.count && !words.startsLine(i + 3)
                || words.shape[i] != 1
                || words.shape[i + 2] != 1) {
            return i;
        }
        boolean sure = names.isListed(i) || names.isUnlisted(i);
        boolean otherSure = names.isListed(i + 2) || names.isUnlisted(i + 2);
        boolean likely = sure || (names.lists(i) & ListedWords.SURNAME) != 0;
        boolean otherLikely = otherSure || (names.lists(i + 2) & ListedWords.SURNAME) != 0;
        if ((sure || otherSure) && likely && otherLikely && !names.isClosed(i) && !names.isClosed(i + 2)) {
            found.add(i, i + 1, true);
            found.add(i + 2, i + 3, true);
            return i + 3;
        }
        return i;
    }
}
