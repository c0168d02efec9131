package dev.sigilo.training;

import dev.sigilo.evaluation.texts.GoldText;
import dev.sigilo.training.sequence.ModelTraining;
import dev.sigilo.training.sequence.ModelTraining.Settings;
import dev.sigilo.training.sequence.ModelTraining.WordList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The recipe of the two shipped models: their texts, word lists and settings. */
final class DetectorRecipe {

    private static final Settings SPANISH = new Settings(16, 0.1, 0.0005, 2, 10, 7);
    private static final Settings ENGLISH = new Settings(10, 0.1, 0.0005, 2, 10, 7);
    private static final int FILLED_CLINICAL = 20;
    private static final int FILLED_EVERYDAY = 20;
    private static final int FILLED_SPANISH = 15;
    private static final int REFILLED = 3;
    private static final int SHORT_NOTES = 3000;
    private static final int NOTE_VERSIONS = 3;

    private final TrainingWordLists lists;
    private final List<String> clinical;
    private final List<String> everyday;
    private final List<String> phrases;
    private final List<String> spanishClinical;
    private final List<String> spanishPhrases;
    private final List<String> headers;
    private final List<String> footers;
    private final List<String> insertions;
    private final Path workingNotes;

    /** @param folder the folder {@code tools/detector-training/training} */
    DetectorRecipe(Path folder) throws IOException {
        lists = TrainingWordLists.read(folder.resolve("lists"));
        clinical = TrainingWordLists.lines(folder.resolve("english/clinical.txt"));
        everyday = TrainingWordLists.lines(folder.resolve("english/everyday.txt"));
        spanishClinical = TrainingWordLists.lines(folder.resolve("spanish/clinical.txt"));
        spanishPhrases = TrainingWordLists.lines(folder.resolve("spanish/phrases.txt"));
        phrases = TrainingWordLists.lines(folder.resolve("english/phrases.txt"));
        headers = TrainingWordLists.lines(folder.resolve("english/headers.txt"));
        footers = TrainingWordLists.lines(folder.resolve("english/footers.txt"));
        insertions = TrainingWordLists.lines(folder.resolve("english/insertions.txt"));
        workingNotes = folder.resolve("english/notes");
    }

    byte[] spanish(List<GoldText> meddocan, List<GoldText> sentences, Consumer<String> log) {
        ModelTraining training = new ModelTraining()
                .list(WordList.GIVEN_NAMES, lists.givenNames())
                .list(WordList.SURNAMES, lists.surnames())
                .list(WordList.PROFESSIONS, lists.professions())
                .list(WordList.STREETS, lists.streets())
                .list(WordList.CLINICAL, lists.clinicalNames())
                .list(WordList.CLINICAL, lists.clinicalSpanish());
        meddocan.forEach(gold -> training.text(Corpora.meddocan(gold)));
        Set<String> professions = lists.professions().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        sentences.forEach(text -> training.text(Corpora.withoutIdentifiers(text, professions)));
        TemplateTexts texts = new TemplateTexts(lists, spanishPhrases, 12);
        spanishClinical.forEach(template -> {
            for (int i = 0; i < FILLED_SPANISH; i++) {
                training.text(texts.fill(template));
            }
        });
        return training.train(SPANISH, log);
    }

    byte[] english(List<GoldText> presidio, List<GoldText> notes, Consumer<String> log) throws IOException {
        ModelTraining training = new ModelTraining()
                .list(WordList.GIVEN_NAMES, lists.givenNames())
                .list(WordList.SURNAMES, lists.surnames())
                .list(WordList.PLACES, lists.places())
                .list(WordList.COUNTRIES, lists.countries())
                .list(WordList.COMMON_WORDS, lists.commonEnglish())
                .list(WordList.PROFESSIONS, lists.professions())
                .list(WordList.STREETS, lists.streets())
                .list(WordList.NATIONALITIES, lists.nationalities())
                .list(WordList.CLINICAL, lists.clinicalEnglish())
                .list(WordList.CLINICAL, lists.clinicalNames());
        TemplateTexts texts = new TemplateTexts(lists, phrases, 11);
        List<ModelTraining.MarkedText> all = new ArrayList<>();
        clinical.forEach(template -> {
            for (int i = 0; i < FILLED_CLINICAL; i++) {
                all.add(texts.fill(template));
            }
        });
        everyday.forEach(template -> {
            for (int i = 0; i < FILLED_EVERYDAY; i++) {
                all.add(texts.fill(template));
            }
        });
        for (GoldText gold : presidio) {
            ModelTraining.MarkedText marked = Corpora.presidio(gold, lists.countries());
            all.add(marked);
            for (int i = 0; i < REFILLED; i++) {
                all.add(texts.refill(marked));
            }
        }
        ClinicalProse prose = new ClinicalProse(texts, headers, footers, insertions, 13);
        for (GoldText note : notes) {
            all.add(prose.filled(note));
            all.add(prose.peopled(note));
            all.add(prose.peopled(note));
        }
        for (int i = 0; i < SHORT_NOTES; i++) {
            all.add(prose.shortNote());
        }
        all.addAll(new WorkingNotes(workingNotes, lists, 14).texts(NOTE_VERSIONS));
        all.forEach(training::text);
        return training.train(ENGLISH, log);
    }
}
