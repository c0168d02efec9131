package dev.sigilo.samples;

import dev.sigilo.text.Language;
import dev.sigilo.text.Ordinals;
import dev.sigilo.text.dates.CalendarNames;
import java.time.LocalDate;
import java.util.Locale;
import java.util.SplittableRandom;

/** The many forms in which fields and notes write an identifier, chosen at random. */
record WrittenForms(SyntheticPatient patient, SyntheticExam exam, SplittableRandom random) {
    /** Returns the patient's name as the field {@code patient_name} may contain it. */
    String patientNameField() {
        switch (random.nextInt(4)) {
            case 0:
                return patient.surnames() + ", " + patient.given;
            case 1:
                return patient.fullName().toUpperCase(Locale.ROOT);
            default:
                return patient.fullName();
        }
    }

    String noun() {
        return patient.spanish ? patient.female ? "mujer" : "varón" : patient.female ? "woman" : "man";
    }

    String title() {
        if (patient.spanish) {
            return patient.female ? "Sra. " : "Sr. ";
        }
        return patient.female ? "Ms. " : "Mr. ";
    }

    /** Returns the patient's name as a note may write it. */
    String patientName() {
        String given = patient.given;
        String surname = patient.surname;
        return switch (random.nextInt(14)) {
            case 0 -> patient.surnames() + ", " + given;
            case 1 -> (patient.surnames() + " " + given).toUpperCase(Locale.ROOT);
            case 2 -> SampleTexts.ascii(patient.fullName());
            case 3 -> SampleTexts.ascii(patient.fullName()).toUpperCase(Locale.ROOT);
            case 4 -> given.substring(0, given.offsetByCodePoints(0, 1)) + ". " + surname;
            case 5 -> title() + surname;
            case 6 -> given + "\n" + patient.surnames();
            case 7 -> given + "  " + surname;
            case 8 -> given + " " + surname;
            case 9 -> title() + given + " " + surname;
            case 10 -> (given + " " + surname).toLowerCase(Locale.ROOT);
            case 11 ->
                patient.secondSurname == null
                        ? given + " " + surname
                        : given + " " + surname + "-" + patient.secondSurname;
            case 12 -> initials();
            default -> patient.fullName();
        };
    }

    /** Returns the patient's initials, each followed by a period. */
    String initials() {
        return patient.given.charAt(0) + "." + patient.surname.charAt(0) + "."
                + (patient.secondSurname == null ? "" : patient.secondSurname.charAt(0) + ".");
    }

    String physicianName() {
        return switch (random.nextInt(6)) {
            case 0 -> "Dr. " + exam.physicianSurname;
            case 1 -> "Dr. " + exam.physicianGiven + " " + exam.physicianSurname;
            case 2 -> exam.physicianSurname + ", " + exam.physicianGiven;
            case 3 -> SampleTexts.ascii(exam.physicianName).toUpperCase(Locale.ROOT);
            case 4 -> "Dr. " + exam.physicianGiven.charAt(0) + ". " + exam.physicianSurname;
            default -> exam.physicianName;
        };
    }

    /** Returns an id as a note may write it: with other separators, in lower case, or only its digits. */
    String number(String id) {
        String plain = id.replaceAll("[^A-Za-z0-9.]", "");
        return switch (random.nextInt(6)) {
            case 0 -> plain;
            case 1 -> id.toLowerCase(Locale.ROOT);
            case 2 -> id.replace('-', ' ').replace('/', ' ');
            case 3 -> {
                String digits = plain.replaceAll("^[A-Za-z]+", "").replaceAll("^0+", "");
                yield digits.length() < 5 ? id : digits;
            }
            case 4 -> plain.replaceAll("(\\d{3})(?=\\d{3})", "$1-");
            default -> id;
        };
    }

    String phone(String phone) {
        String digits = phone.replaceAll("[^0-9]", "");
        String local = digits.substring(digits.length() - (patient.spanish ? 9 : 10));
        String country = patient.spanish ? "34" : "1";
        String separator = SampleTexts.pickOf(random, " ", "-", ".", "");
        String parts = local.substring(0, 3) + separator + local.substring(3, 6) + separator + local.substring(6);
        return switch (random.nextInt(4)) {
            case 0 -> "+" + country + " " + parts;
            case 1 -> "00" + country + local;
            case 2 -> phone;
            default -> parts;
        };
    }

    String address() {
        String address = patient.address;
        return switch (random.nextInt(4)) {
            case 0 -> address.toUpperCase(Locale.ROOT);
            case 1 -> SampleTexts.ascii(address);
            case 2 -> address.replaceFirst("[,]? ", ",\n").replaceFirst(",\n", patient.spanish ? "\n" : " ");
            default -> address;
        };
    }

    String varyCase(String text) {
        return switch (random.nextInt(4)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 -> SampleTexts.ascii(text);
            default -> text;
        };
    }

    String date(LocalDate date) {
        int day = date.getDayOfMonth();
        int month = date.getMonthValue();
        int year = date.getYear();
        String word = CalendarNames.months(patient.spanish ? Language.SPANISH : Language.ENGLISH)
                .get(month - 1);
        if (patient.spanish) {
            return switch (random.nextInt(6)) {
                case 0 -> day + " de " + word + " de " + year;
                case 1 -> String.format("%02d-%02d-%d", day, month, year);
                case 2 -> date.toString();
                case 3 -> String.format("%02d.%02d.%d", day, month, year);
                default -> String.format("%02d/%02d/%d", day, month, year);
            };
        }
        return switch (random.nextInt(6)) {
            case 0 -> word + " " + day + Ordinals.english(day) + ", " + year;
            case 1 -> word + " " + day + ", " + year;
            case 2 -> date.toString();
            case 3 -> day + " " + word + " " + year;
            default -> String.format("%02d/%02d/%d", month, day, year);
        };
    }
}
