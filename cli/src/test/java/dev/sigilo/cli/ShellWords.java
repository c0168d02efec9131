package dev.sigilo.cli;

import java.util.ArrayList;
import java.util.List;

/** Parses shell lines as far as the documents need: quotes, comments, pipes, command lists, redirections. */
final class ShellWords {

    private ShellWords() {}

    /** Returns whether a command continues on the next line, after an open quote or a trailing backslash. */
    static boolean goesOn(String text) {
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quote != '\'') {
                if (i == text.length() - 1) {
                    return true;
                }
                i++;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && isComment(text, i)) {
                int end = text.indexOf('\n', i);
                if (end < 0) {
                    return false;
                }
                i = end;
            }
        }
        return quote != 0;
    }

    private static boolean isComment(String text, int i) {
        return text.charAt(i) == '#' && (i == 0 || Character.isWhitespace(text.charAt(i - 1)));
    }

    /** Returns the program that a line calls, skipping variable assignments; empty if it calls none. */
    static String program(String text) {
        for (String word : text.strip().split("\\s+")) {
            if (!word.matches("[A-Z_]+=.*")) {
                return word;
            }
        }
        return "";
    }

    /** Returns the simple commands of a line, each as its words, without redirections; {@code $(…)} is one word. */
    static List<List<String>> commands(String text) {
        List<List<String>> commands = new ArrayList<>();
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean any = false;
        char quote = 0;
        int depth = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            boolean end = i == text.length();
            if (!end && (quote != 0 || depth > 0)) {
                depth += c == '(' && depth > 0 ? 1 : c == ')' && depth > 0 ? -1 : 0;
                if (quote == '"' && c == '$' && i + 1 < text.length() && text.charAt(i + 1) == '(') {
                    int close = text.indexOf(')', i);
                    word.append(text, i, close + 1);
                    i = close;
                } else if (quote == '"' && c == '\\' && i + 1 < text.length()) {
                    word.append(text.charAt(++i));
                } else if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                any = true;
            } else if (c == '$' && i + 1 < text.length() && text.charAt(i + 1) == '(') {
                word.append("$(");
                i++;
                depth = 1;
            } else if (c == '\\' && i + 1 < text.length()) {
                char next = text.charAt(++i);
                if (next != '\n') {
                    word.append(next);
                }
            } else if (!end && isComment(text, i)) {
                int line = text.indexOf('\n', i);
                i = line < 0 ? text.length() - 1 : line - 1;
            } else if (Character.isWhitespace(c) || ";|&<>".indexOf(c) >= 0) {
                if (!word.isEmpty() || any) {
                    words.add(word.toString());
                }
                word.setLength(0);
                any = false;
                if (text.startsWith(">&", i)) {
                    // Redirection of one stream to another, such as 2>&1.
                    words.remove(words.size() - 1);
                    i += 2;
                } else if (c == '<' || c == '>') {
                    i += text.startsWith(c + "" + c, i) ? 1 : 0;
                    words.add(c + "");
                } else if (";|&\n".indexOf(c) >= 0) {
                    add(commands, words);
                    words = new ArrayList<>();
                }
            } else {
                word.append(c);
            }
        }
        return commands;
    }

    private static void add(List<List<String>> commands, List<String> words) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals("<") || words.get(i).equals(">")) {
                // Skip the stream number before the operator and the file after it.
                if (!kept.isEmpty() && kept.get(kept.size() - 1).matches("[0-9]")) {
                    kept.remove(kept.size() - 1);
                }
                i++;
            } else if (!kept.isEmpty() || !words.get(i).matches("[A-Z_]+=.*")) {
                kept.add(words.get(i));
            }
        }
        if (!kept.isEmpty()) {
            commands.add(kept);
        }
    }
}
