package dev.sigilo.tokenize.train;

import dev.sigilo.tokenize.domain.detect.IdentifierType;
import dev.sigilo.tokenize.domain.detect.ModelTraining.MarkedText;
import dev.sigilo.tokenize.domain.detect.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Writes English and Spanish texts with their identifiers marked, out of templates and word lists. No real person is meant.
 *
 * <p>A template is a line with slots in braces. Slots for identifiers are {@code name, first, last, staff, age, date,
 * year, weekday, month, street, longstreet, city, state, zip, country, nat, org, hospital, job, kin, phone, fax, email,
 * url, ip, mrn, acc, plan, account, ssn, dl, nhs, passport, card, iban, device, plate}; {@code n} and {@code d} are
 * numbers, {@code brand} an invented drug; {@code esname, esfirst, eslast, esstaff, esage, esdate, esstreet, escity,
 * espais, eshospital, esphone, cp, dni, eslastp, esini} are identifiers as they are written in Spain, {@code upname,
 * upstaff, esupname, esupstaff} names in capitals, {@code lowname, eslowname} in small letters, {@code staffcomma,
 * esnamecoma, esstaffcoma} surname first, {@code capsentence}, {@code capfiller} and {@code upfiller} sentences in capitals,
 * and every other slot is
 * filled from the list of that name in the file of phrases.
 */
final class TemplateTexts {

