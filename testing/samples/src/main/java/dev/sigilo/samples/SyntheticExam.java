package dev.sigilo.samples;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.SplittableRandom;

/** One examination of a patient: its time, clinicians, place and numbers. */
final class SyntheticExam {
    final LocalDate examDate;
    final LocalDate priorDate;
    final String physicianGiven;
    final String physicianSurname;
    final String physicianName;
    final String physicianId;
    final String facility;
    final String recordId;
    final String accession;
    final String studyUid;
    final String deviceId;
    final String kin;
    final String kinPhone;
    final boolean kinField;

    SyntheticExam(SyntheticPatient patient, int index, SplittableRandom random) {
        JsonNode words = SampleTexts.PEOPLE.get(patient.language);
        LocalDate earliest = patient.birthDate.plusYears(4);
        LocalDate day = LocalDate.of(2012 + random.nextInt(13), 1 + random.nextInt(12), 1 + random.nextInt(28));
        examDate = day.isBefore(earliest) ? earliest.plusDays(random.nextInt(300)) : day;
        priorDate = examDate.minusDays(20 + random.nextInt(700));
        physicianGiven = SampleTexts.pick(words.get(random.nextBoolean() ? "female" : "male"), random);
        physicianSurname = SampleTexts.pick(words.get("surname"), random);
        boolean spanish = patient.spanish;
        physicianName = spanish
                ? physicianGiven + " " + physicianSurname + " " + SampleTexts.pick(words.get("surname"), random)
                : physicianGiven + " " + physicianSurname + ", MD";
        physicianId = spanish ? "28/28/" + (10000 + random.nextInt(89999)) : "ME" + SampleTexts.digits(random, 7);
        facility = SampleTexts.pick(words.get("facility"), random);
        recordId = "REC-" + examDate.getYear() + "-" + String.format("%06d", index * 7 + random.nextInt(7));
        accession = "ACC" + (10_000_000 + random.nextInt(89_999_999));
        studyUid = "2.25." + (1 + random.nextInt(9)) + SampleTexts.digits(random, 30);
        deviceId = "SN-" + SampleTexts.letter(random) + SampleTexts.letter(random) + "-"
                + (100000 + random.nextInt(899999));
        kin = SampleTexts.pick(words.get("female"), random) + " " + SampleTexts.pick(words.get("surname"), random);
        kinPhone = spanish
                ? "91" + SampleTexts.digits(random, 7)
                : "(" + (201 + random.nextInt(780)) + ") 555-01" + SampleTexts.digits(random, 2);
        kinField = random.nextInt(3) == 0;
    }
}
