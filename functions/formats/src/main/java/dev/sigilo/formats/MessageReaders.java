package dev.sigilo.formats;

import java.lang.reflect.InvocationTargetException;
import java.util.List;

/** Creates the readers that a configuration names. */
public final class MessageReaders {
    private MessageReaders() {}

    /**
     * Creates a reader of this class, with its map of paths to fields.
     *
     * @param className  a {@link MessageReader} with a public constructor that takes a {@link FieldMap}
     * @param format     the format that the reader and the map must be for
     * @param yaml       the map
     * @param sourceName the map's name in messages, such as the file name
     * @throws FieldMapException with every fault of the map, or because the class is not such a reader
     */
    public static MessageReader create(String className, String format, String yaml, String sourceName) {
        FieldMap map = FieldMap.load(yaml, sourceName, format);
        MessageReader reader;
        try {
            reader = Class.forName(className, true, MessageReaders.class.getClassLoader())
                    .asSubclass(MessageReader.class)
                    .getConstructor(FieldMap.class)
                    .newInstance(map);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof FieldMapException fault) {
                throw fault;
            }
            throw notAReader(className, sourceName);
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            throw notAReader(className, sourceName);
        }
        if (!reader.format().equals(format)) {
            throw new FieldMapException(sourceName, List.of(className + " reads another format than " + format));
        }
        return reader;
    }

    private static FieldMapException notAReader(String className, String sourceName) {
        return new FieldMapException(
                sourceName,
                List.of(className + " cannot be used as a reader; name a class that implements MessageReader and has a"
                        + " public constructor with a FieldMap"));
    }
}
