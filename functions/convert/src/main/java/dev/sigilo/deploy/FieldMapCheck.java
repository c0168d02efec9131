package dev.sigilo.deploy;

import dev.sigilo.formats.FieldMap;
import dev.sigilo.formats.FieldMapException;
import dev.sigilo.formats.MessageReaders;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Checks the maps of formats for deploy.sh as convert does when it starts. Each map is given by three arguments: the
 * format, the class of its reader and the file. Prints a line {@code FORMAT FIELD} for each field that a map gives. If a
 * map has faults, prints them on one line of standard error and exits with 1.
 */
public final class FieldMapCheck {
    private static final int ARGUMENTS = 3;

    private FieldMapCheck() {}

    /** Checks the given maps. */
    public static void main(String[] maps) {
        System.exit(run(maps, System.out, System.err));
    }

    static int run(String[] maps, PrintStream out, PrintStream err) {
        for (int i = 0; i + ARGUMENTS <= maps.length; i += ARGUMENTS) {
            String fault = fault(maps[i], maps[i + 1], Path.of(maps[i + 2]), out);
            if (fault != null) {
                err.println(fault);
                return 1;
            }
        }
        out.flush();
        return 0;
    }

    /** Prints the fields of a map. Returns its faults, or null. */
    private static String fault(String format, String reader, Path file, PrintStream out) {
        String name = String.valueOf(file.getFileName());
        try {
            String yaml = Files.readString(file);
            MessageReaders.create(reader, format, yaml, name);
            FieldMap.load(yaml, name, format).entries().stream()
                    .map(FieldMap.Entry::field)
                    .distinct()
                    .forEach(field -> out.println(format + " " + field));
            return null;
        } catch (FieldMapException e) {
            return e.getMessage();
        } catch (IOException e) {
            return file + " cannot be read";
        }
    }
}
