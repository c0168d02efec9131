package dev.sigilo.training;

import java.util.Locale;

/** Makes up e-mail and web addresses of people and companies. */
record FictitiousContacts(RandomChoice choice, FictitiousNames names, FictitiousOrganisations organisations) {
    String email() {
        String local = names.given() + choice.of("", ".", "_") + names.surname();
        return (choice.either() ? local.toLowerCase(Locale.ROOT) : local)
                        .replace(' ', '.')
                        .replace("'", "") + "@"
                + choice.of("example.com", "example.org", "mail.example.net", "hospital.example.org");
    }

    String url() {
        return choice.of("https://www.", "http://www.", "https://", "www.")
                + organisations.companyWord()
                + organisations.companyWord()
                + choice.of(".com/", ".org", ".net/", ".de/", ".co.uk/");
    }
}
