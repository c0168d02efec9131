package dev.sigilo.samples;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Locale;
import java.util.SplittableRandom;

/** The patient of a record, with everything that stays the same across the patient's records. */
final class SyntheticPatient {
    private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

    final boolean spanish;
    final String language;
    final boolean female;
    final String given;
    final String surname;
    final String secondSurname;
    final String suffix;
    final String middleInitial;
    final LocalDate birthDate;
    final String patientId;
    final String phone;
    final String email;
    final String address;
    final String city;
    final String postalCode;
    final String insuranceId;
    final String nationalId;
    final boolean commonWord;

    SyntheticPatient(SplittableRandom random, boolean tricky) {
        this(random, tricky, -1);
    }

    /** @param ownNumber a number that no other patient has, for the patient id; or -1 for a random one */
    SyntheticPatient(SplittableRandom random, boolean tricky, int ownNumber) {
        spanish = random.nextInt(2) == 0;
        language = spanish ? "es" : "en";
        JsonNode words = SampleTexts.PEOPLE.get(language);
        female = random.nextInt(2) == 0;
        boolean trickyGiven = tricky && random.nextInt(2) == 0;
        commonWord = tricky;
        given = SampleTexts.pick(words.get(trickyGiven ? "tricky_given" : female ? "female" : "male"), random);
        surname = SampleTexts.pick(words.get(tricky && !trickyGiven ? "tricky_surname" : "surname"), random);
        String second = SampleTexts.pick(words.get("surname"), random);
        secondSurname = spanish ? second : null;
        middleInitial = !spanish && random.nextInt(3) == 0 ? SampleTexts.letter(random) + "." : null;
        suffix = !spanish && !female && random.nextInt(8) == 0 ? SampleTexts.pick(words.get("suffix"), random) : null;
        birthDate = LocalDate.of(1922 + random.nextInt(88), 1 + random.nextInt(12), 1 + random.nextInt(28));
        JsonNode place = words.get("city").get(random.nextInt(words.get("city").size()));
        city = place.get(0).asText();
        postalCode = place.get(1).asText();
        String street = SampleTexts.pick(words.get("street"), random);
        int number = 10 + random.nextInt(spanish ? 180 : 9000);
        if (spanish) {
            address = street + ", " + number + ", " + (1 + random.nextInt(9)) + "º " + SampleTexts.letter(random);
            phone = (random.nextBoolean() ? "+34 " : "") + "6" + SampleTexts.digits(random, 2) + " "
                    + SampleTexts.digits(random, 3) + " " + SampleTexts.digits(random, 3);
            String randomId = "" + (1 + random.nextInt(9)) + SampleTexts.digits(random, 6);
            patientId = ownNumber < 0 ? randomId : "" + (1_000_000 + ownNumber);
            int dni = 10_000_000 + random.nextInt(89_999_999);
            nationalId = "" + dni + DNI_LETTERS.charAt(dni % 23);
            insuranceId = "" + (10 + random.nextInt(40)) + " " + SampleTexts.digits(random, 8);
        } else {
            address = number + " " + street + (random.nextInt(3) == 0 ? ", Apt " + (1 + random.nextInt(40)) : "");
            phone = "(" + (201 + random.nextInt(780)) + ") 555-01" + SampleTexts.digits(random, 2);
            String randomId = "00" + SampleTexts.digits(random, 6);
            patientId = "MRN-" + (ownNumber < 0 ? randomId : String.format("%08d", 10_000_000 + ownNumber));
            nationalId = "" + (100 + random.nextInt(560)) + "-" + (10 + random.nextInt(89)) + "-"
                    + (1000 + random.nextInt(8999));
            insuranceId = "" + SampleTexts.letter(random) + SampleTexts.letter(random) + SampleTexts.letter(random)
                    + SampleTexts.digits(random, 9);
        }
        email = SampleTexts.ascii(given.split("[ -]")[0]).toLowerCase(Locale.ROOT) + "."
                + SampleTexts.ascii(surname).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "") + random.nextInt(100)
                + "@example." + (spanish ? "org" : "com");
    }

    String surnames() {
        return secondSurname == null ? surname : surname + " " + secondSurname;
    }

    String fullName() {
        return given + (middleInitial == null ? "" : " " + middleInitial) + " " + surnames()
                + (suffix == null ? "" : " " + suffix);
    }

    int ageOn(LocalDate day) {
        return Math.max(1, birthDate.until(day).getYears());
    }
}
