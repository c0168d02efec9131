package dev.sigilo.training;

import dev.sigilo.evaluation.texts.GoldText;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import dev.sigilo.training.sequence.ModelTraining.MarkedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Converts the annotations of corpora to Sigilo's types. */
final class Corpora {

    private static final Map<String, IdentifierType> MEDDOCAN = meddocanTypes();
    private static final Set<String> FORMS_OF_ADDRESS = Set.of("mr", "mrs", "ms", "miss", "dr", "prof", "sir");

    private Corpora() {}

    private static Map<String, IdentifierType> meddocanTypes() {
        Map<String, IdentifierType> types = new HashMap<>();
        for (IdentifierType type : IdentifierType.values()) {
            types.putIfAbsent(type.meddocanType(), type);
        }
        types.put("OTROS_SUJETO_ASISTENCIA", IdentifierType.OTHER);
        types.put("ID_EMPLEO_PERSONAL_SANITARIO", IdentifierType.ID_STAFF);
        return types;
    }

    /** Converts a MEDDOCAN text. A type that has no counterpart becomes {@link IdentifierType#OTHER}. */
    static MarkedText meddocan(GoldText gold) {
        List<Span> spans = new ArrayList<>();
        for (GoldText.GoldSpan span : gold.spans()) {
            IdentifierType type = MEDDOCAN.getOrDefault(span.type(), IdentifierType.OTHER);
            spans.add(new Span(span.start(), span.end(), type));
        }
        return new MarkedText(gold.text(), spans, 1);
    }

    /** Converts a text of the Presidio evaluation set. */
    static MarkedText presidio(GoldText gold, List<String> countries) {
        Set<String> countryNames =
                countries.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        List<Span> spans = new ArrayList<>();
        for (GoldText.GoldSpan span : gold.spans()) {
            String value = gold.text().substring(span.start(), span.end()).toLowerCase(Locale.ROOT);
            IdentifierType type = switch (span.type()) {
                case "PERSON" -> IdentifierType.PATIENT_NAME;
                case "STREET_ADDRESS" -> IdentifierType.STREET;
                case "GPE" -> countryNames.contains(value) ? IdentifierType.COUNTRY : IdentifierType.TERRITORY;
                case "ORGANIZATION" -> IdentifierType.INSTITUTION;
                case "CREDIT_CARD" -> IdentifierType.CARD;
                case "DATE_TIME" -> IdentifierType.DATE;
                case "TITLE" -> FORMS_OF_ADDRESS.contains(value.replace(".", "")) ? null : IdentifierType.PROFESSION;
                case "NRP" -> IdentifierType.NATIONALITY;
                case "AGE" -> IdentifierType.AGE;
                case "PHONE_NUMBER" -> IdentifierType.PHONE;
                case "EMAIL_ADDRESS" -> IdentifierType.EMAIL;
                case "ZIP_CODE" -> IdentifierType.ZIP;
                case "DOMAIN_NAME" -> IdentifierType.URL;
                case "US_SSN" -> IdentifierType.SSN;
                case "IBAN_CODE" -> IdentifierType.IBAN;
                case "IP_ADDRESS" -> IdentifierType.IP;
                case "US_DRIVER_LICENSE" -> IdentifierType.LICENSE;
                default -> IdentifierType.OTHER;
            };
            if (type != null) {
                spans.add(new Span(span.start(), span.end(), type));
            }
        }
        return new MarkedText(gold.text(), spans, 1);
    }

    /** Returns the type of an identifier marked in a transcribed note. */
    static IdentifierType mtsamplesType(String type) {
        return switch (type) {
            case "PATIENT_NAME", "OTHER_NAME" -> IdentifierType.PATIENT_NAME;
            case "STAFF_NAME" -> IdentifierType.STAFF_NAME;
            case "DATE", "YEAR" -> IdentifierType.DATE;
            case "AGE_90" -> IdentifierType.AGE;
            case "PLACE" -> IdentifierType.TERRITORY;
            case "COUNTRY" -> IdentifierType.COUNTRY;
            case "INSTITUTION" -> IdentifierType.HOSPITAL;
            case "PHONE" -> IdentifierType.PHONE;
            case "ID" -> IdentifierType.ID_PATIENT;
            case "URL_EMAIL" -> IdentifierType.EMAIL;
            default -> IdentifierType.OTHER;
        };
    }

    private static final Pattern MAY_IDENTIFY = Pattern.compile(
            "(?<=[\\p{L}\\d,;)] {0,2})\\p{Lu}\\p{Ll}|\\p{Lu}{5}|\\d[/-]\\d|\\b(?:19|20)\\d\\d\\b|\\d{5}|@|"
                    + "\\b(?:años?|mes(?:es)?|días?|semanas?|edad|niñ[oa]s?|varón|varones|mujer(?:es)?|hombres?|masculin[oa]|femenin[oa]|recién|"
                    + "lactante|neonato|adolescente|madre|padres?|herman[oa]s?|hij[oa]s?|espos[oa]s?|marido|pareja|familia\\p{L}*|ti[oa]s?|prim[oa]s?|"
                    + "abuel[oa]s?|sobrin[oa]s?|niet[oa]s?|gestante|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|"
                    + "lunes|martes|miércoles|jueves|viernes|sábado|domingo)\\b",
            Pattern.UNICODE_CASE);

    /**
     * Returns the sentences of real Spanish notes (NUBes) whose form excludes identifiers: no inner capital, date, long
     * number, age, sex, relative or profession. The other sentences contain unmarked surrogates.
     */
    static MarkedText withoutIdentifiers(GoldText text, Set<String> professions) {
        StringBuilder kept = new StringBuilder();
        for (String line : text.text().split("\n")) {
            if (!MAY_IDENTIFY.matcher(line).find()
                    && Arrays.stream(line.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                            .noneMatch(professions::contains)) {
                kept.append(line.replaceAll(" (?=[.,;:)])", "")).append('\n');
            }
        }
        return new MarkedText(kept.toString(), List.of(), 1);
    }
}
