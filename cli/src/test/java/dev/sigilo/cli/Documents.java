package dev.sigilo.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's Markdown files, and the parts of them that tests use: lines, code blocks, commands, inline code. */
final class Documents {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    /** Languages of fenced blocks that hold no commands. */
    private static final Set<String> OTHER_LANGUAGES =
            Set.of("java", "python", "yaml", "sql", "json", "xml", "mermaid");

    private Documents() {}

    /** Returns the project's root folder. */
    static Path root() {
        return Path.of("..").toAbsolutePath().normalize();
    }

    /** Returns every Markdown file of the project. */
    static List<Path> all() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(root(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    String name = folder.getFileName().toString();
                    boolean isOurs = folder.equals(root()) || !name.startsWith(".") && !name.equals("target");
                    return isOurs ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".md")) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(null);
        return files;
    }

    /** Returns the names of the files and folders in the project's root folder. */
    static Set<String> topLevel() {
        try (Stream<Path> entries = Files.list(root())) {
            Set<String> names = new TreeSet<>();
            entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !Set.of("target", ".git", ".sigilo", ".env", ".credentials")
                            .contains(name))
                    .forEach(names::add);
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A piece of a document and its location. */
    record Piece(Path file, int line, String text) {
        /** Returns the location as {@code file:line}, which editors understand. */
        String place() {
            return root().relativize(file) + ":" + line;
        }
    }

    /**
     * A shell command in a code block, on one line or continued over several.
     *
     * @param piece  the command as written, without the prompt
     * @param output the output shown in the document; empty if there is none
     */
    record Command(Piece piece, List<String> output) {}

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the code blocks of a document that may contain commands: fenced, not in another language, or indented. */
    static List<List<Piece>> blocks(Path file) {
        List<List<Piece>> blocks = new ArrayList<>();
        List<Piece> block = new ArrayList<>();
        String fence = null;
        boolean list = false;
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.stripLeading().startsWith("```")) {
                fence = fence == null ? line.strip().substring(3).strip() : null;
                end(blocks, block);
                block = new ArrayList<>();
            } else if (fence != null) {
                if (!OTHER_LANGUAGES.contains(fence)) {
                    block.add(new Piece(file, i + 1, line.strip()));
                }
            } else if (line.startsWith("    ") && !list) {
                block.add(new Piece(file, i + 1, line.substring(4)));
            } else if (!line.isBlank()) {
                list = line.matches("(-|\\*|[0-9]+\\.) .*") || list && line.startsWith(" ");
                end(blocks, block);
                block = new ArrayList<>();
            }
        }
        end(blocks, block);
        return blocks;
    }

    private static void end(List<List<Piece>> blocks, List<Piece> block) {
        if (!block.isEmpty()) {
            blocks.add(block);
        }
    }

    /**
     * Returns the commands of a block. If any line has a prompt ({@code $ }), all lines without one are output. Otherwise a line is a
     * command if it starts with a program that {@code isProgram} accepts.
     */
    static List<Command> commands(List<Piece> block, java.util.function.Predicate<String> isProgram) {
        boolean prompts = block.stream().anyMatch(piece -> piece.text().startsWith("$ "));
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < block.size(); i++) {
            Piece piece = block.get(i);
            String text =
                    prompts && piece.text().startsWith("$ ") ? piece.text().substring(2) : piece.text();
            boolean isCommand = prompts ? piece.text().startsWith("$ ") : isProgram.test(ShellWords.program(text));
            if (isCommand) {
                while (ShellWords.goesOn(text) && i + 1 < block.size()) {
                    text += "\n" + block.get(++i).text();
                }
                commands.add(new Command(new Piece(piece.file(), piece.line(), text), new ArrayList<>()));
            } else if (prompts && !commands.isEmpty()) {
                commands.get(commands.size() - 1).output().add(piece.text());
            }
        }
        return commands;
    }

    /** Returns the inline code of a document: text in backquotes outside of code blocks. */
    static List<Piece> code(Path file) {
        List<Piece> found = new ArrayList<>();
        boolean fenced = false;
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.stripLeading().startsWith("```")) {
                fenced = !fenced;
            } else if (!fenced && !line.startsWith("    ")) {
                Matcher code = CODE.matcher(line);
                while (code.find()) {
                    found.add(new Piece(file, i + 1, code.group(1)));
                }
            }
        }
        return found;
    }

    /** Returns every line of a document. */
    static List<Piece> pieces(Path file) {
        List<Piece> pieces = new ArrayList<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            pieces.add(new Piece(file, i + 1, lines.get(i)));
        }
        return pieces;
    }
}
