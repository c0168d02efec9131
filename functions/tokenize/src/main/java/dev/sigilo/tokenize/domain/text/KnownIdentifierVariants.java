package dev.sigilo.tokenize.domain.text;

import dev.sigilo.records.Category;
import dev.sigilo.tokenize.domain.KnownIdentifier;

/** Adds the written forms of each identifier to the index. */
final class KnownIdentifierVariants {
    private final KnownIdentifierIndex known;
    private final KnownNameVariants names;
    private final KnownNumberVariants numbers;
    private final KnownPlaceVariants places;

    KnownIdentifierVariants(KnownIdentifierIndex known) {
        this.known = known;
        this.names = new KnownNameVariants(known);
        this.numbers = new KnownNumberVariants(known, names);
        this.places = new KnownPlaceVariants(known);
    }

    /** Adds the identifier at this position of the list. Names must be added before e-mail addresses. */
    void add(int index, KnownIdentifier identifier) {
        String value = identifier.value();
        switch (identifier.category()) {
            case NAME -> {
                numbers.addNumbersIn(index, value);
                names.add(index, value);
            }
            case PHONE, FAX -> numbers.addPhone(index, value);
            case EMAIL -> numbers.addEmail(index, value);
            case GEOGRAPHIC -> places.addPlace(index, identifier.field(), value);
            case INSTITUTION -> places.addFacility(index, value);
            case DATE -> {
                if (AsciiDigits.areDigits(value)) {
                    known.digitDays.add(value);
                } else {
                    known.days.add(identifier);
                }
            }
            default -> numbers.addId(index, value);
        }
        if (identifier.category() != Category.EMAIL && value.indexOf('@') > 0) {
            for (String word : value.split("\\s+")) {
                if (word.indexOf('@') > 0) {
                    numbers.addEmail(index, word);
                }
            }
        }
    }
}
