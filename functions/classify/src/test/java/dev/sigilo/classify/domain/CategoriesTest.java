package dev.sigilo.classify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.records.Category;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.MedicalRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CategoriesTest {
    private static Category category(String name, String text) {
        return ContentDetector.categoryOf(name, new FieldValue(FieldValue.Type.STRING, text));
    }

    @Test
    void thePolicyComesFirst() {
        Classifier classifier =
                new Classifier(TestRecords.catalogue(), field -> field.equals("contact") ? Category.FREE_TEXT : null);
        assertThat(classifier.categories(
                        TestRecords.record("contact", "ana@example.org", "other_contact", "ana@example.org")))
                .containsExactly(Map.entry("contact", Category.FREE_TEXT), Map.entry("other_contact", Category.EMAIL));
    }

    @Test
    void theNameOfAFindingIsNobodysName() {
        Classifier classifier = new Classifier(TestRecords.catalogue(), FieldCategories.NONE);

        assertThat(classifier.categories(TestRecords.record(
                        "tags",
                        "Pleural Effusion",
                        "keywords",
                        "Hiatal Hernia",
                        "seen_with",
                        "Edema Ruiz",
                        "others",
                        "Grant Burns",
                        "surname",
                        "Pleural Effusion")))
                .containsExactly(
                        Map.entry("tags", Category.UNKNOWN),
                        Map.entry("keywords", Category.UNKNOWN),
                        Map.entry("seen_with", Category.NAME),
                        Map.entry("others", Category.NAME),
                        Map.entry("surname", Category.NAME));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EMAIL          | ana.ruiz@example.org",
                "URL            | https://example.org/x?y=1",
                "IP_ADDRESS     | 192.0.2.17",
                "IP_ADDRESS     | 2001:db8::8a2e:370:7334",
                "DEVICE_ID      | 00:1B:44:11:3A:B7",
                "SSN            | 219-09-9999",
                "SSN            | 12345678Z",
                "SSN            | X1234567L",
                "ACCOUNT_NUMBER | ES91 2100 0418 4502 0005 1332",
                "ACCOUNT_NUMBER | 4111 1111 1111 1111",
                "VEHICLE_ID     | 1M8GDM9AXKP042788",
                "OTHER_ID       | 1.2.840.113619.2.55.3.604688119.971",
                "OTHER_ID       | 123e4567-e89b-12d3-a456-426614174000",
                "DATE           | 2024-01-31",
                "DATE           | 31/01/2024",
                "DATE           | 1.2.99",
                "PHONE          | +34 600 123 456",
                "PHONE          | (555) 123-4567",
                "NAME           | García López, Ana",
                "NAME           | DOE^JOHN",
                "FREE_TEXT      | the patient came back for a second look",
                "UNKNOWN        | 42",
                "UNKNOWN        | abc",
                "UNKNOWN        | 12345678A",
                "UNKNOWN        | 4111 1111 1111 1112 0",
            })
    void theContentDecidesWhereTheNameSaysNothing(Category category, String text) {
        assertThat(category("x1", text)).isEqualTo(category);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "patient_first_name | Ana        | NAME",
                "patientSurname     | ruiz       | NAME",
                "telefono_movil     | 600        | PHONE",
                "nhc                | 123        | MEDICAL_RECORD_NUMBER",
                "númeroColegiado    | 28 28      | LICENSE_NUMBER",
                "dob                | 1970-01-02 | DATE",
                "edad               | 70         | AGE",
                "edad               | setenta    | AGE",
                "edad               | mayor      | UNKNOWN",
                "gender             | F          | QUASI_IDENTIFIER",
                "gender             | A1234      | UNKNOWN",
                "hospital           | General    | INSTITUTION",
                "zip                | 28035      | GEOGRAPHIC",
                "ward_notes         | ok         | FREE_TEXT",
                "visit_no           | 77         | OTHER_ID",
                "hospital           | 12345678Z  | SSN",
            })
    void theNameDecidesWhereTheContentSaysNothingElse(String name, String text, Category category) {
        assertThat(category(name, text)).isEqualTo(category);
    }

    @Test
    void nestedValuesAndPicturesAreOnTheSafeSide() {
        assertThat(ContentDetector.categoryOf("gender", new FieldValue(FieldValue.Type.OBJECT, "{\"a\":\"F\"}")))
                .isEqualTo(Category.UNKNOWN);
        assertThat(category("x", "/9j/" + "A".repeat(500))).isEqualTo(Category.PHOTO);
        assertThat(category("x", "data:image/png;base64,AAAA")).isEqualTo(Category.PHOTO);
        assertThat(ContentDetector.categoryOf("vip", new FieldValue(FieldValue.Type.BOOLEAN, "true")))
                .isEqualTo(Category.UNKNOWN);
    }

    @Test
    void givesEveryFieldACategory() throws Exception {
        Classifier classifier = new Classifier(TestRecords.catalogue(), FieldCategories.NONE);
        MedicalRecord record = MedicalRecord.parse("{\"a\":1,\"\":\"\",\"b\":{\"c\":[]},\"d\":\"\",\"e\":\"é́\"}");
        assertThat(classifier.categories(record))
                .containsOnlyKeys(record.fields().keySet())
                .doesNotContainValue(null);
    }
}
