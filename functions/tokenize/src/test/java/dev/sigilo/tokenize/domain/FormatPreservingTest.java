package dev.sigilo.tokenize.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.policy.Action;
import dev.sigilo.policy.FieldRule;
import dev.sigilo.policy.FieldRule.Alphabet;
import dev.sigilo.policy.FieldRule.CheckDigit;
import dev.sigilo.records.Category;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatPreservingTest {
    private final FormatPreserving ff1 = new FormatPreserving(TestRecords.ROTATED, "default");

    /** The nine samples that NIST publishes with SP 800-38G. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "2B7E151628AED2A6ABF7158809CF4F3C, 10, none, 0123456789, 2433477484",
                "2B7E151628AED2A6ABF7158809CF4F3C, 10, 39383736353433323130, 0123456789, 6124200773",
                "2B7E151628AED2A6ABF7158809CF4F3C, 36, 3737373770717273373737, 0123456789abcdefghi, a9tv40mll9kdu509eum",
                "2B7E151628AED2A6ABF7158809CF4F3CEF4359D8D580AA4F, 10, none, 0123456789, 2830668132",
                "2B7E151628AED2A6ABF7158809CF4F3CEF4359D8D580AA4F, 10, 39383736353433323130, 0123456789, 2496655549",
                "2B7E151628AED2A6ABF7158809CF4F3CEF4359D8D580AA4F, 36, 3737373770717273373737, 0123456789abcdefghi, xbj3kv35jrawxv32ysr",
                "2B7E151628AED2A6ABF7158809CF4F3CEF4359D8D580AA4F7F036D6F04FC6A94, 10, none, 0123456789, 6657667009",
                "2B7E151628AED2A6ABF7158809CF4F3CEF4359D8D580AA4F7F036D6F04FC6A94, 10, 39383736353433323130, 0123456789, 1001623463",
                "2B7E151628AED2A6ABF7158809CF4F3CEF4359D8D580AA4F7F036D6F04FC6A94, 36, 3737373770717273373737, 0123456789abcdefghi,"
                        + " xs8a0azh2avyalyzuwd"
            })
    void theEngineIsThatOfNistsSamples(String key, int radix, String tweak, String plain, String expected) {
        FPEFF1Engine engine = new FPEFF1Engine();
        engine.init(
                true,
                new FPEParameters(
                        new KeyParameter(HexFormat.of().parseHex(key)),
                        radix,
                        tweak == null ? new byte[0] : HexFormat.of().parseHex(tweak)));
        byte[] symbols = new byte[plain.length()];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = (byte) Character.digit(plain.charAt(i), 36);
        }

        engine.processBlock(symbols, 0, symbols.length, symbols, 0);

        StringBuilder encrypted = new StringBuilder();
        for (byte symbol : symbols) {
            encrypted.append(Character.forDigit(symbol, 36));
        }
        assertThat(encrypted).hasToString(expected);
    }

    @Test
    void keepsLengthSeparatorsAndLetterCase() {
        assertThat(encrypt("+34 600-123-456", Alphabet.DIGITS, CheckDigit.NONE))
                .matches("\\+\\d\\d \\d{3}-\\d{3}-\\d{3}");
        assertThat(encrypt("ab-CDEF/9", Alphabet.ALPHANUMERIC, CheckDigit.NONE))
                .matches("[a-z0-9]{2}-[A-Z0-9]{4}/[A-Z0-9]");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void differentValuesStayDifferentAndEqualOnesEqual(long seed) {
        Random random = new Random(seed);
        Set<String> values = new HashSet<>();
        Set<String> encrypted = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            String value = String.format("%07d", random.nextInt(10_000_000));
            values.add(value);
            String once = encrypt(value, Alphabet.DIGITS, CheckDigit.NONE);
            assertThat(encrypt(value, Alphabet.DIGITS, CheckDigit.NONE)).isEqualTo(once);
            encrypted.add(once);
        }
        assertThat(encrypted).as("seed %d", seed).hasSameSizeAs(values);
    }

    @Test
    void epochsKindsAndDomainsGiveDifferentValues() {
        String here = encrypt("1234567890", Alphabet.DIGITS, CheckDigit.NONE);
        assertThat(ff1.encrypt(rule("other", Alphabet.DIGITS, CheckDigit.NONE), 1, "1234567890"))
                .isNotEmpty()
                .get()
                .isNotEqualTo(here);
        assertThat(ff1.encrypt(rule("x", Alphabet.DIGITS, CheckDigit.NONE), 2, "1234567890"))
                .isNotEmpty()
                .get()
                .isNotEqualTo(here);
        assertThat(new FormatPreserving(TestRecords.ROTATED, "study-a")
                        .encrypt(rule("x", Alphabet.DIGITS, CheckDigit.NONE), 1, "1234567890"))
                .isNotEmpty()
                .get()
                .isNotEqualTo(here);
    }

    @ParameterizedTest
    @CsvSource({"12345, DIGITS", "ABCD, LETTERS", "A1B, ALPHANUMERIC", "ABCD, HEX"})
    void refusesDomainsUnderAMillion(String value, Alphabet alphabet) {
        assertThat(ff1.encrypt(rule("x", alphabet, CheckDigit.NONE), 1, value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678x", "1234567\u0665", "none", "", "12345678@"})
    void refusesWhatItWouldLeaveInTheClear(String value) {
        assertThat(ff1.encrypt(rule("x", Alphabet.DIGITS, CheckDigit.NONE), 1, value))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void checkDigitsStayValid(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            String nhsBody = String.format("%09d", random.nextInt(1_000_000_000));
            int nhsCheck = nhs(nhsBody);
            if (nhsCheck < 10) {
                String nhs = encrypt(
                        nhsBody.substring(0, 3) + " " + nhsBody.substring(3, 6) + " " + nhsBody.substring(6) + nhsCheck,
                        Alphabet.DIGITS,
                        CheckDigit.NHS);
                assertThat(nhs).as("seed %d", seed).matches("\\d{3} \\d{3} \\d{4}");
                assertThat(nhs(nhs.replace(" ", "").substring(0, 9))).isEqualTo(nhs.charAt(11) - '0');
            }
            String npiBody = "1" + String.format("%08d", random.nextInt(100_000_000));
            String npi = encrypt(npiBody + luhn("80840" + npiBody), Alphabet.DIGITS, CheckDigit.NPI);
            assertThat(npi).startsWith("1").hasSize(10);
            assertThat(luhn("80840" + npi.substring(0, 9))).isEqualTo(npi.charAt(9) - '0');
            String dni = encrypt(dni(random.nextInt(100_000_000)), Alphabet.DIGITS, CheckDigit.DNI);
            assertThat(dni(Integer.parseInt(dni.substring(0, 8)))).isEqualTo(dni);
            String card = String.format("%015d", random.nextLong(1_000_000_000_000_000L));
            String cardEncrypted = encrypt(card + luhn(card), Alphabet.DIGITS, CheckDigit.LUHN);
            assertThat(luhn(cardEncrypted.substring(0, 15))).isEqualTo(cardEncrypted.charAt(15) - '0');
            String account = String.format("%020d", new BigInteger(66, random)).substring(0, 20);
            String iban = encrypt(iban("ES", account), Alphabet.DIGITS, CheckDigit.IBAN);
            assertThat(iban).isEqualTo(iban("ES", iban.substring(4))).isNotEqualTo(iban("ES", account));
        }
    }

    @Test
    void knownNumbersAreTakenForValid() {
        assertThat(encrypt("X1234567L", Alphabet.DIGITS, CheckDigit.DNI)).matches("X\\d{7}[A-Z]");
        String nie = encrypt("x-1234567-l", Alphabet.DIGITS, CheckDigit.DNI);
        assertThat(nie).matches("x-\\d{7}-[a-z]");
        assertThat("TRWAGMYFPDXBNJZSQVHLCKE".charAt(Integer.parseInt(nie.substring(2, 9)) % 23))
                .isEqualTo(Character.toUpperCase(nie.charAt(10)));
        String gb = encrypt("GB82 WEST 1234 5698 7654 32", Alphabet.ALPHANUMERIC, CheckDigit.IBAN);
        assertThat(gb).matches("GB\\d\\d [A-Z0-9]{4} [A-Z0-9]{4} [A-Z0-9]{4} [A-Z0-9]{4} [A-Z0-9]{2}");
        assertThat(gb.replace(" ", "")).isEqualTo(iban("GB", gb.replace(" ", "").substring(4)));
    }

    @Test
    void anInvalidNumberStaysInvalid() {
        assertThat(encrypt("12345678A", Alphabet.DIGITS, CheckDigit.DNI))
                .satisfies(dni ->
                        assertThat(dni(Integer.parseInt(dni.substring(0, 8)))).isNotEqualTo(dni));
        assertThat(encrypt("9434765918", Alphabet.DIGITS, CheckDigit.NHS))
                .satisfies(nhs -> assertThat(nhs(nhs.substring(0, 9))).isNotEqualTo(nhs.charAt(9) - '0'));
        assertThat(encrypt("GB83WEST12345698765432", Alphabet.ALPHANUMERIC, CheckDigit.IBAN))
                .satisfies(iban -> assertThat(iban("GB", iban.substring(4))).isNotEqualTo(iban));
    }

    private String encrypt(String value, Alphabet alphabet, CheckDigit check) {
        return ff1.encrypt(rule("x", alphabet, check), 1, value).orElseThrow();
    }

    private static FieldRule rule(String kind, Alphabet alphabet, CheckDigit check) {
        return new FieldRule("field", Category.OTHER_ID, Action.FF1, kind, alphabet, check, null);
    }

    private static int nhs(String nine) {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (nine.charAt(i) - '0') * (10 - i);
        }
        return 11 - sum % 11 == 11 ? 0 : 11 - sum % 11;
    }

    private static int luhn(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int digit = body.charAt(body.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit * 2 : digit;
            sum += weighed / 10 + weighed % 10;
        }
        return (10 - sum % 10) % 10;
    }

    private static String dni(int number) {
        return String.format("%08d", number) + "TRWAGMYFPDXBNJZSQVHLCKE".charAt(number % 23);
    }

    private static String iban(String country, String account) {
        StringBuilder digits = new StringBuilder();
        for (char c : (account + country + "00").toCharArray()) {
            digits.append(Character.digit(c, 36));
        }
        int check = 98
                - new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue();
        return country + String.format("%02d", check) + account;
    }
}
