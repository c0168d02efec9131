package dev.sigilo.classify.domain;

import dev.sigilo.classify.domain.Cues.Kind;
import java.util.Arrays;

/**
 * Determines which cue, if any, governs each word of a sentence. A forward pass finds the scopes of cues that come
 * before the words they govern, and a backward pass those of cues that follow them, so the time is linear in the length
 * of the sentence. An instance is reused for the next sentence.
 */
final class Scopes {
    private static final int NEGATION = Cues.bit(Kind.NEGATION);
    private static final int NEGATION_AFTER = Cues.bit(Kind.NEGATION_AFTER);
    private static final int NORMAL_AFTER = Cues.bit(Kind.NORMAL_AFTER);
    private static final int JOIN = Cues.bit(Kind.JOIN);
    private static final int NONE_AFTER = Cues.bit(Kind.NONE_AFTER);
    private static final int PSEUDO = Cues.bit(Kind.PSEUDO);
    private static final int HEDGE = Cues.bit(Kind.HEDGE);
    private static final int HEDGE_AFTER = Cues.bit(Kind.HEDGE_AFTER);
    private static final int VERSUS = Cues.bit(Kind.VERSUS);
    private static final int PAST = Cues.bit(Kind.PAST);
    private static final int OLD = Cues.bit(Kind.OLD);
    private static final int FAMILY = Cues.bit(Kind.FAMILY);
    private static final int STOP = Cues.bit(Kind.STOP);
    private static final int STOP_AFTER_COMMA = Cues.bit(Kind.STOP_AFTER_COMMA);
    private static final int NOR = Cues.bit(Kind.NOR);
    private static final int DOUBT = Cues.bit(Kind.DOUBT);
    private static final int DOUBT_AFTER = Cues.bit(Kind.DOUBT_AFTER);
    private static final int HEALED = Cues.bit(Kind.HEALED);
    private static final int HEALED_AFTER = Cues.bit(Kind.HEALED_AFTER);
    private static final int NEUTRAL = Cues.bit(Kind.NEUTRAL);
    private static final int CLAUSE = Cues.bit(Kind.CLAUSE);

    /** The maximum reach, in words, of a cue that means "old", because it is an adjective. */
    private static final int OLD_REACH = 5;
    /** The maximum reach, in words, of a cue that follows the words it governs. */
    private static final int BACK_REACH = 12;

    /** The number of words of A that "A versus B" makes uncertain. */
    private static final int VERSUS_REACH = 3;

    private static final int ENDS = Words.COMMA | Words.SEMICOLON | Words.COLON | Words.CLOSE;

    static final int NONE = -1;

    private final Cues cues;
    /** By word: the preceding cue that governs it, or NONE. */
    private final int[] negation = new int[Words.MAX_WORDS + 1];

    private final int[] hedge = new int[Words.MAX_WORDS + 1];
    private final int[] past = new int[Words.MAX_WORDS + 1];
    private final int[] old = new int[Words.MAX_WORDS + 1];
    private final int[] family = new int[Words.MAX_WORDS + 1];
    /** By word: the following cue that governs it, or NONE. */
    private final int[] negationAfter = new int[Words.MAX_WORDS + 1];

    private final int[] hedgeAfter = new int[Words.MAX_WORDS + 1];
    /** By word: whether it is described as old and healed. */
    private final boolean[] healed = new boolean[Words.MAX_WORDS + 1];
    /** By word: the cue that begins there, or NONE; and the length of that cue. */
    private final int[] cueAt = new int[Words.MAX_WORDS + 1];

    private final int[] cueLength = new int[Words.MAX_WORDS + 1];
    private final Ahead ahead = new Ahead();

    Scopes(Cues cues) {
        this.cues = cues;
    }

    /** Determines the scopes of a sentence. */
    void read(Words words) {
        forward(words);
        backward(words);
        markHealed(words);
    }

    /**
     * Marks "old rib fracture" and "rib fracture, healed". The scope ends at commas and joining words, because "old
     * scar and rib fracture" says nothing about the fracture's age.
     */
    private void markHealed(Words words) {
        int count = words.count;
        Arrays.fill(healed, 0, count, false);
        int until = 0;
        for (int i = 0; i < count; i++) {
            int kind = cueAt[i] == NONE ? 0 : cues.kinds(cueAt[i]);
            if ((words.before[i] & ENDS) != 0 || (kind & (JOIN | STOP)) != 0) {
                until = 0;
            }
            healed[i] = i < until;
            if ((kind & HEALED) != 0 && negation[i] == NONE) {
                until = i + cueLength[i] + OLD_REACH;
            }
        }
        int from = count;
        for (int i = count - 1; i >= 0; i--) {
            healed[i] |= i >= from;
            int kind = cueAt[i] == NONE ? 0 : cues.kinds(cueAt[i]);
            int end = i + cueLength[i];
            boolean fromCue = (kind & HEALED_AFTER) != 0 && negation[i] == NONE
                    || (kind & HEALED) != 0 && negation[i] == NONE && (end == count || (words.before[end] & ENDS) != 0);
            if (fromCue) {
                from = i - OLD_REACH;
            } else if ((words.before[i] & ENDS) != 0 || (kind & (JOIN | STOP)) != 0) {
                from = count;
            }
        }
    }

