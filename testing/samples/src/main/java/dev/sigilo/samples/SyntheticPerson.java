package dev.sigilo.samples;

import java.util.List;

/**
 * A synthetic person with the examinations of the person.
 *
 * @param number    the person's number in the population, from 0
 * @param patientId the number that all systems know the person by; no other person of the population has it
 * @param studies   the examinations, at least two
 */
public record SyntheticPerson(int number, String patientId, List<SyntheticStudy> studies) {

    public SyntheticPerson {
        studies = List.copyOf(studies);
    }

    /** Returns only the number. */
    @Override
    public String toString() {
        return "SyntheticPerson[" + number + "]";
    }
}
