package dev.sigilo.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The word lists that training uses. The first lines of each file name its source. */
record TrainingWordLists(
        List<String> givenNames,
        List<String> surnames,
        List<String> places,
        List<String> countries,
        List<String> commonEnglish,
        List<String> professions,
        List<String> streets,
        List<String> nationalities,
        List<String> clinicalEnglish,
        List<String> clinicalNames,
        List<String> clinicalSpanish) {

    static TrainingWordLists read(Path folder) throws IOException {
        return new TrainingWordLists(
                lines(folder.resolve("given-names.txt")),
                lines(folder.resolve("surnames.txt")),
                lines(folder.resolve("places.txt")),
                lines(folder.resolve("countries.txt")),
                lines(folder.resolve("common-english.txt")),
                lines(folder.resolve("professions.txt")),
                lines(folder.resolve("streets.txt")),
                lines(folder.resolve("nationalities.txt")),
                lines(folder.resolve("clinical-english.txt")),
                lines(folder.resolve("clinical-names.txt")),
                lines(folder.resolve("clinical-spanish.txt")));
    }

    /** Reads a text file without its comments and empty lines. */
    static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