    /** Returns whether these words are described as old and healed. */
    boolean isHealed(int from, int to) {
        return healed[from] || healed[to - 1];
    }

    private void forward(Words words) {
        Arrays.fill(cueAt, 0, words.count, NONE);
        ahead.begin();
        for (int i = 0; i < words.count; ) {
            i = ahead.read(words, i);
        }
    }

    /** The cues that govern the words after them, while a sentence is read forward. */
    private final class Ahead {
        private int activeNegation;
        private int activeHedge;
        private int activePast;
        private int activeOld;
        private int oldUntil;
        private int activeFamily;
        /** The end of the last cue, and of the last negation. */
        private int cueEnd;

        private int denialEnd;
        private int clauseStart;
        /** The negation that was active before a bracket opened. */
        private int outsideNegation;

        private boolean inBrackets;

        void begin() {
            endAll();
            oldUntil = 0;
            cueEnd = 0;
            denialEnd = 0;
            clauseStart = 0;
            inBrackets = false;
        }

        private void endAll() {
            endScopes();
            activeFamily = NONE;
            outsideNegation = NONE;
        }

        private void endScopes() {
            activeNegation = NONE;
            activeHedge = NONE;
            activePast = NONE;
            activeOld = NONE;
        }

        /** Reads the cue or the word at {@code i}; returns where the next one begins. */
        int read(Words words, int i) {
            int before = words.before[i];
            punctuation(before, i);
            long match = cues.match(words, i);
            int length = 1;
            int kind = 0;
            int cue = NONE;
            boolean verb = false;
            if (match >= 0) {
                cue = Phrases.phrase(match);
                length = Phrases.length(match);
                kind = cues.kinds(cue);
                cueAt[i] = cue;
                cueLength[i] = length;
                // "No hay", "no se observa", "no me refiere": the verb that a negation starts with does not end it.
                verb = i == denialEnd && activeNegation != NONE;
                if ((kind & STOP) != 0 && !verb || (kind & STOP_AFTER_COMMA) != 0 && (before & Words.COMMA) != 0) {
                    endScopes();
                }
            }
            if (i >= oldUntil) {
                activeOld = NONE;
            }
            mark(i, length, kind, cue);
            int end = i + length;
            if ((kind & NEGATION) != 0 || verb && (kind & (STOP | NEUTRAL)) != 0) {
                denialEnd = end;
            }
            if (kind != 0) {
                open(words, end, kind, cue);
            }
            return end;
        }

        private void punctuation(int before, int i) {
            // A negation within brackets ends with them: "(no histology yet)". In "no 1) effusion" no bracket was
            // opened.
            if ((before & Words.CLOSE) != 0 && inBrackets) {
                activeNegation = outsideNegation;
                inBrackets = false;
            }
            if ((before & Words.OPEN) != 0 && !inBrackets) {
                outsideNegation = activeNegation;
                inBrackets = true;
            }
            if ((before & ENDS) != 0) {
                clauseStart = i;
            }
            // The text before a colon is a separate statement, unless it is the cue itself ("Denies: ...").
            if ((before & Words.SEMICOLON) != 0 || (before & Words.COLON) != 0 && i != cueEnd) {
                endAll();
            }
        }

        /** Marks the words of a cue, or one other word, with the cues that govern them. */
        private void mark(int i, int length, int kind, int cue) {
            if ((kind & DOUBT_AFTER) != 0 && activeNegation != NONE) {
                // "No clear effusion" in reverse order: what was negated in this clause becomes uncertain.
                for (int k = clauseStart; k < i; k++) {
                    if (negation[k] != NONE) {
                        negation[k] = NONE;
                        hedge[k] = cue;
                    }
                }
            }
            for (int k = i; k < i + length; k++) {
                negation[k] = activeNegation;
                hedge[k] = activeHedge;
                past[k] = activePast;
                old[k] = activeOld;
                family[k] = activeFamily;
            }
            if ((kind & (PSEUDO | NEGATION | NEGATION_AFTER)) != 0) {
                // "No change", "no se palpa": the words of the cue itself are negated, whether or not its scope extends
                // further.
                for (int k = i + 1; k < i + length; k++) {
                    negation[k] = cue;
                }
            }
        }

