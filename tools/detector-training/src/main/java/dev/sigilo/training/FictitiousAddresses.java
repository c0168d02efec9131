package dev.sigilo.training;

import java.util.Locale;

/** Makes up streets, cities and postal codes. */
record FictitiousAddresses(RandomChoice choice, TrainingWordLists lists, FictitiousNames names) {

    private static final String[] STATES = {
        "AL",
        "AK",
        "AZ",
        "CA",
        "CO",
        "CT",
        "FL",
        "GA",
        "IL",
        "IN",
        "KS",
        "MA",
        "KY",
        "LA",
        "ME",
        "MS",
        "MT",
        "NE",
        "NH",
        "NM",
        "OK",
        "SC",
        "SD",
        "UT",
        "VT",
        "WV",
        "WY",
        "Alabama",
        "Alaska",
        "Arizona",
        "Arkansas",
        "Colorado",
        "Connecticut",
        "Delaware",
        "Idaho",
        "Illinois",
        "Iowa",
        "Kansas",
        "Kentucky",
        "Louisiana",
        "Maine",
        "Maryland",
        "Massachusetts",
        "Michigan",
        "Minnesota",
        "Mississippi",
        "Missouri",
        "Montana",
        "Nebraska",
        "Nevada",
        "New Hampshire",
        "New Jersey",
        "New Mexico",
        "North Carolina",
        "North Dakota",
        "Oklahoma",
        "Oregon",
        "Pennsylvania",
        "Rhode Island",
        "South Carolina",
        "South Dakota",
        "Tennessee",
        "Utah",
        "Vermont",
        "Virginia",
        "Washington",
        "West Virginia",
        "Wisconsin",
        "Wyoming",
        "MD",
        "MI",
        "MN",
        "MO",
        "NC",
        "NJ",
        "NV",
        "NY",
        "OH",
        "OR",
        "PA",
        "TN",
        "TX",
        "VA",
        "WA",
        "WI",
        "Texas",
        "California",
        "Ohio",
        "Indiana",
        "New York",
        "Florida",
        "Georgia",
        "Ontario",
        "Quebec",
        "NSW"
    };
    private static final String[] STREET_KINDS = {
        "Street",
        "St",
        "St.",
        "Avenue",
        "Ave",
        "Ave.",
        "Road",
        "Rd",
        "Lane",
        "Ln",
        "Drive",
        "Dr",
        "Boulevard",
        "Blvd",
        "Court",
        "Ct",
        "Place",
        "Way",
        "Terrace",
        "Parkway",
        "Highway",
        "Close",
        "Crescent",
        "Square",
        "Hill",
        "Grove"
    };
    private static final String[] STREET_FIRST = {
        "Rue de",
        "Rue du",
        "Rue",
        "Via",
        "Calle",
        "Avenida",
        "Rua",
        "ul.",
        "Piazza",
        "Avda.",
        "Plaza",
        "Carrer",
        "Strada",
        "Chemin de",
        "Boulevard",
        "Impasse",
        "C/",
        "Rambla",
        "Paseo"
    };
    private static final String[] STREET_ENDINGS = {
        "strasse", "straße", "straat", "laan", "weg", "gata", "gatan", "vägen", "veien", "vegen", "vej", "gade", "katu",
        "tie", "kuja", "polku", "utca", "gasse", "gracht", "allee", "stræde", "bakken", "ova", "ská", "platz", "dijk",
        "singel", "plein"
    };

    String place() {
        return choice.of(lists.places());
    }

    String city() {
        String city = choice.of(lists.places());
        return choice.below(5) == 0 ? city.toUpperCase(Locale.ROOT) : city;
    }

    String state() {
        return choice.of(STATES);
    }

    String country() {
        return choice.of(lists.countries());
    }

    String zip() {
        return choice.pattern(
                choice.of("#####", "#####", "#####-####", "####", "@@# #@@", "@#@ #@#", "#####-###", "### ##"));
    }

