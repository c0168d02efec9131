package dev.sigilo.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a TCP port, 1 to 65535. */
final class PortConverter implements ITypeConverter<Integer> {
    private static final int LAST = 65_535;

    /** @throws TypeConversionException if the text is not a port */
    @Override
    public Integer convert(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= LAST) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Reported below, with the same message as a number out of range.
        }
        throw new TypeConversionException("'" + text + "' is not a port; give a number from 1 to " + LAST);
    }
}
