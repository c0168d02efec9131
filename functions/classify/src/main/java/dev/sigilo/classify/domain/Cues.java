package dev.sigilo.classify.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The words of {@code cues.txt}, and the effect of each kind of cue on the words around it. */
final class Cues {
    /** The effect of a cue. */
    enum Kind {
        NEGATION,
        NEGATION_AFTER,
        NORMAL_AFTER,
        JOIN,
        NONE_AFTER,
        PSEUDO,
        HEDGE,
        HEDGE_AFTER,
        VERSUS,
        PAST,
        OLD,
        FAMILY,
        STOP,
        STOP_AFTER_COMMA,
        NOR,
        DOUBT,
        DOUBT_AFTER,
        CLAUSE,
        NEUTRAL,
        HEALED,
        HEALED_AFTER
    }

    private final Phrases phrases;
    /** By phrase: its kinds, as bits by ordinal. */
    private int[] kinds = new int[1024];

    Cues(Vocabulary vocabulary) {
        phrases = new Phrases(vocabulary);
        for (String line : Resources.lines("cues.txt")) {
            int colon = line.indexOf(':');
            String head = line.substring(0, colon);
            int bits = bits(head);
            for (String cue : List.of(line.substring(colon + 1).split(";"))) {
                for (String wording : wordings(cue)) {
                    add(wording, bits);
                }
            }
        }
    }

    private void add(String cue, int bits) {
        int phrase = phrases.add(cue);
        if (phrase >= kinds.length) {
            kinds = Arrays.copyOf(kinds, kinds.length * 2);
        }
        kinds[phrase] |= bits;
    }

    private static int bits(String head) {
        return switch (head) {
            case "negation-either" -> bit(Kind.NEGATION) | bit(Kind.NEGATION_AFTER);
            case "gone" -> bit(Kind.NEGATION) | bit(Kind.NEGATION_AFTER) | bit(Kind.CLAUSE);
            case "gone-after" -> bit(Kind.NEGATION_AFTER) | bit(Kind.CLAUSE);
            default -> bit(Kind.valueOf(head.replace('-', '_').toUpperCase(Locale.ROOT)));
        };
    }

    /** Returns all wordings of a cue with alternatives, for example four for {@code no (se|) (ve|ven)}. */
    static List<String> wordings(String cue) {
        int open = cue.indexOf('(');
        if (open < 0) {
            return List.of(cue);
        }
        int close = cue.indexOf(')', open);
        List<String> all = new ArrayList<>();
        for (String alternative : cue.substring(open + 1, close).split("\\|", -1)) {
            all.addAll(wordings(cue.substring(0, open) + alternative + cue.substring(close + 1)));
        }
        return all;
    }

    static int bit(Kind kind) {
        return 1 << kind.ordinal();
    }

    /** Returns the longest cue that begins at a word, in the format of {@link Phrases#match}. */
    long match(Words words, int from) {
        return phrases.match(words, from);
    }

    /** Returns the kinds of a cue, as bits. */
    int kinds(int phrase) {
        return kinds[phrase];
    }

    /** Returns the cue's words. */
    String text(int phrase) {
        return phrases.text(phrase);
    }
}