        /** Begins the scope of a cue that ended before the word {@code end}. */
        private void open(Words words, int end, int kind, int cue) {
            cueEnd = end;
            clauseStart = end;
            if ((kind & (PSEUDO | DOUBT)) != 0) {
                activeNegation = NONE;
            }
            // "Sin claro derrame ni masa": the mass is as uncertain as the effusion.
            boolean doubtGoesOn = (kind & NOR) != 0
                    && activeNegation == NONE
                    && activeHedge != NONE
                    && (cues.kinds(activeHedge) & DOUBT) != 0;
            // "El dolor cede, tolera dieta": a cue at the end of a clause refers to that clause, not to the next one.
            boolean closes = (kind & CLAUSE) != 0 && closesClause(words, end);
            if ((kind & NEGATION) != 0 && !doubtGoesOn && !closes) {
                activeNegation = cue;
            }
            if ((kind & (HEDGE | VERSUS | DOUBT)) != 0) {
                activeHedge = cue;
            }
            if ((kind & PAST) != 0) {
                activePast = cue;
            }
            if ((kind & OLD) != 0) {
                activeOld = cue;
                oldUntil = end + OLD_REACH;
            }
            if ((kind & FAMILY) != 0) {
                activeFamily = cue;
            }
        }
    }

    private boolean closesClause(Words words, int end) {
        if (end == words.count || (words.before[end] & ENDS & ~Words.COLON) != 0) {
            return true;
        }
        long next = cues.match(words, end);
        return next >= 0 && (cues.kinds(Phrases.phrase(next)) & STOP) != 0;
    }

    private void backward(Words words) {
        int activeNegation = NONE;
        int negationFrom = 0;
        boolean normal = false;
        boolean clause = false;
        int activeHedge = NONE;
        int hedgeFrom = 0;
        for (int i = words.count - 1; i >= 0; i--) {
            negationAfter[i] = i >= negationFrom ? activeNegation : NONE;
            hedgeAfter[i] = i >= hedgeFrom ? activeHedge : NONE;
            int cue = cueAt[i];
            if (cue != NONE) {
                int kind = cues.kinds(cue);
                if ((kind & (STOP | PSEUDO | NEGATION | DOUBT)) != 0 && (kind & NEGATION_AFTER) == 0) {
                    activeNegation = NONE;
                    activeHedge = NONE;
                }
                int punctuation = words.before[i] & (Words.COLON | Words.DASH | Words.OPEN);
                int end = i + cueLength[i];
                boolean last = end == words.count || (words.before[end] & ENDS) != 0;
                boolean closed = (kind & CLAUSE) != 0 ? closesClause(words, end) : last;
                // "(no)" negates what precedes it, "(no histology yet)" does not.
                boolean answer = punctuation != 0
                        && ((punctuation & Words.OPEN) == 0
                                || end == words.count
                                || (words.before[end] & Words.CLOSE) != 0);
                if ((kind & NEGATION_AFTER) != 0 && ((kind & NEGATION) == 0 || closed)
                        || (kind & NORMAL_AFTER) != 0
                        || (kind & NONE_AFTER) != 0 && answer) {
                    activeNegation = cue;
                    negationFrom = i - BACK_REACH;
                    normal = (kind & NORMAL_AFTER) != 0;
                    clause = (kind & CLAUSE) != 0;
                } else if (normal && (kind & JOIN) != 0) {
                    activeNegation = NONE;
                }
                if ((kind & HEDGE_AFTER) != 0 && ((kind & HEDGE) == 0 || last)) {
                    activeHedge = cue;
                    hedgeFrom = i - BACK_REACH;
                }
                if ((kind & VERSUS) != 0) {
                    activeHedge = cue;
                    hedgeFrom = i - VERSUS_REACH;
                }
            }
            if ((words.before[i] & Words.SEMICOLON) != 0) {
                activeNegation = NONE;
                activeHedge = NONE;
            } else if ((normal || clause) && (words.before[i] & Words.COMMA) != 0) {
                activeNegation = NONE;
            }
        }
    }

    /** Returns how the sentence asserts the words from {@code from} (inclusive) to {@code to} (exclusive). */
    Assertion.Status status(int from, int to) {
        int last = to - 1;
        if (negation[from] != NONE || negationAfter[last] != NONE) {
            return Assertion.Status.NEGATED;
        }
        if (family[from] != NONE) {
            return Assertion.Status.FAMILY;
        }
        if (hedge[from] != NONE || hedgeAfter[last] != NONE) {
            return Assertion.Status.UNCERTAIN;
        }
        if (past[from] != NONE || old[from] != NONE) {
            return Assertion.Status.HISTORICAL;
        }
        return Assertion.Status.AFFIRMED;
    }

    /** Returns whether a cue before the word negates it. */
    boolean isDenied(int word) {
        return negation[word] != NONE;
    }

    /** Returns whether these words are only about the past, so that they describe nothing that is seen now. */
    boolean isPast(int from) {
        return past[from] != NONE;
    }

    /** Returns the cue that determined the status of these words, or NONE. */
    int cue(int from, int to, Assertion.Status status) {
        int last = to - 1;
        return switch (status) {
            case AFFIRMED -> NONE;
            case NEGATED -> negation[from] != NONE ? negation[from] : negationAfter[last];
            case FAMILY -> family[from];
            case UNCERTAIN -> hedge[from] != NONE ? hedge[from] : hedgeAfter[last];
            case HISTORICAL -> past[from] != NONE ? past[from] : old[from];
        };
    }
}
