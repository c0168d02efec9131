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

    /** No value is ever printed. */
    @Override
    public String toString() {
        return "Row[" + (tombstone ? "tombstone" : values.length + " columns") + "]";
    }
}
