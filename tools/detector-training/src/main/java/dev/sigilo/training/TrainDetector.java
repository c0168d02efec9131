package dev.sigilo.training;

import dev.sigilo.detection.IdentifierDetector;
import dev.sigilo.evaluation.texts.GoldText;
import dev.sigilo.evaluation.texts.ScrubScores;
import dev.sigilo.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Trains the two detection models that Sigilo ships, in a few minutes on one core. docs/DETECTION.md has the recipe.
 *
 * <p>All options take a value: {@code --training} (the folder of word lists and templates,
 * {@code tools/detector-training/training}), {@code --meddocan} and {@code --presidio} (corpora as NDJSON; separate
 * several files with commas), {@code --out} (folder for {@code english.model} and {@code spanish.model}),
 * {@code --folds} (the number of cross-validation folds: writes no model, but trains the English one once per fold,
 * each time without a part of the Presidio texts, and prints the scores on the parts left out).
 */
public final class TrainDetector {

    private static final String RESOURCES = "functions/detection/src/main/resources/dev/sigilo/detection";

    private TrainDetector() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> options = new TreeMap<>(Map.of(
                "--training", "tools/detector-training/training",
                "--meddocan", "../shared/data/meddocan/train.ndjson",
                "--presidio", "../shared/data/presidio/dev.ndjson",
                "--mtsamples", "../shared/data/mtsamples/dev.ndjson",
                "--nubes", "../shared/data/nubes/texts.ndjson",
                "--only", "",
                "--out", RESOURCES,
                "--folds", "0"));
        for (int i = 0; i < arguments.length; i += 2) {
            if (!options.containsKey(arguments[i]) || i + 1 == arguments.length) {
                System.err.println(
                        "train: unknown option or no value: " + arguments[i] + "; options: " + options.keySet());
                System.exit(2);
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        DetectorRecipe recipe = new DetectorRecipe(Path.of(options.get("--training")));
        if (!options.get("--folds").equals("0")) {
            System.out.print(crossValidate(
                    recipe, options, read(options.get("--presidio")), Integer.parseInt(options.get("--folds"))));
            return;
        }
        Path out = Files.createDirectories(Path.of(options.get("--out")));
        String only = options.get("--only");
        byte[] spanish = only.equals("english")
                ? new byte[0]
                : recipe.spanish(
                        read(options.get("--meddocan")),
                        read(options.get("--nubes")),
                        line -> System.out.println("spanish: " + line));
        if (spanish.length > 0) {
            Files.write(out.resolve("spanish.model"), spanish);
        }
        if (only.equals("spanish")) {
            return;
        }
        byte[] english = recipe.english(
                read(options.get("--presidio")),
                read(options.get("--mtsamples")),
                line -> System.out.println("english: " + line));
        Files.write(out.resolve("english.model"), english);
        System.out.println("wrote " + out + ": english.model " + english.length + " bytes, spanish.model "
                + spanish.length + " bytes");
    }

    private static String crossValidate(
            DetectorRecipe recipe, Map<String, String> options, List<GoldText> texts, int folds) throws IOException {
        ScrubScores scores = new ScrubScores();
        for (int fold = 0; fold < folds; fold++) {
            List<GoldText> training = new ArrayList<>();
            List<GoldText> leftOut = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                (i % folds == fold ? leftOut : training).add(texts.get(i));
            }
            byte[] model = recipe.english(training, read(options.get("--mtsamples")), line -> {});
            IdentifierDetector detector = IdentifierDetector.of(model, model);
            leftOut.forEach(text -> scores.add(text, detector.detect(text.text(), Language.ENGLISH)));
        }
        return scores.table();
    }

    private static List<GoldText> read(String files) throws IOException {
        List<GoldText> texts = new ArrayList<>();
        for (String file : files.isEmpty() ? new String[0] : files.split(",")) {
            texts.addAll(GoldText.read(Path.of(file)));
        }
        return texts;
    }
}
