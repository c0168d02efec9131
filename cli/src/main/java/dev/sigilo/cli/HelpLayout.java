package dev.sigilo.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Wraps the text of {@code --help} only at spaces. Picocli would also break lines within paths, JSON and lists of values, so
 * it renders lines of any length, and this class wraps them.
 */
final class HelpLayout {
    /** Width of help texts in characters. */
    static final int WIDTH = 80;
    /** Longer than any text, so that picocli breaks no line. */
    private static final int UNLIMITED = 2000;

    /** Everything up to the last column of a list of options or commands. */
    private static final Pattern BEFORE_LAST_COLUMN = Pattern.compile("^(?:\\s*\\S.*?\\s{2,}|\\s+)(?=\\S)");

    private static final String SYNOPSIS_HEADING = "Usage: ";

    private HelpLayout() {}

    /** Applies this layout to a command and its subcommands. */
    static void apply(CommandLine command) {
        command.setUsageHelpWidth(UNLIMITED);
        wrapSections(command);
    }

    private static void wrapSections(CommandLine command) {
        Map<String, IHelpSectionRenderer> sections = new HashMap<>();
        command.getHelpSectionMap()
                .forEach((section, renderer) -> sections.put(
                        section,
                        section.equals(UsageMessageSpec.SECTION_KEY_SYNOPSIS)
                                ? help -> wrapped(SYNOPSIS_HEADING + renderer.render(help))
                                        .substring(SYNOPSIS_HEADING.length())
                                : help -> wrapped(renderer.render(help))));
        command.getHelpSectionMap().putAll(sections);
        command.getSubcommands().values().forEach(HelpLayout::wrapSections);
    }

    /** Returns the text with long lines wrapped; continuation lines start at the last column of their line. */
    static String wrapped(String text) {
        int shared = text.lines().mapToInt(HelpLayout::lastColumn).max().orElse(0);
        return text.lines()
                .map(line -> wrapped(line, column(line, shared)))
                .collect(Collectors.joining("\n", "", text.endsWith("\n") ? "\n" : ""));
    }

    private static String wrapped(String line, int column) {
        StringBuilder wrapped = new StringBuilder();
        String rest = line;
        while (rest.length() > WIDTH) {
            int space = rest.lastIndexOf(' ', WIDTH);
            if (space <= column) {
                break;
            }
            wrapped.append(rest, 0, space).append('\n');
            rest = " ".repeat(column) + rest.substring(space + 1);
        }
        return wrapped.append(rest).toString();
    }

    private static int column(String line, int shared) {
        if (line.startsWith(SYNOPSIS_HEADING)) {
            return SYNOPSIS_HEADING.length();
        }
        // A long option leaves only one space before the column that its list shares.
        boolean inSharedColumn = line.startsWith(" ")
                && shared > 0
                && line.length() > shared
                && line.charAt(shared - 1) == ' '
                && line.charAt(shared) != ' ';
        return inSharedColumn ? shared : lastColumn(line);
    }

    private static int lastColumn(String line) {
        Matcher before = BEFORE_LAST_COLUMN.matcher(line);
        return before.find() ? before.end() : 0;
    }
}
