package dev.sigilo.training;

/** Makes up telephone numbers, IP addresses and the numbers of records, documents, cards and devices. */
final class FictitiousNumbers {

    private final RandomChoice choice;

    FictitiousNumbers(RandomChoice choice) {
        this.choice = choice;
    }

    String phone() {
        return choice.pattern(choice.of(
                "(###) ###-####",
                "###-###-####",
                "###.###.####",
                "+1 ### ### ####",
                "### ####",
                "##########",
                "+## ## #### ####",
                "0## ### ## ##",
                "### ### ###",
                "## ######",
                "0#### ######",
                "+##(0)## ### ## ##",
                "(##) ####-####",
                "0# ## ## ## ##",
                "1-800-###-####",
                "(0##) ####-####",
                "x####",
                "### ## ###",
                "0###-######"));
    }

    String spanishPhone() {
        return choice.pattern(choice.of(
                "6## ### ###", "9# ### ## ##", "### ### ###", "#########", "+34 6## ## ## ##", "9##-##-##-##"));
    }

    String recordNumber() {
        return choice.pattern(choice.of("#######", "########", "######", "###-##-##", "A######", "MR######"));
    }

    String accessionNumber() {
        return choice.pattern(choice.of("#######", "A########", "##-####", "AC######", "S##-#####", "##########"));
    }

    String planNumber() {
        return choice.pattern(choice.of("#########", "@@@########", "@####-#####", "H########"));
    }

    String accountNumber() {
        return choice.pattern(choice.of("##########", "########", "####-######"));
    }

    String socialSecurityNumber() {
        return choice.pattern("###-##-####");
    }

    String nhsNumber() {
        return choice.pattern("### ### ####");
    }

    String licenseNumber() {
        return choice.pattern(choice.of("#######", "@#######", "@###-####-####", "########"));
    }

    String passportNumber() {
        return choice.pattern(choice.of("#########", "@########", "@@#######"));
    }

    String spanishIdentityNumber() {
        return choice.pattern(choice.of("########@", "########-@"));
    }

    String cardNumber() {
        return choice.pattern(choice.of(
                "4###############",
                "5### #### #### ####",
                "3##############",
                "6###-####-####-####",
                "4############",
                "##############",
                "5###############"));
    }

    String cardExpiry() {
        return choice.pattern("0#/2#");
    }

    String iban() {
        return choice.pattern(
                choice.of("GB##@@@@##############", "DE####################", "ES## #### #### #### ####"));
    }

    String deviceNumber() {
        return choice.pattern(choice.of("@@@######@", "SN#######", "########", "@#-#####"));
    }

    String plate() {
        return choice.pattern(choice.of("@@@ ####", "@@@-####", "#@@@###", "@@## @@@"));
    }

    String ipAddress() {
        return octet() + "." + octet() + "." + octet() + "." + octet();
    }

    private int octet() {
        return 1 + choice.below(254);
    }
}
