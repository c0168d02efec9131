package dev.sigilo.training;

import dev.sigilo.identifiers.IdentifierType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The slots of templates. Each has a value to fill in, and the value's type of identifier, if it is one.
 *
 * <p>Slots whose names begin with {@code es}, and {@code cp} and {@code dni}, are identifiers in the form used in
 * Spain. {@code up} means in capitals, {@code low} in lower case, {@code comma} and {@code coma} surname first.
 * {@code n} and {@code d} are numbers, {@code brand} is an invented drug.
 */
final class TemplateSlots {

    /**
     * A slot.
     *
     * @param type  the type of the value, or null if it is not an identifier
     * @param value creates the next value
     */
    record Slot(IdentifierType type, Supplier<String> value) {}

    private final Map<String, Slot> slots = new HashMap<>();
    private final RandomChoice choice;
    private final TrainingWordLists lists;
    private final TrainingPhrases phrases;
    private final FictitiousNames names;
    private final FictitiousDates dates;
    private final FictitiousAddresses addresses;
    private final FictitiousOrganisations organisations;
    private final FictitiousNumbers numbers;
    private final FictitiousContacts contacts;
    private Persona persona;

    TemplateSlots(RandomChoice choice, TrainingWordLists lists, TrainingPhrases phrases) {
        this.choice = choice;
        this.lists = lists;
        this.phrases = phrases;
        this.names = new FictitiousNames(choice, lists);
        this.dates = new FictitiousDates(choice);
        this.addresses = new FictitiousAddresses(choice, lists, names);
        this.organisations = new FictitiousOrganisations(choice, lists, names, addresses);
        this.numbers = new FictitiousNumbers(choice);
        this.contacts = new FictitiousContacts(choice, names, organisations);
        addNames();
        addDates();
        addPlaces();
        addOrganisations();
        addNumbers();
        addPhrases();
        addSpanish();
        addPersona();
    }

    /** Returns the slot with this name. A name without a slot is the name of a list of phrases. */
    Slot get(String name) {
        Slot slot = slots.get(name);
        return slot == null ? new Slot(null, () -> phrases.of(name)) : slot;
    }

    /** Makes up the person that the following texts are about. */
    Persona newPersona(boolean woman) {
        persona = new Persona(
                woman,
                names.givenOfOneOrTwoParts(),
                names.surname(),
                List.of(names.surname(), names.surname(), names.surname()),
                organisations.hospital());
        return persona;
    }

    private void identifier(String name, IdentifierType type, Supplier<String> value) {
        slots.put(name, new Slot(type, value));
    }

    private void text(String name, Supplier<String> value) {
        slots.put(name, new Slot(null, value));
    }

    private void addNames() {
        identifier("name", IdentifierType.PATIENT_NAME, names::name);
        identifier("first", IdentifierType.PATIENT_NAME, names::given);
        identifier("last", IdentifierType.PATIENT_NAME, names::surname);
        identifier("staff", IdentifierType.STAFF_NAME, names::staff);
        identifier("upname", IdentifierType.PATIENT_NAME, names::upperName);
        identifier("upstaff", IdentifierType.STAFF_NAME, names::upperName);
        identifier("lowname", IdentifierType.PATIENT_NAME, () -> lower(names.given() + " " + names.surname()));
        identifier("staffcomma", IdentifierType.STAFF_NAME, () -> names.surname() + ", " + names.given());
    }

    private void addDates() {
        identifier("age", IdentifierType.AGE, () -> String.valueOf(1 + choice.below(99)));
        identifier("date", IdentifierType.DATE, dates::date);
        identifier("year", IdentifierType.DATE, dates::year);
        identifier("weekday", IdentifierType.DATE, dates::weekday);
        identifier("month", IdentifierType.DATE, dates::month);
    }

