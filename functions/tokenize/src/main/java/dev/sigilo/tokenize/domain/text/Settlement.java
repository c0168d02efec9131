package dev.sigilo.tokenize.domain.text;

import dev.sigilo.records.Category;
import dev.sigilo.text.Folding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Decides which of several overlapping matches in one text win, by the rules of {@link Scrubber}. */
final class Settlement {
    private final String text;
    private final TreeMap<Integer, Match> byStart = new TreeMap<>();

    Settlement(String text) {
        this.text = text;
    }

    /** Adds the match unless it overlaps one that was added before; returns whether it was added. */
    boolean put(Match found) {
        Map.Entry<Integer, Match> before = byStart.lowerEntry(found.end());
        if (before != null && before.getValue().end() > found.start()) {
            return false;
        }
        byStart.put(found.start(), found);
        return true;
    }

    /**
     * Returns whether there are matches within {@code found}, all of another category, and it has more words than they
     * have. A known number counts only as part of an e-mail address or URL: "accession ACC1234567", detected as an
     * insurance number, is the accession number.
     */
    boolean areOthersWithin(Match found) {
        int from = found.start();
        boolean more = false;
        List<Match> overlapping = overlapping(found);
        for (Match other : overlapping) {
            if (other.start() < found.start()
                    || other.end() > found.end()
                    || other.category() == found.category()
                    || !isAddressOnTheNet(found) && other.category().isNumber()) {
                return false;
            }
            more |= hasWords(from, other.start());
            from = other.end();
        }
        return !overlapping.isEmpty() && (more || hasWords(from, found.end()));
    }

    private static boolean isAddressOnTheNet(Match found) {
        return found.category() == Category.EMAIL || found.category() == Category.URL;
    }

    private boolean hasWords(int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private List<Match> overlapping(Match found) {
        List<Match> overlapping = new ArrayList<>(2);
        Map.Entry<Integer, Match> entry = byStart.lowerEntry(found.end());
        while (entry != null && entry.getValue().end() > found.start()) {
            overlapping.add(entry.getValue());
            entry = byStart.lowerEntry(entry.getKey());
        }
        Collections.reverse(overlapping);
        return overlapping;
    }

    /**
     * Adds the parts of {@code found} that no other match covers. Parts of a name become part of a known name beside
     * them.
     */
    void putRest(Match found) {
        List<Match> covering = overlapping(found);
        if (covering.isEmpty()) {
            byStart.put(found.start(), found);
            return;
        }
        int from = found.start();
        Match left = null;
        for (Match right : covering) {
            if (right.start() > from) {
                putGap(found, from, right.start(), left, right);
            }
            from = Math.max(from, right.end());
            left = byStart.floorEntry(right.start()).getValue();
        }
        if (from < found.end()) {
            putGap(found, from, found.end(), left, null);
        }
    }

    private void putGap(Match found, int gapStart, int gapEnd, Match left, Match right) {
        boolean isName = found.category() == Category.NAME;
        int start = gapStart;
        int end = gapEnd;
        boolean something = false;
        // Trims separators, and titles and particles at the beginning of a name.
        while (start < end && !Character.isLetterOrDigit(text.charAt(start))) {
            start++;
        }
        while (end > start && !Character.isLetterOrDigit(text.charAt(end - 1))) {
            end--;
        }
        int word = start;
        while (isName && word < end && !something) {
            int wordEnd = word;
            while (wordEnd < end && Folding.of(text.charAt(wordEnd)) != Folding.BREAK) {
                wordEnd++;
            }
            String folded = Folding.squeeze(text.substring(word, wordEnd));
            something = !folded.isEmpty()
                    && !NameAndPlaceWords.PARTICLES.contains(folded)
                    && !NameAndPlaceWords.NO_NAMES.contains(folded);
            if (!something) {
                word = wordEnd;
                while (word < end && !Character.isLetterOrDigit(text.charAt(word))) {
                    word++;
                }
                if (word == wordEnd && word < end) {
                    word++;
                }
            }
        }
        start = isName ? word : start;
        if (start >= end || found.category().isNumber() && !hasDigit(start, end)) {
            // The words beside a number are its label.
            return;
        }
        if (left != null && left.isKnown() && isName && left.category() == Category.NAME) {
            byStart.put(left.start(), left.within(left.start(), end));
        } else if (right != null && right.isKnown() && isName && right.category() == Category.NAME) {
            byStart.remove(right.start());
            byStart.put(start, right.within(start, right.end()));
        } else {
            byStart.put(start, found.within(start, end));
        }
    }

    private boolean hasDigit(int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Returns the winning matches, in the order of the text. */
    List<Match> inOrder() {
        return new ArrayList<>(byStart.values());
    }
}
