package dev.sigilo.classify.domain;

import dev.sigilo.records.Absent;
import dev.sigilo.records.FieldValue;
import dev.sigilo.text.AgeReader;
import dev.sigilo.text.Letters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a field is that no policy names. A value whose form or check digits give it away comes first, then the words of
 * its name, then what its text looks like. Where nothing tells, and where name and value do not fit, the category is
 * {@code UNKNOWN}, which counts as an identifier; a category whose values a policy may keep as they are
 * ({@code CLINICAL}) is never given. The names are those of the policy's categories.
 */
final class ContentDetector {
    static final String UNKNOWN = "UNKNOWN";
    static final String NAME = "NAME";
    /** A value longer than this is text or data, not an identifier. */
    private static final int LONGEST_IDENTIFIER = 120;
    private static final int SENTENCE_WORDS = 5;

    /** Words of field names, English and Spanish, and what they mean; the first that fits decides. */
    private static final List<Meaning> NAMES = List.of(
            new Meaning("EMAIL", "email mail correo"),
            new Meaning("FAX", "fax"),
            new Meaning("PHONE", "phone telephone tel telefono movil mobile cell cellphone pager contacto"),
            new Meaning("IP_ADDRESS", "ip ipaddress"),
            new Meaning("URL", "url uri web website link href homepage"),
            new Meaning("BIOMETRIC", "biometric fingerprint iris voiceprint huella voice dna genome"),
            new Meaning("PHOTO", "photo photograph picture face portrait foto fotografia selfie avatar"),
            new Meaning("SSN", "ssn dni nif nie nss nass curp passport pasaporte sin nhs"),
            new Meaning("MEDICAL_RECORD_NUMBER", "mrn nhc chart expediente historia patientid pid"),
            new Meaning("HEALTH_PLAN_NUMBER", "insurance insurer plan policy member subscriber beneficiary payer poliza "
                    + "aseguradora seguro cip tarjeta medicare medicaid"),
            new Meaning("ACCOUNT_NUMBER", "account iban bank card cuenta banco billing invoice factura"),
            new Meaning("LICENSE_NUMBER", "license licence licencia certificate certificado npi colegiado dea"),
            new Meaning("VEHICLE_ID", "vehicle vin plate matricula vehiculo"),
            new Meaning("DEVICE_ID", "device serial imei mac udi equipo dispositivo serie implant scanner station"),
            new Meaning("DATE", "date fecha dob birth birthdate birthday nacimiento time timestamp datetime hora day "
                    + "admission discharge admitted died death ingreso alta deceased"),
            new Meaning("FREE_TEXT", "text note notes comment comments remark remarks narrative report description "
                    + "summary observations history texto nota notas comentario comentarios observaciones informe "
                    + "descripcion resumen motive reason"),
            new Meaning("AGE", "age edad"),
            new Meaning("GEOGRAPHIC", "address street city town zip zipcode postal postcode county district region state "
                    + "province location direccion domicilio calle ciudad municipio localidad cp provincia barrio "
                    + "latitude longitude lat lon lng geo"),
            new Meaning("QUASI_IDENTIFIER", "sex gender race ethnicity ethnic religion language nationality marital "
                    + "occupation profession job country sexo genero raza etnia religion idioma nacionalidad "
                    + "profesion ocupacion pais education employer"),
            new Meaning("INSTITUTION", "hospital facility clinic institution site centre center centro clinica "
                    + "institucion department ward servicio unidad"),
            new Meaning(NAME, "name names surname firstname lastname givenname familyname fullname nombre nombres "
                    + "apellido apellidos physician doctor doctora radiologist referring operator nurse medico "
                    + "radiologo mother father spouse guardian relative madre padre contact author signed signature"),
            new Meaning("OTHER_ID", "id ids uid uuid guid identifier number no num nr code accession episode encounter "
                    + "visit order study token key hash reference ref identificador numero codigo episodio"));

    private record Meaning(String category, List<String> words) {
        Meaning(String category, String words) {
            this(category, List.of(words.split(" ")));
        }
    }

    private ContentDetector() {
    }

    /** The category's name. */
    static String categoryOf(String name, FieldValue value) {
        String text = value.text().strip();
        String byForm = byForm(text);
        if (byForm != null) {
            return byForm;
        }
        String byName = byName(name);
        if (byName != null) {
            return fits(byName, value, text) ? byName : isSentence(text) ? "FREE_TEXT" : UNKNOWN;
        }
        if (value.type() == FieldValue.Type.STRING) {
            if (isSentence(text)) {
                return "FREE_TEXT";
            }
            if (looksLikeAName(text)) {
                return NAME;
            }
        }
        return UNKNOWN;
    }

