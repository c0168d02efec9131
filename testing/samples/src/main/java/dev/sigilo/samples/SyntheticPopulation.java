package dev.sigilo.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Fictitious patients and their radiology records, in English and Spanish. The same seed and index give the same record
 * on any machine. The notes contain the identifiers of the identity fields in many forms (surname first, without
 * accents, upper case, only the given name, broken over lines, ids with other separators, dates in words …) and people
 * who appear only in the text. US telephone numbers are from the range reserved for fiction, e-mail addresses from
 * domains reserved for examples. Immutable and thread-safe.
 *
 * <p>By default, names that are also common words ({@code May}, {@code Rosa}, {@code León}) are not used;
 * {@link #withTrickyNames()} gives a population in which every second patient has one.
 */
public final class SyntheticPopulation {
    private final long seed;
    private final boolean tricky;

    /** Creates the population of this seed. */
    public SyntheticPopulation(long seed) {
        this(seed, false);
    }

    private SyntheticPopulation(long seed, boolean tricky) {
        this.seed = seed;
        this.tricky = tricky;
    }

    /** Returns the population of the same seed in which every second patient has a name that is also a common word. */
    public SyntheticPopulation withTrickyNames() {
        return new SyntheticPopulation(seed, true);
    }

    /** Returns the first {@code count} records. */
    public List<SyntheticRecord> records(int count) {
        List<SyntheticRecord> records = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            records.add(record(index));
        }
        return records;
    }

    /**
     * Returns the record at {@code index}, counted from 0. In each group of three, the third record is about the second
     * record's patient.
     */
    public SyntheticRecord record(int index) {
        int patientNumber = index - (index % 3 == 2 ? 1 : 0);
        SyntheticPatient patient = new SyntheticPatient(random(patientNumber, 1), tricky && patientNumber % 2 == 0);
        return new SyntheticRecordWriter(patient, index, patientNumber, random(index, 2)).write();
    }

    private SplittableRandom random(int number, int salt) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number * 31L + salt * 0x5851F42D4C957F2DL);
    }
}