    /** Returns a street with its number, in the word order of several countries. */
    String street() {
        String number = String.valueOf(1 + choice.below(choice.either() ? 300 : 9999));
        String base = switch (choice.below(9)) {
            case 0 -> choice.of(STREET_FIRST) + " " + names.surname() + " " + number;
            case 1 -> number + " " + choice.of(STREET_FIRST) + " " + city();
            case 2 -> names.surname() + choice.of(STREET_ENDINGS) + " " + number;
            case 3 -> choice.of(lists.places()).split(" ")[0] + choice.of(STREET_ENDINGS) + " " + number;
            case 4 -> choice.of("P.O. Box ", "PO Box ", "Postbox ", "P. O. Box ") + number;
            case 5 ->
                number + " " + choice.of("North", "S.", "W", "East", "Old", "Upper") + " " + names.surname() + " "
                        + choice.of(STREET_KINDS);
            case 6 ->
                number + " "
                        + choice.of(
                                "1st",
                                "2nd",
                                "3rd",
                                "5th",
                                "42nd",
                                "Main",
                                "Oak",
                                "Elm",
                                "Church",
                                "Maple",
                                "Washington",
                                "Park",
                                "Lake",
                                "High",
                                "Station")
                        + " " + choice.of(STREET_KINDS);
            default -> number + " " + names.surname() + " " + choice.of(STREET_KINDS);
        };
        return choice.below(4) == 0 ? base + choice.of(" ", ", ") + unit() : base;
    }

    /** Returns only the name of a street. */
    String streetWithoutNumber() {
        return names.surname() + " " + choice.of(STREET_KINDS);
    }

    private String unit() {
        return choice.of("Apt. ", "Suite ", "Unit ", "Apt ", "#", "Flat ", "Floor ", "Room ") + (1 + choice.below(999));
    }

    /** Returns a complete address on one or more lines; some are military addresses. */
    String longStreet() {
        if (choice.below(4) == 0) {
            String base = choice.of(
                    "PSC " + choice.pattern("####") + ", Box " + choice.pattern("####"),
                    "Unit " + choice.pattern("####") + " Box " + choice.pattern("####"),
                    "USNS " + names.surname(),
                    "USS " + names.surname(),
                    "USCGC " + names.surname());
            return base + choice.of("\n", " ") + choice.of("APO", "FPO", "DPO") + " " + choice.of("AA", "AE", "AP")
                    + " " + choice.pattern("#####");
        }
        String separator = choice.of(", ", "\n ", "\n", " ");
        StringBuilder address = new StringBuilder();
        if (choice.below(3) == 0) {
            address.append(choice.pattern(choice.of("####", "#####", "###"))).append(' ');
        }
        address.append(street());
        if (choice.either()) {
            address.append(separator).append(unit());
        }
        address.append(separator).append(city());
        if (choice.either()) {
            address.append(", ").append(choice.of(STATES));
        }
        if (choice.below(3) != 0) {
            address.append(separator).append(choice.of(lists.countries()));
        }
        if (choice.either()) {
            address.append(' ').append(zip());
        }
        return address.toString();
    }

    String spanishStreet() {
        String street = choice.of(
                        "calle ",
                        "Calle ",
                        "C/ ",
                        "avenida de ",
                        "Avda. ",
                        "plaza de ",
                        "Plaza ",
                        "paseo de ",
                        "Av. ",
                        "calle de ",
                        "Paseo ")
                + choice.of(
                        names.surname(),
                        choice.of(lists.places()),
                        "Mayor",
                        "Real",
                        "Nueva",
                        "Ancha",
                        names.given() + " " + names.surname());
        return street
                + choice.of(" ", ", ", ", nº ")
                + (1 + choice.below(200))
                + choice.of("", "", ", 2º B", ", 3 izq", ", bajo", ", 1D");
    }
}
