package dev.sigilo.training;

import java.util.Locale;

/** Makes up hospitals, employers, schools, shops and occupations. */
final class FictitiousOrganisations {

    private static final String[] COMPANY_ENDINGS = {
        "Inc",
        "Inc.",
        "LLC",
        "Ltd",
        "Ltd.",
        "Group",
        "Corp.",
        "Corporation",
        "Company",
        "Technologies",
        "Solutions",
        "Systems",
        "Partners",
        "Consulting",
        "and Sons",
        "Bank",
        "Media",
        "Software",
        "Foundation",
        "University",
        "Analytics",
        "Networks",
        "Airlines",
        "Insurance",
        "Press",
        "Labs"
    };
    private static final String[] COMPANY_WORDS = {
        "Global",
        "United",
        "American",
        "First",
        "National",
        "Clean",
        "Open",
        "Green",
        "Blue",
        "Smart",
        "Data",
        "Net",
        "Cyber",
        "Rapid",
        "Pacific",
        "Northern",
        "Golden",
        "Silver",
        "Power",
        "Home",
        "Health",
        "Energy",
        "Capital",
        "Trade",
        "Digital",
        "Micro",
        "Inter",
        "Trans",
        "Bio",
        "Geo",
        "Med",
        "Urban",
        "Metro",
        "Prime",
        "Alpha",
        "Delta",
        "Omni",
        "Quantum",
        "Solar",
        "Street",
        "Market",
        "Credit",
        "Loan"
    };
    private static final String[] HOSPITALS = {
        "General Hospital",
        "Memorial Hospital",
        "Medical Center",
        "Hospital",
        "Regional Medical Center",
        "University Hospital",
        "Clinic",
        "Children's Hospital",
        "Community Hospital",
        "Health Center",
        "Heart Institute",
        "Cancer Center"
    };
    private static final String[] SAINTS = {
        "St. Mary's",
        "St. Luke's",
        "Mercy",
        "Mount Sinai",
        "St. Joseph's",
        "Good Samaritan",
        "Sacred Heart",
        "Providence",
        "Methodist",
        "Presbyterian",
        "Baptist",
        "Veterans Affairs"
    };
    private static final String[] JOB_FIRST = {
        "Senior",
        "Chief",
        "Assistant",
        "Junior",
        "Lead",
        "Sales",
        "Machine",
        "Rolling machine",
        "Cable line",
        "Medical records",
        "X-ray",
        "Leasing",
        "Industrial",
        "Mental health",
        "Civil",
        "Forest fire",
        "Food service",
        "Truck",
        "School",
        "Program",
        "Environmental",
        "Purchasing",
        "Real estate",
        "Computer",
        "Marine",
        "Insurance claims",
        "Fashion",
        "Elevator",
        "Landscape",
        "Postal service"
    };

    private final RandomChoice choice;
    private final TrainingWordLists lists;
    private final FictitiousNames names;
    private final FictitiousAddresses addresses;

    FictitiousOrganisations(
            RandomChoice choice, TrainingWordLists lists, FictitiousNames names, FictitiousAddresses addresses) {
        this.choice = choice;
        this.lists = lists;
        this.names = names;
        this.addresses = addresses;
    }

    String companyWord() {
        return choice.of(COMPANY_WORDS);
    }

    String company() {
        return switch (choice.below(9)) {
            case 0 -> names.surname() + choice.of(" ", "-") + names.surname();
            case 1 -> names.surname() + ", " + names.surname() + " and " + names.surname();
            case 2 -> choice.of(COMPANY_WORDS) + choice.of(COMPANY_WORDS).toLowerCase(Locale.ROOT);
            case 3 -> choice.of(COMPANY_WORDS) + " " + choice.of(COMPANY_WORDS) + " " + choice.of(COMPANY_ENDINGS);
            case 4 -> addresses.city() + " " + choice.of(COMPANY_ENDINGS);
            case 5 -> choice.of(COMPANY_WORDS) + choice.of("ly", "ify", "dex", "io", "ware", "via", "tech", "soft");
            case 6 -> "The " + choice.of(COMPANY_WORDS) + " " + choice.of(COMPANY_ENDINGS);
            default -> names.surname() + " " + choice.of(COMPANY_ENDINGS);
        };
    }