    /** What a value's form or check digits say, or null. */
    private static String byForm(String text) {
        if (text.isEmpty()) {
            return null;
        }
        if (isPicture(text)) {
            return "PHOTO";
        }
        if (text.length() > LONGEST_IDENTIFIER) {
            return null;
        }
        if (IdentifierForms.isEmail(text)) {
            return "EMAIL";
        }
        if (IdentifierForms.isUrl(text)) {
            return "URL";
        }
        if (IdentifierForms.isIpAddress(text)) {
            return "IP_ADDRESS";
        }
        if (IdentifierForms.isMacAddress(text)) {
            return "DEVICE_ID";
        }
        if (IdentifierForms.isSocialSecurityNumber(text) || IdentifierForms.isSpanishIdentityNumber(text)) {
            return "SSN";
        }
        if (IdentifierForms.isIban(text) || IdentifierForms.isPaymentCard(text)) {
            return "ACCOUNT_NUMBER";
        }
        if (IdentifierForms.isVehicleNumber(text)) {
            return "VEHICLE_ID";
        }
        if (IdentifierForms.isUid(text) || IdentifierForms.isUuid(text)) {
            return "OTHER_ID";
        }
        if (IdentifierForms.isDate(text)) {
            return "DATE";
        }
        return IdentifierForms.isPhone(text) ? "PHONE" : null;
    }

    /** Whether the field's name indicates its category. */
    static boolean isNamed(String name) {
        return byName(name) != null;
    }

    /** What the words of a name say, or null. */
    private static String byName(String name) {
        List<String> words = nameWords(name);
        for (Meaning meaning : NAMES) {
            for (String word : words) {
                if (meaning.words().contains(word)) {
                    return meaning.category();
                }
            }
        }
        return null;
    }

    /** The words of {@code patient_first_name}, {@code patientFirstName} and the like, folded. */
    static List<String> nameWords(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < Math.min(name.length(), LONGEST_IDENTIFIER); i++) {
            char c = name.charAt(i);
            char folded = Letters.fold(c);
            boolean digit = c >= '0' && c <= '9';
            boolean hump = Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1));
            if ((folded <= Letters.MARK || hump || digit) && word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (folded > Letters.MARK && !digit) {
                word.append(folded);
            }
        }
        if (word.length() > 0) {
            words.add(word.toString());
        }
        return words;
    }

    /** Whether a value may be what its name says. Only for what a policy might treat more gently than UNKNOWN. */
    private static boolean fits(String category, FieldValue value, String text) {
        if (value.type() == FieldValue.Type.OBJECT || value.type() == FieldValue.Type.ARRAY) {
            return false;
        }
        return switch (category) {
            case "AGE" -> Absent.isAbsent(text) || AgeReader.years(text) != AgeReader.NONE;
            case "DATE" -> IdentifierForms.isDate(text) || Absent.isAbsent(text);
            case "QUASI_IDENTIFIER", "INSTITUTION" -> value.type() == FieldValue.Type.STRING && !hasDigit(text)
                    && !isSentence(text);
            default -> true;
        };
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }

    private static boolean isSentence(String text) {
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length() && words < SENTENCE_WORDS; i++) {
            boolean letter = Character.isLetter(text.charAt(i));
            if (letter && !inWord) {
                words++;
            }
            inWord = letter;
        }
        return words >= SENTENCE_WORDS && text.indexOf(' ') >= 0;
    }

    /** Two to four words that begin with a capital, or DICOM's Family^Given. */
    private static boolean looksLikeAName(String text) {
        if (text.length() > 60 || hasDigit(text)) {
            return false;
        }
        if (text.indexOf('^') > 0) {
            return true;
        }
        int words = 0;
        for (String word : text.split("[ ,]")) {
            if (word.isEmpty() || List.of("de", "del", "la", "los", "y", "van", "von", "da").contains(
                    word.toLowerCase(Locale.ROOT))) {
                continue;
            }
            if (!Character.isUpperCase(word.charAt(0))) {
                return false;
            }
            words++;
        }
        return words >= 2 && words <= 4;
    }

    /** A data URL of an image, or the first characters of JPEG, PNG or GIF in Base64. */
    private static boolean isPicture(String text) {
        return text.startsWith("data:image/") || text.length() > LONGEST_IDENTIFIER
                && (text.startsWith("/9j/") || text.startsWith("iVBORw0KGgo") || text.startsWith("R0lGOD"));
    }
}
