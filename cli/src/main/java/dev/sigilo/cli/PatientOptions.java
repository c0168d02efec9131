package dev.sigilo.cli;

import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.FieldRule;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.Category;
import dev.sigilo.tokenize.domain.Sealing;
import dev.sigilo.vault.domain.RecordTokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Selects a patient or a record, by token or by identifying values. Values are read from standard input, never from arguments. */
final class PatientOptions {
    private static final String SEPARATOR = "+";

    private static final String RECORD_TOKEN = "rec_[0-9]+_[a-z2-7]{26}";

    @Parameters(
            arity = "0..1",
            paramLabel = "TOKEN",
            description = "The patient's token, of any key epoch; with --record, the record's.")
    private String token;

    @Option(
            names = "--mrn",
            description = {
                "Read the medical record number from standard input (a terminal asks for it). Requires --token-keyset. It is not "
                        + "an argument, because the shell history and the process list would contain it."
            })
    private boolean mrn;

    @Option(
            names = "--by",
            paramLabel = "FIELD[+FIELD]",
            description = {
                "Read these fields instead, one per line in this order. The policy must identify patients by them, for "
                        + "example national_id or patient_name+birth_date."
            })
    private String by;

    @Option(
            names = "--record",
            description = {
                "Select one record: by TOKEN, or by its id from standard input. The id requires --token-keyset."
            })
    private boolean record;

    @Option(
            names = "--token-keyset",
            paramLabel = "FILE",
            description = "The token key file. Makes the patient's tokens from the values read.")
    private Path tokenKeyset;

    /** Returns the token from the command line, or null if there is none. */
    String token() {
        return token;
    }

    /** Returns true if a record is selected, false if a patient is. */
    boolean isRecord() {
        return record;
    }

    /** Returns what the token identifies: {@link Sealing#RECORD} or {@link Sealing#PATIENT}. */
    String meaning() {
        return record ? Sealing.RECORD : Sealing.PATIENT;
    }

    /** Returns the token key file from the command line, or null if there is none. */
    Path tokenKeyset() {
        return tokenKeyset;
    }

    /**
     * Checks the options before anything is looked up.
     *
     * @throws CliException if they select nothing, select in two ways, give the wrong kind of token, or lack the token keyset
     */
    void check() {
        if (record && (mrn || by != null)) {
            throw new CliException("--record selects a record, --mrn and --by select a patient; give only one of them");
        }
        if (!record && (token != null ? 1 : 0) + (mrn ? 1 : 0) + (by != null ? 1 : 0) != 1) {
            throw new CliException(
                    "identify the patient in one way: by TOKEN, --mrn or --by FIELD; or one record by --record");
        }
        if (token != null && record && !token.matches(RECORD_TOKEN)) {
            throw new CliException(
                    "the record token is not valid; it looks like rec_<epoch>_<26 characters>. To use an id, give --token-keyset "
                            + "and the id on standard input");
        }
        if (token != null && !record && token.matches(RECORD_TOKEN)) {
            throw new CliException(
                    "this is the token of a record, not of a patient; add --record to select this record");
        }
        if (token == null && tokenKeyset == null) {
            throw new CliException("the token keyset is required; give its file with --token-keyset");
        }
    }

    /** Reads the token keyset; null if no key file was given. */
    Keyset keyset() {
        return tokenKeyset == null ? null : KeyFiles.read(tokenKeyset, Keyset.Purpose.TOKEN);
    }

    /**
     * Reads the identifying values of the patient or record and makes their tokens.
     *
     * @return each token mapped to {@link Sealing#RECORD}, {@link Sealing#PATIENT} or the name of its field
     * @throws CliException if the policy does not identify patients by these fields, or a value is missing, blank or identifies nobody
     */
    Map<String, String> read(Console console, Policy policy, Keyset keyset) {
        BufferedReader lines = System.console() != null
                ? null
                : new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
        if (record) {
            Map<String, String> tokens = new LinkedHashMap<>();
            new RecordTokens(TokenKeys.of(keyset), policy)
                    .ofId(value("record id", lines))
                    .values()
                    .forEach(made -> tokens.put(made, Sealing.RECORD));
            return tokens;
        }
        List<String> fields = fields(policy);
        String[] values = new String[fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(fields.get(i), lines);
        }
        return new RecordTokens(TokenKeys.of(keyset), policy).ofPatient(fields, List.of(values));
    }

    private static String value(String field, BufferedReader lines) {
        try {
            char[] typed = lines == null ? System.console().readPassword("%s (not shown): ", field) : null;
            String value = lines != null ? lines.readLine() : typed == null ? null : new String(typed);
            if (value == null || value.isBlank()) {
                throw new CliException("no " + field + " on standard input; give each field on its own line");
            }
            return value;
        } catch (IOException e) {
            throw new CliException(
                    "standard input cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private List<String> fields(Policy policy) {
        if (mrn) {
            return policy.patient().stream()
                    .filter(fields -> fields.size() == 1 && isRecordNumber(policy.rule(fields.get(0))))
                    .findFirst()
                    .orElseThrow(() -> new CliException("policy " + policy.name()
                            + " does not identify patients by a medical record number; use --by with "
                            + names(policy)));
        }
        return policy.patient().stream()
                .filter(fields -> String.join(SEPARATOR, fields).equals(by))
                .findFirst()
                .orElseThrow(() -> new CliException("policy " + policy.name()
                        + " does not identify patients by these fields; use --by with " + names(policy)));
    }

    private static boolean isRecordNumber(FieldRule rule) {
        return rule != null && rule.category() == Category.MEDICAL_RECORD_NUMBER;
    }

    private static String names(Policy policy) {
        return policy.patient().stream()
                .map(fields -> String.join(SEPARATOR, fields))
                .collect(Collectors.joining(", "));
    }
}
