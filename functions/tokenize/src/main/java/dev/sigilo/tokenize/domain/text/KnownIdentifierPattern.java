package dev.sigilo.tokenize.domain.text;

/** One way in which a text may write a known identifier. */
final class KnownIdentifierPattern {

    /** What must surround a pattern in the text. */
    enum Rule {
        /** Whole words. */
        WHOLE,
        /** Whole words; if there are several, they must look like one name. */
        JOINED,
        /** A number of a few digits: a prefix of letters and zeros may precede it. */
        NUMBER,
        /** Long enough to count everywhere, also within other characters. */
        ANYWHERE,
        /** Whole words without a separator. */
        EXACT,
        /** The name of a street, with its number or beside a word for a street. */
        STREET,
        /** The name of a facility, with a capital. */
        FACILITY
    }

    /** Letters and digits, folded, without separators. */
    final String squeezed;
    /** Position of the identifier in the list of the known ones. */
    final int identifier;

    final Rule rule;
    /** The next pattern in the same chain, or null. */
    KnownIdentifierPattern next;

    KnownIdentifierPattern(String squeezed, int identifier, Rule rule) {
        this.squeezed = squeezed;
        this.identifier = identifier;
        this.rule = rule;
    }

    boolean isLike(KnownIdentifierPattern other) {
        return squeezed.equals(other.squeezed) && rule == other.rule;
    }
}
