package dev.sigilo.identifiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.records.Category;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IdentifierSchemeTest {

    @ParameterizedTest
    @EnumSource
    void wordsAreFoldedSoThatTheyCanMatch(IdentifierScheme scheme) {
        List<String> words = new ArrayList<>(scheme.fieldWords());
        words.addAll(scheme.recordKeys());
        words.addAll(scheme.ordinaryKeys());
        for (LabelUse use : LabelUse.values()) {
            words.addAll(scheme.labels(use));
        }

        assertThat(words).allSatisfy(word -> {
            assertThat(word).isNotBlank().isEqualTo(word.toLowerCase(Locale.ROOT));
            assertThat(Normalizer.normalize(word, Normalizer.Form.NFD)).doesNotContainPattern("\\p{M}");
        });
        assertThat(scheme.recordKeys()).allMatch(key -> key.matches("[a-z0-9]+"));
        assertThat(scheme.fieldWords()).allMatch(word -> word.matches("[a-z]+"));
    }

    @Test
    void aWordOfAFieldNameIndicatesOneCategory() {
        Map<String, Category> categories = new HashMap<>();
        for (IdentifierScheme scheme : IdentifierScheme.values()) {
            scheme.fieldWords()
                    .forEach(word -> assertThat(categories.putIfAbsent(word, scheme.category()))
                            .as(word)
                            .isIn(null, scheme.category()));
        }
    }

    @Test
    void aKeyOrLabelGivesOneType() {
        Map<String, IdentifierScheme> schemes = new HashMap<>();
        for (IdentifierScheme scheme : IdentifierScheme.values()) {
            scheme.recordKeys()
                    .forEach(key -> assertThat(schemes.put("key " + key, scheme))
                            .as(key)
                            .isNull());
            scheme.ordinaryKeys()
                    .forEach(key -> assertThat(schemes.put("ordinary " + key, scheme))
                            .as(key)
                            .isNull());
            for (LabelUse use : LabelUse.values()) {
                scheme.labels(use)
                        .forEach(label -> assertThat(schemes.put(use + label, scheme))
                                .as(label)
                                .isNull());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSearchedForInTextHasAType(IdentifierScheme scheme) {
        boolean inText = !scheme.forms().isEmpty()
                || !scheme.recordKeys().isEmpty()
                || !scheme.ordinaryKeys().isEmpty();
        for (LabelUse use : LabelUse.values()) {
            inText |= !scheme.labels(use).isEmpty();
        }
        assertThat(!inText || scheme.type().isPresent()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "US_SOCIAL_SECURITY, 219-09-9999",
        "US_SOCIAL_SECURITY, 219 09 9999",
        "SPANISH_DNI, 12.345.678-z",
        "SPANISH_DNI, x1234567l",
        "IBAN, es91 2100 0418 4502 0005 1332",
        "PAYMENT_CARD, 4111-1111 1111 1111",
        "VEHICLE, 1m8gdm9axkp042788",
        "EMAIL, ana@example.org",
        "URL, https://example.org",
        "IP_ADDRESS, 2001:db8::1",
        "DEVICE, 00:1B:44:11:3A:B7",
        "OTHER_NUMBER, 1.2.840.113619.2.55",
        "OTHER_NUMBER, 123e4567-e89b-12d3-a456-426614174000",
    })
    void aFieldsWholeValueIsProvenForOneKind(IdentifierScheme expected, String value) {
        assertThat(IdentifierScheme.values())
                .filteredOn(scheme -> scheme.isWholeValue(value))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "219-09 9999",
        "12345678A",
        "ES91 2100 0418 4502 0005 1333",
        "4111 1111 1111 1112",
        "1000 0000 0000 0008",
        "1M8GDM9A0KP042788",
        "1.2.840",
        "4711",
    })
    void otherValuesAreNotProven(String value) {
        assertThat(IdentifierScheme.values()).noneMatch(scheme -> scheme.isWholeValue(value));
    }

    @Test
    void everyCategoryHasASpelling() {
        for (Category category : Category.values()) {
            assertThat(Spelling.of(category)).isNotNull();
        }
        assertThat(Spelling.of(Category.SSN)).isEqualTo(Spelling.LETTERS_AND_DIGITS);
        assertThat(Spelling.of(Category.SSN).isNumber()).isTrue();
        assertThat(Spelling.of(Category.IP_ADDRESS).isNumber()).isFalse();
        assertThat(Spelling.of(Category.NAME).isNumber()).isFalse();
    }
}