    private void addPlaces() {
        identifier("street", IdentifierType.STREET, addresses::street);
        identifier("longstreet", IdentifierType.STREET, addresses::longStreet);
        identifier("street2", IdentifierType.STREET, addresses::streetWithoutNumber);
        identifier("city", IdentifierType.TERRITORY, addresses::city);
        identifier("state", IdentifierType.TERRITORY, addresses::state);
        identifier("zip", IdentifierType.ZIP, addresses::zip);
        identifier("country", IdentifierType.COUNTRY, addresses::country);
        identifier("nat", IdentifierType.NATIONALITY, () -> capitalised(choice.of(lists.nationalities())));
    }

    private void addOrganisations() {
        identifier("org", IdentifierType.INSTITUTION, organisations::company);
        identifier("hospital", IdentifierType.HOSPITAL, organisations::hospital);
        identifier("job", IdentifierType.PROFESSION, organisations::job);
        identifier("nursinghome", IdentifierType.INSTITUTION, organisations::nursingHome);
        identifier("employer", IdentifierType.INSTITUTION, organisations::employer);
        identifier("shorthospital", IdentifierType.HOSPITAL, organisations::shortHospital);
        identifier("shortemployer", IdentifierType.INSTITUTION, organisations::shortEmployer);
        identifier("university", IdentifierType.INSTITUTION, organisations::university);
        identifier("school", IdentifierType.INSTITUTION, organisations::school);
        identifier("pharmacy", IdentifierType.INSTITUTION, organisations::pharmacy);
    }

    private void addNumbers() {
        identifier("phone", IdentifierType.PHONE, numbers::phone);
        identifier("fax", IdentifierType.FAX, numbers::phone);
        identifier("email", IdentifierType.EMAIL, contacts::email);
        identifier("url", IdentifierType.URL, contacts::url);
        identifier("ip", IdentifierType.IP, numbers::ipAddress);
        identifier("mrn", IdentifierType.ID_PATIENT, numbers::recordNumber);
        identifier("acc", IdentifierType.ID_CONTACT, numbers::accessionNumber);
        identifier("plan", IdentifierType.ID_INSURANCE, numbers::planNumber);
        identifier("account", IdentifierType.ACCOUNT, numbers::accountNumber);
        identifier("ssn", IdentifierType.SSN, numbers::socialSecurityNumber);
        identifier("nhs", IdentifierType.NATIONAL_ID, numbers::nhsNumber);
        identifier("dl", IdentifierType.LICENSE, numbers::licenseNumber);
        identifier("passport", IdentifierType.PASSPORT, numbers::passportNumber);
        identifier("card", IdentifierType.CARD, numbers::cardNumber);
        identifier("cardexpiry", IdentifierType.DATE, numbers::cardExpiry);
        identifier("iban", IdentifierType.IBAN, numbers::iban);
        identifier("device", IdentifierType.DEVICE, numbers::deviceNumber);
        identifier("plate", IdentifierType.VEHICLE, numbers::plate);
    }

    private void addPhrases() {
        identifier("kin", IdentifierType.RELATIVE, () -> phrases.of("kin"));
        identifier("sex", IdentifierType.SEX, () -> phrases.of("sex"));
        identifier("sexword", IdentifierType.SEX, () -> phrases.of("sexword"));
        identifier("pariente", IdentifierType.RELATIVE, () -> phrases.of("pariente"));
        identifier("sexo", IdentifierType.SEX, () -> phrases.of("sexo"));
        text("rolecap", () -> capitalised(phrases.of("role")));
        text("capsentence", () -> upper(phrases.of("sentence")));
        text("capfiller", () -> titleCase(phrases.of("filler")));
        text("upfiller", () -> upper(phrases.of("filler")));
        text("brand", this::brand);
        text("time", dates::time);
        text("n", () -> String.valueOf(10 + choice.below(140)));
        text("d", () -> String.valueOf(choice.below(10)));
    }

