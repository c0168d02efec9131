package dev.sigilo.tokenize.domain.text;

/** One written form of a known identifier. */
final class KnownIdentifierPattern {

    /** The context that a pattern requires in the text. */
    enum Rule {
        /** Whole words. */
        WHOLE,
        /** Whole words; if there are several, they must look like one name. */
        JOINED,
        /** A number of a few digits: a prefix of letters and zeros may precede it. */
        NUMBER,
        /** Long enough to count everywhere, even within other characters. */
        ANYWHERE,
        /** Whole words without a separator. */
        EXACT,
        /** The name of a street, with its number or beside a word for a street. */
        STREET,
        /** The name of a facility, starting with a capital. */
        FACILITY
    }

    /** Letters and digits, folded, without separators. */
    final String squeezed;
    /** The identifier's position in the list of known identifiers. */
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
