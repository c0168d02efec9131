package dev.sigilo.tokenize.domain;

import dev.sigilo.identifiers.CheckDigits;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.FieldRule;
import dev.sigilo.policy.FieldRule.Alphabet;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Format-preserving encryption by NIST SP 800-38G FF1 (AES-256). The result has the same length and kinds of
 * characters, with the separators in their places, and valid check digits if the original's were valid. Thread-safe.
 *
 * <p>A value is refused if its format allows fewer than 10^6 values (FF1 is weak there), or if it contains characters
 * other than separators and those of the alphabet, because they would remain in the clear.
 */
final class FormatPreserving {
    /** SP 800-38G requires at least a million possible values. */
    static final long LEAST_DOMAIN = 1_000_000;

    private static final String SEPARATORS = " -./()+";

    private record EngineKey(int epoch, String kind) {}

    private final TokenKeys keys;
    private final String domain;
    /** An engine holds state while it works, so each thread has its own. */
    private final ThreadLocal<Map<EngineKey, Engine>> engines = ThreadLocal.withInitial(HashMap::new);

    FormatPreserving(TokenKeys keys, String domain) {
        this.keys = keys;
        this.domain = domain;
    }

    /** Returns the encrypted value, or empty if the value is refused. */
    Optional<String> encrypt(FieldRule rule, int epoch, String value) {
        Engine engine = engines.get()
                .computeIfAbsent(
                        new EngineKey(epoch, rule.kind()),
                        key -> new Engine(
                                keys.derive(epoch, TokenKeys.Purpose.FORMAT_KEY, rule.kind(), domain, "", 32),
                                (rule.kind() + "/" + domain).getBytes(StandardCharsets.UTF_8)));
        String text = value.strip();
        return switch (rule.check()) {
            case NONE -> Shape.of(text, rule.alphabet()).map(shape -> shape.with(engine, 0, shape.length()));
            case LUHN ->
                digits(text, 0)
                        .filter(shape -> shape.length() > 1)
                        .map(shape -> checked(shape, engine, 0, CheckDigits::luhn));
            case NPI -> digits(text, 10).map(shape -> checked(shape, engine, 1, CheckDigits::npi));
            case NHS -> digits(text, 10).map(shape -> checked(shape, engine, 0, CheckDigits::nhs));
            case DNI -> dni(text, engine);
            case IBAN -> iban(text, rule.alphabet(), engine);
        };
    }

    private static Optional<Shape> digits(String text, int length) {
        return Shape.of(text, Alphabet.DIGITS).filter(shape -> length == 0 || shape.length() == length);
    }

    /** Encrypts a value whose last symbol is a check digit. A valid one stays valid, an invalid one invalid. */
    private static String checked(Shape shape, Engine engine, int from, ToIntFunction<String> check) {
        byte[] symbols = shape.symbols.clone();
        int last = symbols.length - 1;
        if (!bigEnough(10, last - from)) {
            return null;
        }
        boolean valid = check.applyAsInt(digits(symbols, last)) == symbols[last];
        int digit;
        do {
            // Cycle walking: encrypts again as long as the result cannot have a check digit.
            engine.encrypt(symbols, from, last - from, 10);
            digit = check.applyAsInt(digits(symbols, last));
        } while (digit == CheckDigits.NO_CHECK_DIGIT);
        symbols[last] = (byte) (valid ? digit : (digit + 1) % 10);
        return shape.with(symbols);
    }

