package dev.sigilo.sink.mysql;

import org.apache.pulsar.client.api.schema.GenericObject;
import org.apache.pulsar.functions.api.Record;

/**
 * One message made ready for its statement.
 *
 * @param record    the message, to be acknowledged
 * @param target    the table
 * @param shape     the columns that its statement has; null for a tombstone
 * @param values    their values, in the shape's order; of a tombstone the key's, then the version where it has one
 * @param tombstone whether the row is to be deleted
 */
record Row(Record<GenericObject> record, TargetTable target, RowShape shape, Object[] values, boolean tombstone) {

    /** Returns the key and the version; null if the table's key is not one column. */
    RowIdentity identity() {
        if (target.key().size() != 1) {
            return null;
        }
        Object key = values[shape == null ? 0 : shape.position(target.key().get(0))];
        Object version = null;
        if (target.version() != null) {
            int position = shape == null ? 1 : shape.position(target.version());
            version = position < values.length ? values[position] : null;
        }
        return new RowIdentity(text(key), text(version));
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    /** No value is ever printed. */
    @Override
    public String toString() {
        return "Row[" + (tombstone ? "tombstone" : values.length + " columns") + "]";
    }
}