    private static final String[] MONTHS = {"January", "February", "March", "April", "May", "June", "July", "August",
        "September", "October", "November", "December"};
    private static final String[] MONTHS_ES = {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
        "septiembre", "octubre", "noviembre", "diciembre"};
    private static final String[] WEEKDAYS = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
        "Sunday"};
    private static final String[] STATES = {"AL", "AK", "AZ", "CA", "CO", "CT", "FL", "GA", "IL", "IN", "KS", "MA", "KY", "LA", "ME", "MS", "MT", "NE",
        "NH", "NM", "OK", "SC", "SD", "UT", "VT", "WV", "WY", "Alabama", "Alaska", "Arizona", "Arkansas", "Colorado", "Connecticut",
        "Delaware", "Idaho", "Illinois", "Iowa", "Kansas", "Kentucky", "Louisiana", "Maine", "Maryland", "Massachusetts",
        "Michigan", "Minnesota", "Mississippi", "Missouri", "Montana", "Nebraska", "Nevada", "New Hampshire", "New Jersey",
        "New Mexico", "North Carolina", "North Dakota", "Oklahoma", "Oregon", "Pennsylvania", "Rhode Island", "South Carolina",
        "South Dakota", "Tennessee", "Utah", "Vermont", "Virginia", "Washington", "West Virginia", "Wisconsin", "Wyoming",
        "MD", "MI", "MN", "MO", "NC", "NJ", "NV", "NY", "OH", "OR", "PA", "TN", "TX", "VA", "WA", "WI", "Texas",
        "California", "Ohio", "Indiana", "New York", "Florida", "Georgia", "Ontario", "Quebec", "NSW"};
    private static final String[] STREET_KINDS = {"Street", "St", "St.", "Avenue", "Ave", "Ave.", "Road", "Rd", "Lane",
        "Ln", "Drive", "Dr", "Boulevard", "Blvd", "Court", "Ct", "Place", "Way", "Terrace", "Parkway", "Highway",
        "Close", "Crescent", "Square", "Hill", "Grove"};
    private static final String[] STREET_FIRST = {"Rue de", "Rue du", "Rue", "Via", "Calle", "Avenida", "Rua", "ul.",
        "Piazza", "Avda.", "Plaza", "Carrer", "Strada", "Chemin de", "Boulevard", "Impasse", "C/", "Rambla", "Paseo"};
    private static final String[] STREET_ENDINGS = {"strasse", "straße", "straat", "laan", "weg", "gata", "gatan",
        "vägen", "veien", "vegen", "vej", "gade", "katu", "tie", "kuja", "polku", "utca", "gasse", "gracht", "allee",
        "stræde", "bakken", "ova", "ská", "platz", "dijk", "singel", "plein"};
    private static final String[] COMPANY_ENDINGS = {"Inc", "Inc.", "LLC", "Ltd", "Ltd.", "Group", "Corp.", "Corporation",
        "Company", "Technologies", "Solutions", "Systems", "Partners", "Consulting", "and Sons", "Bank", "Media",
        "Software", "Foundation", "University", "Analytics", "Networks", "Airlines", "Insurance", "Press", "Labs"};
    private static final String[] COMPANY_WORDS = {"Global", "United", "American", "First", "National", "Clean", "Open",
        "Green", "Blue", "Smart", "Data", "Net", "Cyber", "Rapid", "Pacific", "Northern", "Golden", "Silver", "Power",
        "Home", "Health", "Energy", "Capital", "Trade", "Digital", "Micro", "Inter", "Trans", "Bio", "Geo", "Med",
        "Urban", "Metro", "Prime", "Alpha", "Delta", "Omni", "Quantum", "Solar", "Street", "Market", "Credit", "Loan"};
    private static final String[] HOSPITALS = {"General Hospital", "Memorial Hospital", "Medical Center", "Hospital",
        "Regional Medical Center", "University Hospital", "Clinic", "Children's Hospital", "Community Hospital",
        "Health Center", "Heart Institute", "Cancer Center"};
    private static final String[] SAINTS = {"St. Mary's", "St. Luke's", "Mercy", "Mount Sinai", "St. Joseph's",
        "Good Samaritan", "Sacred Heart", "Providence", "Methodist", "Presbyterian", "Baptist", "Veterans Affairs"};
    private static final String[] JOB_FIRST = {"Senior", "Chief", "Assistant", "Junior", "Lead", "Sales", "Machine",
        "Rolling machine", "Cable line", "Medical records", "X-ray", "Leasing", "Industrial", "Mental health", "Civil",
        "Forest fire", "Food service", "Truck", "School", "Program", "Environmental", "Purchasing", "Real estate",
        "Computer", "Marine", "Insurance claims", "Fashion", "Elevator", "Landscape", "Postal service"};
    private static final String[] SUFFIXES = {"Jr.", "III", "MD", "PhD", "DDS", "II", "Sr."};
    private static final String DIGITS = "0123456789";
    private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private final Random random;
    private final TrainingWordLists lists;
    private final List<String> wordGivenNames;
    private final List<String> wordSurnames;
    private final Map<String, List<String>> phrases;

    private StringBuilder text;
    private List<Span> spans;

    TemplateTexts(TrainingWordLists lists, List<String> phraseLines, long seed) {
        this.lists = lists;
        this.random = new Random(seed);
        this.phrases = phrases(phraseLines);
        this.wordGivenNames = alsoWords(lists.givenNames(), lists.commonEnglish());
        this.wordSurnames = alsoWords(lists.surnames(), lists.commonEnglish());
    }

    private static Map<String, List<String>> phrases(List<String> lines) {
        Map<String, List<String>> phrases = new HashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("[")) {
                current = phrases.computeIfAbsent(line.substring(1, line.indexOf(']')), name -> new ArrayList<>());
            } else {
                current.add(line);
            }
        }
        return phrases;
    }

    /** Fills the template once. */
    MarkedText fill(String template) {
        start();
        append(template);
        return new MarkedText(recased(), spans, 1);
    }

    /** The person a note is about: one name throughout, in different forms. */
    private record Persona(boolean woman, String given, String surname, List<String> staff, String hospital) {}

    private Persona persona;
    private boolean introduced;

    /** Writes a text about one person, named by the slots {@code patient} and {@code patientlast}. */
    MarkedText persona(boolean woman, java.util.function.Supplier<MarkedText> writing) {
        persona = new Persona(woman, personaGiven(), surname(), List.of(surname(), surname(), surname()), hospital());
        introduced = false;
        return writing.get();
    }

    /** Starts a text, which {@link #append}, {@link #literal} and {@link #marked} write and {@link #end} returns. */
    void start() {
        text = new StringBuilder();
        spans = new ArrayList<>();
    }

    void literal(String value) {
        text.append(value);
    }

    void marked(String value, IdentifierType type) {
        mark(value, type);
    }

    MarkedText end() {
        return new MarkedText(text.toString(), spans, 1);
    }

    /** Adds a template with its slots filled. */
    void append(String template) {
        String lines = template.replace("\\n", "\n");
        int i = 0;
        while (i < lines.length()) {
            char c = lines.charAt(i);
            int close = c == '{' ? lines.indexOf('}', i) : -1;
            if (close > 0) {
                slot(lines.substring(i + 1, close));
                i = close + 1;
            } else {
                text.append(c);
                i++;
            }
        }
    }

    /** Replaces the marked identifiers of a text by others of their kind. */
    MarkedText refill(MarkedText original) {
        text = new StringBuilder();
        spans = new ArrayList<>();
        int from = 0;
        boolean lower = original.text().equals(original.text().toLowerCase(Locale.ROOT));
        for (Span span : original.spans()) {
            text.append(original.text(), from, span.start());
            String old = original.text().substring(span.start(), span.end());
            String slot = switch (span.identifierType()) {
                case PATIENT_NAME -> old.indexOf(' ') > 0 ? "name" : random.nextBoolean() ? "first" : "last";
                case STREET -> old.length() > 30 ? "longstreet" : old.length() > 8 ? "street" : "";
                case TERRITORY -> "city";
                case COUNTRY -> "country";
                case INSTITUTION -> "org";
                case PROFESSION -> "job";
                case NATIONALITY -> "nat";
                default -> "";
            };
            if (slot.isEmpty()) {
                mark(old, span.identifierType());
            } else {
                slot(slot);
            }
            from = span.end();
        }
        text.append(original.text(), from, original.text().length());
        return new MarkedText(lower ? sameLength(text.toString().toLowerCase(Locale.ROOT)) : text.toString(), spans, 1);
    }

    private String recased() {
        int kind = random.nextInt(100);
        if (kind < 8) {
            return sameLength(text.toString().toLowerCase(Locale.ROOT));
        }
        if (kind < 10) {
            return sameLength(text.toString().toUpperCase(Locale.ROOT));
        }
        return text.toString();
    }

    private String sameLength(String recased) {
        return recased.length() == text.length() ? recased : text.toString();
    }

    private void slot(String slot) {
        switch (slot) {
            case "name" -> mark(name(), IdentifierType.PATIENT_NAME);
            case "first" -> mark(given(), IdentifierType.PATIENT_NAME);
            case "last" -> mark(surname(), IdentifierType.PATIENT_NAME);
            case "staff" -> mark(staff(), IdentifierType.STAFF_NAME);
            case "age" -> mark(String.valueOf(1 + random.nextInt(99)), IdentifierType.AGE);
            case "date" -> mark(date(), IdentifierType.DATE);
            case "year" -> mark(String.valueOf(1930 + random.nextInt(96)), IdentifierType.DATE);
            case "weekday" -> mark(pick(WEEKDAYS), IdentifierType.DATE);
            case "month" -> mark(pick(MONTHS), IdentifierType.DATE);
            case "street" -> mark(street(), IdentifierType.STREET);
            case "longstreet" -> mark(longStreet(), IdentifierType.STREET);
            case "city" -> mark(city(), IdentifierType.TERRITORY);
            case "state" -> mark(pick(STATES), IdentifierType.TERRITORY);
            case "zip" -> mark(zip(), IdentifierType.ZIP);
            case "country" -> mark(pick(lists.countries()), IdentifierType.COUNTRY);
            case "nat" -> mark(capitalised(pick(lists.nationalities())), IdentifierType.NATIONALITY);
            case "org" -> mark(company(), IdentifierType.INSTITUTION);
            case "hospital" -> mark(hospital(), IdentifierType.HOSPITAL);
            case "job" -> mark(job(), IdentifierType.PROFESSION);
            case "kin" -> mark(phrase("kin"), IdentifierType.RELATIVE);
            case "sex", "sexword" -> mark(phrase(slot), IdentifierType.SEX);
            case "phone" -> mark(phone(), IdentifierType.PHONE);
            case "fax" -> mark(phone(), IdentifierType.FAX);
            case "email" -> mark(email(), IdentifierType.EMAIL);
            case "url" -> mark(url(), IdentifierType.URL);
            case "ip" -> mark(octet() + "." + octet() + "." + octet() + "." + octet(), IdentifierType.IP);
            case "mrn" -> mark(pattern(pick("#######", "########", "######", "###-##-##", "A######", "MR######")),
                    IdentifierType.ID_PATIENT);
            case "acc" -> mark(pattern(pick("#######", "A########", "##-####", "AC######", "S##-#####", "##########")),
                    IdentifierType.ID_CONTACT);
            case "plan" -> mark(pattern(pick("#########", "@@@########", "@####-#####", "H########")),
                    IdentifierType.ID_INSURANCE);
            case "account" -> mark(pattern(pick("##########", "########", "####-######")), IdentifierType.ACCOUNT);
            case "ssn" -> mark(pattern("###-##-####"), IdentifierType.SSN);
            case "nhs" -> mark(pattern("### ### ####"), IdentifierType.NATIONAL_ID);
            case "dl" -> mark(pattern(pick("#######", "@#######", "@###-####-####", "########")), IdentifierType.LICENSE);
            case "passport" -> mark(pattern(pick("#########", "@########", "@@#######")), IdentifierType.PASSPORT);
            case "card" -> mark(pattern(pick("4###############", "5### #### #### ####", "3##############",
                    "6###-####-####-####", "4############", "##############", "5###############")),
                    IdentifierType.CARD);
            case "cardexpiry" -> mark(pattern("0#/2#"), IdentifierType.DATE);
            case "iban" -> mark(pattern(pick("GB##@@@@##############", "DE####################", "ES## #### #### #### ####")),
                    IdentifierType.IBAN);
            case "device" -> mark(pattern(pick("@@@######@", "SN#######", "########", "@#-#####")), IdentifierType.DEVICE);
            case "plate" -> mark(pattern(pick("@@@ ####", "@@@-####", "#@@@###", "@@## @@@")), IdentifierType.VEHICLE);
            case "upname" -> mark(upperName(), IdentifierType.PATIENT_NAME);
            case "lowname" -> mark((given() + " " + surname()).toLowerCase(Locale.ROOT), IdentifierType.PATIENT_NAME);
            case "eslowname" -> mark(spanishName().toLowerCase(Locale.ROOT), IdentifierType.PATIENT_NAME);
            case "upstaff" -> mark(upperName(), IdentifierType.STAFF_NAME);
            case "staffcomma" -> mark(surname() + ", " + given(), IdentifierType.STAFF_NAME);
            case "esupname" -> mark(spanishName().toUpperCase(Locale.ROOT), IdentifierType.PATIENT_NAME);
            case "esupstaff" -> mark(spanishName().toUpperCase(Locale.ROOT), IdentifierType.STAFF_NAME);
            case "esnamecoma" -> mark(spanishSurnames() + ", " + given(), IdentifierType.PATIENT_NAME);
            case "esstaffcoma" -> mark(spanishSurnames() + ", " + given(), IdentifierType.STAFF_NAME);
            case "eslastp" -> mark(spanishSurnames(), IdentifierType.PATIENT_NAME);
            case "esini" -> mark(given().charAt(0) + ". " + spanishSurnames(), IdentifierType.STAFF_NAME);
            case "esname" -> mark(spanishName(), IdentifierType.PATIENT_NAME);
            case "esfirst" -> mark(given(), IdentifierType.PATIENT_NAME);
            case "eslast" -> mark(random.nextInt(3) == 0 ? spanishSurnames() : surname(), IdentifierType.STAFF_NAME);
            case "esstaff" -> mark(spanishName(), IdentifierType.STAFF_NAME);
            case "esage" -> mark((1 + random.nextInt(99)) + " años", IdentifierType.AGE);
            case "esdate" -> mark(spanishDate(), IdentifierType.DATE);
            case "esstreet" -> mark(spanishStreet(), IdentifierType.STREET);
            case "escity" -> mark(pick(lists.places()), IdentifierType.TERRITORY);
            case "espais" -> mark(pick(lists.countries()), IdentifierType.COUNTRY);
            case "eshospital" -> mark(pick("Hospital ", "Hospital Universitario ", "Hospital General ", "Hospital Clínico ",
                    "Clínica ", "Complejo Hospitalario ") + pick("de ", "") + pick(lists.places()),
                    IdentifierType.HOSPITAL);
            case "esphone" -> mark(pattern(pick("6## ### ###", "9# ### ## ##", "### ### ###", "#########",
                    "+34 6## ## ## ##", "9##-##-##-##")), IdentifierType.PHONE);
            case "cp" -> mark(pattern("#####"), IdentifierType.ZIP);
            case "dni" -> mark(pattern(pick("########@", "########-@")), IdentifierType.NATIONAL_ID);
            case "pariente" -> mark(phrase(slot), IdentifierType.RELATIVE);
            case "sexo" -> mark(phrase(slot), IdentifierType.SEX);
            case "patient" -> patient();
            case "patientlast" -> mark(persona.surname(), IdentifierType.PATIENT_NAME);
            case "patientfull" -> mark(pick(persona.given() + " " + persona.surname(), persona.surname() + ", " + persona.given()),
                    IdentifierType.PATIENT_NAME);
            case "rolecap" -> text.append(capitalised(phrase("role")));
            case "pronoun" -> text.append(persona.woman() ? "She" : "He");
            case "smallpronoun" -> text.append(persona.woman() ? "she" : "he");
            case "objective" -> text.append(persona.woman() ? "her" : "him");
            case "possessive" -> text.append(persona.woman() ? "her" : "his");
            case "possessivecap" -> text.append(persona.woman() ? "Her" : "His");
            case "nursinghome" -> mark(pick(lists.places(), lists.surnames()) + " " + pick("Nursing Home", "Care Center", "Manor",
                    "Assisted Living", "Village", "Rehabilitation Center", "House", "Place", "Gardens", "Retirement Home", "Lodge"),
                    IdentifierType.INSTITUTION);
            case "employer" -> mark(random.nextInt(3) == 0 ? pick(lists.places()) + " " + pick("Police Department", "Fire Department",
                    "School District", "Foods", "Steel", "Gas and Electric", "Public Library", "Motors", "Mills", "Chain") : company(),
                    IdentifierType.INSTITUTION);
            case "shorthospital" -> mark(pick(pick(lists.places(), lists.surnames()), pick("Hopkins", "Mayo", "Stanford", "Duke", "Vanderbilt",
                    "Mercy", "Good Samaritan", "UCLA", "Emory", "Kaiser"), pick(lists.places()) + pick(" Regional", " Pacific",
                    " General", " Memorial", " Heights")), IdentifierType.HOSPITAL);
            case "shortemployer" -> mark(pick(surname(), company(), pick(COMPANY_WORDS) + pick("craft", "mart", "tek", "line", "co", "way"),
                    surname() + " " + surname()), IdentifierType.INSTITUTION);
            case "university" -> mark(random.nextBoolean() ? pick("University of ", "the University of ").replace("the ", "")
                    + pick(lists.places()) : pick(lists.places(), lists.surnames()) + pick(" University", " State University", " College",
                    " Community College", " State"), IdentifierType.INSTITUTION);
            case "school" -> mark(pick(lists.places(), lists.surnames()) + pick(" High School", " Elementary School", " Middle School",
                    " Academy", " Elementary", " High"), IdentifierType.INSTITUTION);
            case "pharmacy" -> mark(pick("Walgreens", "CVS", "Rite Aid", "Walmart", "Kroger", "Costco", pick(lists.surnames()) + " Drug",
                    pick(lists.surnames()) + "'s Pharmacy", pick(lists.places()) + " Pharmacy"), IdentifierType.INSTITUTION);
            case "street2" -> mark(surname() + " " + pick(STREET_KINDS), IdentifierType.STREET);
            case "relative" -> mark(pick(given(), personaGiven(), given() + " " + surname(), given() + " " + persona.surname()),
                    IdentifierType.PATIENT_NAME);
            case "fullstaff" -> mark(personaGiven() + pick(" ", " " + (char) ('A' + random.nextInt(26)) + ". ") + surname(),
                    IdentifierType.STAFF_NAME);
            case "last-staff" -> mark(random.nextInt(3) == 0 ? surname() : pick(persona.staff()), IdentifierType.STAFF_NAME);
            case "brand" -> text.append(brand());
            case "time" -> text.append(time());
            case "n" -> text.append(10 + random.nextInt(140));
            case "d" -> text.append(random.nextInt(10));
            case "capsentence" -> text.append(phrase("sentence").toUpperCase(Locale.ROOT));
            case "capfiller" -> text.append(titleCase(phrase("filler")));
            case "upfiller" -> text.append(phrase("filler").toUpperCase(Locale.ROOT));
            default -> text.append(phrase(slot));
        }
    }

    private void mark(String value, IdentifierType type) {
        spans.add(new Span(text.length(), text.length() + value.length(), type.name()));
        text.append(value);
    }

    /** A given name, one in twelve of two parts: "Hyun-woo", "Mary Ann". */
    private String personaGiven() {
        return switch (random.nextInt(24)) {
            case 0 -> given() + "-" + given().toLowerCase(Locale.ROOT);
            case 1 -> given() + pick("-", " ") + given();
            default -> given();
        };
    }

    private void patient() {
        String title = persona.woman() ? pick("Ms. ", "Mrs. ", "Ms. ", "Miss ") : "Mr. ";
        int form = introduced ? random.nextInt(10) : random.nextInt(3);
        introduced = true;
        if (form > 5) {
            text.append(title);
            mark(persona.surname(), IdentifierType.PATIENT_NAME);
        } else if (form > 3) {
            mark(persona.given(), IdentifierType.PATIENT_NAME);
        } else if (form == 3) {
            mark(persona.surname(), IdentifierType.PATIENT_NAME);
        } else {
            if (form == 2) {
                text.append(title);
            }
            mark(persona.given() + " " + persona.surname(), IdentifierType.PATIENT_NAME);
        }
    }

    private String name() {
        String given = given();
        String surname = surname();
        return switch (random.nextInt(14)) {
            case 12 -> given + pick("\n", "  ") + surname;
            case 0 -> given + " " + (char) ('A' + random.nextInt(26)) + ". " + surname;
            case 1 -> given + " " + (char) ('A' + random.nextInt(26)) + " " + surname;
            case 2 -> surname + ", " + given;
            case 3 -> given + " " + surname + " " + surname();
            case 4 -> given + " " + surname + "-" + surname();
            case 5 -> given + " " + pick("van", "de", "von", "van der", "da", "ten", "di", "Mc", "O'") + " " + surname;
            case 6 -> random.nextBoolean() ? given + " " + surname + " " + pick(SUFFIXES) : given + " " + surname;
            default -> given + " " + surname;
        };
    }

    private String upperName() {
        String name = random.nextBoolean() ? surname() + ", " + given() : given() + " " + surname();
        String initial = random.nextInt(3) == 0 ? " " + (char) ('A' + random.nextInt(26)) + "." : "";
        return (name + initial).toUpperCase(Locale.ROOT);
    }

    private String spanishName() {
        String given = random.nextInt(4) == 0 ? given() + pick(" ", " ", " del ", " de la ") + given() : given();
        return given + switch (random.nextInt(16)) {
            case 0 -> "\n";
            case 1 -> " " + (char) ('A' + random.nextInt(26)) + ". ";
            default -> " ";
        } + spanishSurnames();
    }

    private String spanishSurnames() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> surname();
            case 2 -> pick("de ", "de la ", "del ", "de los ") + surname() + " " + surname();
            case 3 -> surname() + pick(" de la ", " del ", " de ") + surname();
            case 4 -> surname() + "-" + surname() + pick("", " " + surname());
            default -> surname() + " " + surname();
        };
    }

    private String spanishDate() {
        int day = 1 + random.nextInt(28);
        int month = 1 + random.nextInt(12);
        int year = 1930 + random.nextInt(96);
        String monthName = MONTHS_ES[month - 1];
        return switch (random.nextInt(6)) {
            case 0 -> day + " de " + monthName + " de " + year;
            case 1 -> monthName + " de " + year;
            case 2 -> day + "-" + month + "-" + year;
            case 3 -> day + "/" + month + "/" + year % 100;
            case 4 -> day + " de " + monthName;
            default -> String.format(Locale.ROOT, "%02d/%02d/%d", day, month, year);
        };
    }

    private String spanishStreet() {
        String street = pick("calle ", "Calle ", "C/ ", "avenida de ", "Avda. ", "plaza de ", "Plaza ", "paseo de ", "Av. ",
                "calle de ", "Paseo ") + pick(surname(), pick(lists.places()), "Mayor", "Real", "Nueva", "Ancha",
                given() + " " + surname());
        return street + pick(" ", ", ", ", nº ") + (1 + random.nextInt(200)) + pick("", "", ", 2º B", ", 3 izq", ", bajo",
                ", 1D");
    }

    private String brand() {
        StringBuilder brand = new StringBuilder();
        int syllables = 2 + random.nextInt(2);
        for (int i = 0; i < syllables; i++) {
            brand.append(pick("a", "e", "lo", "ra", "ve", "zo", "xi", "tri", "pro", "cel", "flu", "nor", "di", "ma", "sy", "qui",
                    "ben", "al", "ten", "gli"));
        }
        return capitalised(brand.append(pick("vec", "mab", "nib", "zol", "pril", "tin", "xan", "dex", "ra", "lex", "sone",
                "cor", "via", "ol", "ium")).toString());
    }

    private String staff() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> surname();
            case 4, 5 -> given().charAt(0) + ". " + surname();
            case 6 -> given() + " " + (char) ('A' + random.nextInt(26)) + ". " + surname();
            case 7 -> given() + pick("\n", "-" + given() + " ", " O'", " van ") + surname();
            default -> given() + " " + surname();
        };
    }

    private String given() {
        return pick(random.nextInt(20) == 0 ? wordGivenNames : lists.givenNames());
    }

    private String surname() {
        return pick(random.nextInt(10) == 0 ? wordSurnames : lists.surnames());
    }

    /** Names that are also ordinary words: "Walker", "Grace". In the notes they are far more often lower-case words. */
    private static List<String> alsoWords(List<String> names, List<String> words) {
        Set<String> ordinary = new HashSet<>(words);
        return names.stream().filter(name -> ordinary.contains(name.toLowerCase(Locale.ROOT))).toList();
    }

    private String city() {
        String city = pick(lists.places());
        return random.nextInt(5) == 0 ? city.toUpperCase(Locale.ROOT) : city;
    }

    private String date() {
        int day = 1 + random.nextInt(28);
        int month = 1 + random.nextInt(12);
        int year = 1925 + random.nextInt(101);
        String monthName = MONTHS[month - 1];
        return switch (random.nextInt(14)) {
            case 0 -> String.format(Locale.ROOT, "%02d/%02d/%d", month, day, year);
            case 1 -> month + "/" + day + "/" + year;
            case 2 -> String.format(Locale.ROOT, "%d-%02d-%02d", year, month, day);
            case 3 -> String.format(Locale.ROOT, "%d-%02d-%02d %s:%02d", year, month, day, time(), random.nextInt(60));
            case 4 -> monthName + " " + day + ", " + year;
            case 5 -> day + " " + monthName + " " + year;
            case 6 -> monthName.substring(0, 3) + " " + day + ", " + year;
            case 7 -> String.format(Locale.ROOT, "%02d-%s-%d", day, monthName.substring(0, 3), year);
            case 8 -> month + "/" + day + "/" + year % 100;
            case 9 -> monthName + " " + day;
            case 10 -> monthName + " " + year;
            case 11 -> day + "." + month + "." + year;
            case 12 -> month + "/" + day;
            default -> monthName + " " + day + ordinal(day) + ", " + year;
        };
    }

    private static String ordinal(int day) {
        if (day / 10 == 1) {
            return "th";
        }
        return switch (day % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
    }

    private String time() {
        return String.format(Locale.ROOT, "%02d:%02d", random.nextInt(24), random.nextInt(60));
    }

    private String street() {
        String number = String.valueOf(1 + random.nextInt(random.nextBoolean() ? 300 : 9999));
        String base = switch (random.nextInt(9)) {
            case 0 -> pick(STREET_FIRST) + " " + surname() + " " + number;
            case 1 -> number + " " + pick(STREET_FIRST) + " " + city();
            case 2 -> surname() + pick(STREET_ENDINGS) + " " + number;
            case 3 -> pick(lists.places()).split(" ")[0] + pick(STREET_ENDINGS) + " " + number;
            case 4 -> pick("P.O. Box ", "PO Box ", "Postbox ", "P. O. Box ") + number;
            case 5 -> number + " " + pick("North", "S.", "W", "East", "Old", "Upper") + " " + surname() + " "
                    + pick(STREET_KINDS);
            case 6 -> number + " " + pick("1st", "2nd", "3rd", "5th", "42nd", "Main", "Oak", "Elm", "Church", "Maple",
                    "Washington", "Park", "Lake", "High", "Station") + " " + pick(STREET_KINDS);
            default -> number + " " + surname() + " " + pick(STREET_KINDS);
        };
        return random.nextInt(4) == 0 ? base + pick(" ", ", ") + unit() : base;
    }

    private String unit() {
        return pick("Apt. ", "Suite ", "Unit ", "Apt ", "#", "Flat ", "Floor ", "Room ") + (1 + random.nextInt(999));
    }

    private String longStreet() {
        if (random.nextInt(4) == 0) {
            String base = pick("PSC " + pattern("####") + ", Box " + pattern("####"),
                    "Unit " + pattern("####") + " Box " + pattern("####"), "USNS " + surname(), "USS " + surname(),
                    "USCGC " + surname());
            return base + pick("\n", " ") + pick("APO", "FPO", "DPO") + " " + pick("AA", "AE", "AP") + " "
                    + pattern("#####");
        }
        String separator = pick(", ", "\n ", "\n", " ");
        StringBuilder address = new StringBuilder();
        if (random.nextInt(3) == 0) {
            address.append(pattern(pick("####", "#####", "###"))).append(' ');
        }
        address.append(street());
        if (random.nextBoolean()) {
            address.append(separator).append(unit());
        }
        address.append(separator).append(city());
        if (random.nextBoolean()) {
            address.append(", ").append(pick(STATES));
        }
        if (random.nextInt(3) != 0) {
            address.append(separator).append(pick(lists.countries()));
        }
        if (random.nextBoolean()) {
            address.append(' ').append(zip());
        }
        return address.toString();
    }

    private String zip() {
        return pattern(pick("#####", "#####", "#####-####", "####", "@@# #@@", "@#@ #@#", "#####-###", "### ##"));
    }

    private String company() {
        return switch (random.nextInt(9)) {
            case 0 -> surname() + pick(" ", "-") + surname();
            case 1 -> surname() + ", " + surname() + " and " + surname();
            case 2 -> pick(COMPANY_WORDS) + pick(COMPANY_WORDS).toLowerCase(Locale.ROOT);
            case 3 -> pick(COMPANY_WORDS) + " " + pick(COMPANY_WORDS) + " " + pick(COMPANY_ENDINGS);
            case 4 -> city() + " " + pick(COMPANY_ENDINGS);
            case 5 -> pick(COMPANY_WORDS) + pick("ly", "ify", "dex", "io", "ware", "via", "tech", "soft") ;
            case 6 -> "The " + pick(COMPANY_WORDS) + " " + pick(COMPANY_ENDINGS);
            default -> surname() + " " + pick(COMPANY_ENDINGS);
        };
    }

    private String job() {
        String job = pick(lists.professions());
        return random.nextBoolean() ? pick(JOB_FIRST) + " " + job : job;
    }

    private String hospital() {
        String kind = pick(HOSPITALS);
        return switch (random.nextInt(7)) {
            case 4 -> pick(lists.places(), lists.surnames()) + pick(" Clinic", " Regional", " Infirmary", " Institute", " Memorial",
                    " Orthopaedic Clinic", " Eye Institute", " Urgent Care", " Neurological Institute", " Breast Center",
                    " Community Health Center", " Family Medicine", " Surgery Center", " Health", " VA", " Rehab");
            case 5 -> pick("St. ", "Saint ", "St ") + given() + pick("'s", "'s", "") + pick(" Hospital", "", " Medical Center", " Clinic");
            case 6 -> pick("Mayo Clinic", "Cleveland Clinic", "Kaiser", "Johns Hopkins", "Mass General", "General Hospital",
                    "Children's Hospital", "County Hospital", "University Hospital", "Memorial Hospital", "VA Medical Center",
                    "Veterans Hospital", "Children's", "Memorial Hermann", "Sloan Kettering", "Cedars-Sinai");
            case 0 -> pick(SAINTS) + " " + kind;
            case 1 -> surname() + " " + kind;
            case 2 -> pick("University of ", "Royal ") + city() + " " + kind;
            default -> pick(lists.places()) + " " + kind;
        };
    }

    private String phone() {
        return pattern(pick("(###) ###-####", "###-###-####", "###.###.####", "+1 ### ### ####", "### ####", "##########",
                "+## ## #### ####", "0## ### ## ##", "### ### ###", "## ######", "0#### ######", "+##(0)## ### ## ##",
                "(##) ####-####", "0# ## ## ## ##", "1-800-###-####", "(0##) ####-####", "x####", "### ## ###", "0###-######"));
    }

    private String email() {
        String local = given() + pick("", ".", "_") + surname();
        return (random.nextBoolean() ? local.toLowerCase(Locale.ROOT) : local).replace(' ', '.').replace("'", "") + "@"
                + pick("example.com", "example.org", "mail.example.net", "hospital.example.org");
    }

    private String url() {
        return pick("https://www.", "http://www.", "https://", "www.") + pick(COMPANY_WORDS) + pick(COMPANY_WORDS)
                + pick(".com/", ".org", ".net/", ".de/", ".co.uk/");
    }

    private int octet() {
        return 1 + random.nextInt(254);
    }

    private String pattern(String pattern) {
        StringBuilder filled = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            filled.append(switch (c) {
                case '#' -> DIGITS.charAt(random.nextInt(10));
                case '@' -> CAPITALS.charAt(random.nextInt(26));
                default -> c;
            });
        }
        return filled.toString();
    }

    private String phrase(String list) {
        List<String> entries = phrases.get(list);
        if (entries == null) {
            throw new IllegalArgumentException("a template has the slot {" + list + "}, which is no slot; lists: "
                    + phrases.keySet());
        }
        return pick(entries);
    }

    private static String capitalised(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static String titleCase(String sentence) {
        StringBuilder title = new StringBuilder();
        for (String word : sentence.split(" ")) {
            title.append(title.isEmpty() ? "" : " ").append(capitalised(word));
        }
        return title.toString();
    }

    private String pick(String... options) {
        return options[random.nextInt(options.length)];
    }

    private String pick(List<String> one, List<String> other) {
        return pick(random.nextBoolean() ? one : other);
    }

    private String pick(List<String> options) {
        return options.get(random.nextInt(options.size()));
    }
}
