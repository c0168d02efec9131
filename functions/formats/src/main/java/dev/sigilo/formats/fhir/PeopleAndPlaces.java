package dev.sigilo.formats.fhir;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The resources that identify people, organizations, places and devices around a patient. */
final class PeopleAndPlaces {
    private static final Set<String> TYPES = Set.of(
            "Practitioner",
            "PractitionerRole",
            "Organization",
            "Location",
            "HealthcareService",
            "Device",
            "RelatedPerson",
            "Coverage",
            "Account");

    private PeopleAndPlaces() {}

    /** Returns the names of these resources and of further ones. */
    static Set<String> and(String... further) {
        return Stream.concat(TYPES.stream(), Stream.of(further)).collect(Collectors.toUnmodifiableSet());
    }
}
