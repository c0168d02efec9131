package dev.sigilo.samples;

import dev.sigilo.samples.SyntheticRecord.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Fictitious people whose examinations come from several systems at once: as HL7 v2, FHIR, DICOM and JSON. The same seed
 * and number give the same person on any machine. Their names, texts and identifiers are made like those of {@link
 * SyntheticPopulation}. Immutable and thread-safe.
 */
public final class SyntheticPeople {
    /** The most people of one population, because each needs a patient id of seven digits. */
    public static final int MOST = 8_000_000;

    private static final int STUDIES = 2;
    /** Has no divisor in common with {@link #MOST}, so its multiples are different numbers below it. */
    private static final long STRIDE = 3_654_321;

    private final long seed;

    /** Creates the population of this seed. */
    public SyntheticPeople(long seed) {
        this.seed = seed;
    }

    /** Returns the first {@code count} people. */
    public List<SyntheticPerson> people(int count) {
        List<SyntheticPerson> people = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            people.add(person(number));
        }
        return people;
    }

    /** Returns the person with this number, from 0 to {@link #MOST} - 1. */
    public SyntheticPerson person(int number) {
        if (number < 0 || number >= MOST) {
            throw new IllegalArgumentException("people are numbered from 0 to " + (MOST - 1));
        }
        int ownNumber = (int) ((number * STRIDE + Math.floorMod(seed, MOST)) % MOST);
        SyntheticPatient patient = new SyntheticPatient(random(number, 1), false, ownNumber);
        List<SyntheticStudy> studies = new ArrayList<>();
        for (int study = 0; study < STUDIES; study++) {
            studies.add(study(patient, number, number * STUDIES + study));
        }
        return new SyntheticPerson(number, patient.patientId, studies);
    }

    private SyntheticStudy study(SyntheticPatient patient, int number, int index) {
        SyntheticRecordWriter writer = new SyntheticRecordWriter(patient, index, number, random(index, 2));
        SyntheticRecord record = writer.write();
        StudyFacts facts = new StudyFacts(patient, writer.exam, record);
        List<Identifier> identifiers = new ArrayList<>(record.identifiers());
        for (String name : List.of(
                facts.family() + "^" + patient.given, facts.physicianFamily() + "^" + writer.exam.physicianGiven)) {
            identifiers.add(new Identifier("patient_name", name, true, true));
        }
        identifiers.add(new Identifier("birth_date", facts.day(patient.birthDate), true, false));
        for (String uid : List.of(facts.seriesUid(), facts.instanceUid())) {
            identifiers.add(new Identifier("study_uid", uid, true, true));
        }
        return new SyntheticStudy(
                record,
                new Hl7Sample(facts).message(),
                new FhirSample(facts).bundle(),
                new DicomSample(facts).header(),
                identifiers);
    }

    private SplittableRandom random(int number, int salt) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number * 37L + salt * 0x5851F42D4C957F2DL);
    }
}