    /** Returns the first symbols, which are all digits, as text. */
    private static String digits(byte[] symbols, int length) {
        StringBuilder digits = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            digits.append((char) ('0' + symbols[i]));
        }
        return digits.toString();
    }

    /** Encrypts a Spanish DNI or NIE: eight digits and a letter, or X, Y or Z, seven digits and a letter. */
    private static Optional<String> dni(String text, Engine engine) {
        StringBuilder digits = new StringBuilder(9);
        int letterAt = -1;
        int prefixAt = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = Character.toUpperCase(text.charAt(i));
            if (c >= '0' && c <= '9' && letterAt < 0) {
                digits.append(c);
            } else if (c >= 'X' && c <= 'Z' && digits.isEmpty() && prefixAt < 0) {
                prefixAt = i;
            } else if (c >= 'A' && c <= 'Z' && letterAt < 0 && !digits.isEmpty()) {
                letterAt = i;
            } else if (SEPARATORS.indexOf(c) < 0) {
                return Optional.empty();
            }
        }
        if (letterAt < 0 || digits.length() != (prefixAt < 0 ? 8 : 7)) {
            return Optional.empty();
        }
        int lead = prefixAt < 0 ? 0 : (Character.toUpperCase(text.charAt(prefixAt)) - 'X') * 10_000_000;
        boolean valid = CheckDigits.dniLetter(lead + Integer.parseInt(digits.toString()))
                == Character.toUpperCase(text.charAt(letterAt));
        byte[] symbols = new byte[digits.length()];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = (byte) (digits.charAt(i) - '0');
        }
        engine.encrypt(symbols, 0, symbols.length, 10);
        int number = 0;
        StringBuilder out = new StringBuilder(text);
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                out.setCharAt(i, (char) ('0' + symbols[at]));
                number = number * 10 + symbols[at++];
            }
        }
        char letter = CheckDigits.dniLetter(lead + number + (valid ? 0 : 1));
        out.setCharAt(letterAt, Character.isLowerCase(text.charAt(letterAt)) ? Character.toLowerCase(letter) : letter);
        return Optional.of(out.toString());
    }

    /**
     * Encrypts an IBAN: a country code of two letters, two check digits, and an account of 11 to 30 characters. The
     * country stays.
     */
    private static Optional<String> iban(String text, Alphabet alphabet, Engine engine) {
        if (text.length() < 15 || !isLetter(text.charAt(0)) || !isLetter(text.charAt(1))) {
            return Optional.empty();
        }
        String country = text.substring(0, 2).toUpperCase(Locale.ROOT);
        Optional<Shape> rest = Shape.of(text.substring(2), alphabet)
                .filter(shape ->
                        shape.length() >= 13 && shape.length() <= 32 && shape.symbols[0] < 10 && shape.symbols[1] < 10)
                .filter(shape -> bigEnough(alphabet.characters().length(), shape.length() - 2));
        return rest.map(shape -> {
            byte[] symbols = shape.symbols.clone();
            boolean valid = ibanCheck(country, symbols, alphabet) == symbols[0] * 10 + symbols[1];
            engine.encrypt(symbols, 2, symbols.length - 2, alphabet.characters().length());
            int check = (ibanCheck(country, symbols, alphabet) + (valid ? 0 : 1)) % 99;
            symbols[0] = (byte) (check / 10);
            symbols[1] = (byte) (check % 10);
            return text.substring(0, 2) + shape.with(symbols);
        });
    }

    private static int ibanCheck(String country, byte[] symbols, Alphabet alphabet) {
        StringBuilder account = new StringBuilder(symbols.length);
        for (int i = 2; i < symbols.length; i++) {
            account.append(alphabet.characters().charAt(symbols[i]));
        }
        return CheckDigits.iban(country, account);
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    static boolean bigEnough(int radix, int length) {
        long domain = 1;
        for (int i = 0; i < length && domain < LEAST_DOMAIN; i++) {
            domain *= radix;
        }
        return domain >= LEAST_DOMAIN;
    }

    /** FF1 with one key and tweak, for one thread. */
    private static final class Engine {
        private final KeyParameter key;
        private final byte[] tweak;
        private final Map<Integer, FPEFF1Engine> byRadix = new HashMap<>();

        private Engine(byte[] key, byte[] tweak) {
            this.key = new KeyParameter(key);
            this.tweak = tweak;
        }

        private void encrypt(byte[] symbols, int from, int length, int radix) {
            byRadix.computeIfAbsent(radix, any -> {
                        FPEFF1Engine engine = new FPEFF1Engine();
                        engine.init(true, new FPEParameters(key, radix, tweak));
                        return engine;
                    })
                    .processBlock(symbols, from, length, symbols, from);
        }
    }

    /** A parsed value: its symbols as numbers, and their positions in the text. */
    private static final class Shape {
        private final String text;
        private final Alphabet alphabet;
        private final byte[] symbols;

        private Shape(String text, Alphabet alphabet, byte[] symbols) {
            this.text = text;
            this.alphabet = alphabet;
            this.symbols = symbols;
        }

        static Optional<Shape> of(String text, Alphabet alphabet) {
            byte[] symbols = new byte[text.length()];
            int length = 0;
            for (int i = 0; i < text.length(); i++) {
                int symbol = symbol(text.charAt(i), alphabet);
                if (symbol >= 0) {
                    symbols[length++] = (byte) symbol;
                } else if (SEPARATORS.indexOf(text.charAt(i)) < 0) {
                    return Optional.empty();
                }
            }
            return Optional.of(new Shape(text, alphabet, java.util.Arrays.copyOf(symbols, length)));
        }

        private static int symbol(char c, Alphabet alphabet) {
            char upper = c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
            return alphabet.characters().indexOf(upper);
        }

        int length() {
            return symbols.length;
        }

        /** Returns the value with these symbols encrypted, or null if there are too few. */
        String with(Engine engine, int from, int to) {
            if (!bigEnough(alphabet.characters().length(), to - from)) {
                return null;
            }
            byte[] encrypted = symbols.clone();
            engine.encrypt(encrypted, from, to - from, alphabet.characters().length());
            return with(encrypted);
        }

        /** Returns the text with other symbols, each in the letter case of the one that it replaces. */
        String with(byte[] others) {
            StringBuilder out = new StringBuilder(text);
            int at = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (symbol(c, alphabet) >= 0) {
                    char other = alphabet.characters().charAt(others[at++]);
                    out.setCharAt(i, c >= 'a' && c <= 'z' ? Character.toLowerCase(other) : other);
                }
            }
            return out.toString();
        }
    }
}
