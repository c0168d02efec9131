package dev.sigilo.evaluation.texts;

import dev.sigilo.identifiers.IdentifierType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Maps a corpus's types to the detector's types. The detector's own names, those of MEDDOCAN, i2b2 2014 and Presidio, and some
 * plain words are known; others can be added. Case is ignored, and {@code -} equals {@code _}. docs/EVALUATE.md has the
 * table.
 */
public final class TypeMapping {
    private static final Map<String, Set<IdentifierType>> KNOWN = known();
    private static final Set<String> MEDDOCAN = meddocan();

    private final Map<String, Set<IdentifierType>> byName;

    private TypeMapping(Map<String, Set<IdentifierType>> byName) {
        this.byName = byName;
    }

    /** The mapping of the known names. */
    public static TypeMapping standard() {
        return new TypeMapping(KNOWN);
    }

    /** This mapping with one name added or redefined. */
    public TypeMapping with(String goldType, Collection<IdentifierType> types) {
        Map<String, Set<IdentifierType>> more = new HashMap<>(byName);
        more.put(folded(goldType), EnumSet.copyOf(types));
        return new TypeMapping(more);
    }

    /** The detector's types that match this one; empty if the name is unknown. */
    public Set<IdentifierType> types(String goldType) {
        return byName.getOrDefault(folded(goldType), Set.of());
    }

    /**
     * For each of the detector's types, the corpus's types that it matches, the narrowest first; among equally narrow ones
     * MEDDOCAN's own come first. A corpus with only MEDDOCAN's types is assumed to mark all of them, so that a type that does
     * not occur is wrong wherever it is found. For other corpora it is unknown whether such a type would have been marked.
     *
     * @param present the types that occur in the corpus
     */
    Map<IdentifierType, List<String>> goldTypes(Set<String> present) {
        Set<String> marked = new TreeSet<>(present);
        if (!present.isEmpty() && MEDDOCAN.containsAll(present)) {
            marked.addAll(MEDDOCAN);
        }
        Map<IdentifierType, List<String>> goldTypes = new HashMap<>();
        for (String goldType : marked) {
            for (IdentifierType type : types(goldType)) {
                goldTypes.computeIfAbsent(type, t -> new ArrayList<>()).add(goldType);
            }
        }
        goldTypes.forEach((type, names) ->
                names.sort(Comparator.comparingInt((String name) -> types(name).size())
                        .thenComparing(name -> !folded(name).equals(type.meddocanType()))
                        .thenComparing(Comparator.naturalOrder())));
        return goldTypes;
    }

    private static String folded(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    }

    private static Set<String> meddocan() {
        Set<String> names = new TreeSet<>();
        for (IdentifierType type : IdentifierType.values()) {
            names.add(type.meddocanType());
        }
        names.add("ID_EMPLEO_PERSONAL_SANITARIO");
        return names;
    }

    private static Map<String, Set<IdentifierType>> known() {
        Map<String, Set<IdentifierType>> known = new HashMap<>();
        for (IdentifierType type : IdentifierType.values()) {
            known.computeIfAbsent(type.meddocanType(), name -> EnumSet.noneOf(IdentifierType.class))
                    .add(type);
            known.computeIfAbsent(type.name(), name -> EnumSet.noneOf(IdentifierType.class))
                    .add(type);
        }
        String[] others = {
            "ID_EMPLEO_PERSONAL_SANITARIO=ID_STAFF",
            "PERSON,NAME,OTHER_NAME,USERNAME=PATIENT_NAME,STAFF_NAME",
            "PATIENT=PATIENT_NAME",
            "DOCTOR=STAFF_NAME",
            "DATE_TIME,YEAR=DATE",
            "AGE_90=AGE",
            "PLACE,LOCATION,LOCATION_OTHER=STREET,TERRITORY,ZIP",
            "ADDRESS=STREET,TERRITORY,ZIP,COUNTRY",
            "STREET_ADDRESS=STREET",
            "GPE=TERRITORY,COUNTRY",
            "CITY,STATE=TERRITORY",
            "ZIP_CODE=ZIP",
            "NRP=NATIONALITY",
            "INSTITUTION,ORGANIZATION=HOSPITAL,HEALTH_CENTER,INSTITUTION",
            "PHONE_NUMBER=PHONE,FAX",
            "EMAIL_ADDRESS=EMAIL",
            "DOMAIN_NAME=URL",
            "URL_EMAIL=URL,EMAIL",
            "IP_ADDRESS,IPADDR=IP",
            "US_SSN=SSN",
            "CREDIT_CARD=CARD",
            "IBAN_CODE=IBAN",
            "US_DRIVER_LICENSE=LICENSE",
            "MEDICALRECORD=ID_PATIENT",
            "HEALTHPLAN=ID_INSURANCE",
            "ID,IDNUM=ID_PATIENT,ID_CONTACT,ID_INSURANCE,ID_STAFF,LICENSE,SSN,NATIONAL_ID,PASSPORT,IBAN,CARD,ACCOUNT,DEVICE,VEHICLE",
        };
        for (String line : others) {
            String[] sides = line.split("=");
            for (String name : sides[0].split(",")) {
                Set<IdentifierType> types = known.computeIfAbsent(name, n -> EnumSet.noneOf(IdentifierType.class));
                for (String type : sides[1].split(",")) {
                    types.add(IdentifierType.valueOf(type));
                }
            }
        }
        return Map.copyOf(known);
    }
}