    String employer() {
        return choice.below(3) == 0
                ? choice.of(lists.places()) + " "
                        + choice.of(
                                "Police Department",
                                "Fire Department",
                                "School District",
                                "Foods",
                                "Steel",
                                "Gas and Electric",
                                "Public Library",
                                "Motors",
                                "Mills",
                                "Chain")
                : company();
    }

    /** Returns an employer's colloquial name, such as a surname or one word. */
    String shortEmployer() {
        return choice.of(
                names.surname(),
                company(),
                choice.of(COMPANY_WORDS) + choice.of("craft", "mart", "tek", "line", "co", "way"),
                names.surname() + " " + names.surname());
    }

    String hospital() {
        String kind = choice.of(HOSPITALS);
        return switch (choice.below(7)) {
            case 4 ->
                choice.of(lists.places(), lists.surnames())
                        + choice.of(
                                " Clinic",
                                " Regional",
                                " Infirmary",
                                " Institute",
                                " Memorial",
                                " Orthopaedic Clinic",
                                " Eye Institute",
                                " Urgent Care",
                                " Neurological Institute",
                                " Breast Center",
                                " Community Health Center",
                                " Family Medicine",
                                " Surgery Center",
                                " Health",
                                " VA",
                                " Rehab");
            case 5 ->
                choice.of("St. ", "Saint ", "St ")
                        + names.given()
                        + choice.of("'s", "'s", "")
                        + choice.of(" Hospital", "", " Medical Center", " Clinic");
            case 6 ->
                choice.of(
                        "Mayo Clinic",
                        "Cleveland Clinic",
                        "Kaiser",
                        "Johns Hopkins",
                        "Mass General",
                        "General Hospital",
                        "Children's Hospital",
                        "County Hospital",
                        "University Hospital",
                        "Memorial Hospital",
                        "VA Medical Center",
                        "Veterans Hospital",
                        "Children's",
                        "Memorial Hermann",
                        "Sloan Kettering",
                        "Cedars-Sinai");
            case 0 -> choice.of(SAINTS) + " " + kind;
            case 1 -> names.surname() + " " + kind;
            case 2 -> choice.of("University of ", "Royal ") + addresses.city() + " " + kind;
            default -> choice.of(lists.places()) + " " + kind;
        };
    }

    /** Returns a hospital's name without the word "hospital": "Mercy", "Duluth Regional". */
    String shortHospital() {
        return choice.of(
                choice.of(lists.places(), lists.surnames()),
                choice.of(
                        "Hopkins",
                        "Mayo",
                        "Stanford",
                        "Duke",
                        "Vanderbilt",
                        "Mercy",
                        "Good Samaritan",
                        "UCLA",
                        "Emory",
                        "Kaiser"),
                choice.of(lists.places()) + choice.of(" Regional", " Pacific", " General", " Memorial", " Heights"));
    }

    String spanishHospital() {
        return choice.of(
                        "Hospital ",
                        "Hospital Universitario ",
                        "Hospital General ",
                        "Hospital Clínico ",
                        "Clínica ",
                        "Complejo Hospitalario ")
                + choice.of("de ", "")
                + choice.of(lists.places());
    }

    String nursingHome() {
        return choice.of(lists.places(), lists.surnames()) + " "
                + choice.of(
                        "Nursing Home",
                        "Care Center",
                        "Manor",
                        "Assisted Living",
                        "Village",
                        "Rehabilitation Center",
                        "House",
                        "Place",
                        "Gardens",
                        "Retirement Home",
                        "Lodge");
    }

    String university() {
        return choice.either()
                ? choice.of("University of ", "the University of ").replace("the ", "") + choice.of(lists.places())
                : choice.of(lists.places(), lists.surnames())
                        + choice.of(" University", " State University", " College", " Community College", " State");
    }

    String school() {
        return choice.of(lists.places(), lists.surnames())
                + choice.of(" High School", " Elementary School", " Middle School", " Academy", " Elementary", " High");
    }

    String pharmacy() {
        return choice.of(
                "Walgreens",
                "CVS",
                "Rite Aid",
                "Walmart",
                "Kroger",
                "Costco",
                choice.of(lists.surnames()) + " Drug",
                choice.of(lists.surnames()) + "'s Pharmacy",
                choice.of(lists.places()) + " Pharmacy");
    }

    String job() {
        String job = choice.of(lists.professions());
        return choice.either() ? choice.of(JOB_FIRST) + " " + job : job;
    }
}
