package dev.sigilo.tokenize.domain.text;

import dev.sigilo.tokenize.domain.text.NameAndPlaceWords.Kind;

/** A word that is part of the record's names, or one of its cities or short ids. */
final class KnownWord {

    static final int NONE = -1;

    final String word;
    final Kind kind;
    /** The people with this word in their name, as bits. */
    long people;
    /** The identifier of which this word is the city, or {@link #NONE}. */
    int place = NONE;
    /** The identifier that consists only of this word, or {@link #NONE}. */
    int shortId = NONE;

    KnownWord(String word) {
        this.word = word;
        this.kind = NameAndPlaceWords.kind(word);
    }
}