    private void addSpanish() {
        identifier("esname", IdentifierType.PATIENT_NAME, names::spanishName);
        identifier("esfirst", IdentifierType.PATIENT_NAME, names::given);
        identifier(
                "eslast",
                IdentifierType.STAFF_NAME,
                () -> choice.below(3) == 0 ? names.spanishSurnames() : names.surname());
        identifier("esstaff", IdentifierType.STAFF_NAME, names::spanishName);
        identifier("eslastp", IdentifierType.PATIENT_NAME, names::spanishSurnames);
        identifier("esini", IdentifierType.STAFF_NAME, () -> names.given().charAt(0) + ". " + names.spanishSurnames());
        identifier("eslowname", IdentifierType.PATIENT_NAME, () -> lower(names.spanishName()));
        identifier("esupname", IdentifierType.PATIENT_NAME, () -> upper(names.spanishName()));
        identifier("esupstaff", IdentifierType.STAFF_NAME, () -> upper(names.spanishName()));
        identifier("esnamecoma", IdentifierType.PATIENT_NAME, () -> names.spanishSurnames() + ", " + names.given());
        identifier("esstaffcoma", IdentifierType.STAFF_NAME, () -> names.spanishSurnames() + ", " + names.given());
        identifier("esage", IdentifierType.AGE, () -> 1 + choice.below(99) + " años");
        identifier("esdate", IdentifierType.DATE, dates::spanishDate);
        identifier("esstreet", IdentifierType.STREET, addresses::spanishStreet);
        identifier("escity", IdentifierType.TERRITORY, addresses::place);
        identifier("espais", IdentifierType.COUNTRY, addresses::country);
        identifier("eshospital", IdentifierType.HOSPITAL, organisations::spanishHospital);
        identifier("esphone", IdentifierType.PHONE, numbers::spanishPhone);
        identifier("cp", IdentifierType.ZIP, () -> choice.pattern("#####"));
        identifier("dni", IdentifierType.NATIONAL_ID, numbers::spanishIdentityNumber);
    }

    private void addPersona() {
        identifier("patientlast", IdentifierType.PATIENT_NAME, () -> persona.surname());
        identifier("patientfull", IdentifierType.PATIENT_NAME, this::patientInFull);
        identifier("relative", IdentifierType.PATIENT_NAME, this::relative);
        identifier("fullstaff", IdentifierType.STAFF_NAME, this::fullStaff);
        identifier(
                "last-staff",
                IdentifierType.STAFF_NAME,
                () -> choice.below(3) == 0 ? names.surname() : choice.of(persona.staff()));
        text("pronoun", () -> persona.woman() ? "She" : "He");
        text("smallpronoun", () -> persona.woman() ? "she" : "he");
        text("objective", () -> persona.woman() ? "her" : "him");
        text("possessive", () -> persona.woman() ? "her" : "his");
        text("possessivecap", () -> persona.woman() ? "Her" : "His");
    }

    private String patientInFull() {
        return choice.of(persona.given() + " " + persona.surname(), persona.surname() + ", " + persona.given());
    }

    private String relative() {
        return choice.of(
                names.given(),
                names.givenOfOneOrTwoParts(),
                names.given() + " " + names.surname(),
                names.given() + " " + persona.surname());
    }

    private String fullStaff() {
        return names.givenOfOneOrTwoParts() + choice.of(" ", " " + choice.capital() + ". ") + names.surname();
    }

    /** Returns the name of an invented drug. */
    private String brand() {
        StringBuilder brand = new StringBuilder();
        int syllables = 2 + choice.below(2);
        for (int i = 0; i < syllables; i++) {
            brand.append(choice.of(
                    "a", "e", "lo", "ra", "ve", "zo", "xi", "tri", "pro", "cel", "flu", "nor", "di", "ma", "sy", "qui",
                    "ben", "al", "ten", "gli"));
        }
        return capitalised(brand.append(choice.of(
                        "vec", "mab", "nib", "zol", "pril", "tin", "xan", "dex", "ra", "lex", "sone", "cor", "via",
                        "ol", "ium"))
                .toString());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
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
}
