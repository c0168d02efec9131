package dev.sigilo.project.application;

import dev.sigilo.project.domain.CommandView;
import dev.sigilo.project.domain.QueryView;
import dev.sigilo.project.domain.View;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.ViewRow;
import java.util.List;
import java.util.Optional;

/** Projects messages into the rows of one view. Thread-safe. */
public final class Projection {
    private static final List<View> VIEWS = List.of(new CommandView(), new QueryView());

    private final View view;

    private Projection(View view) {
        this.view = view;
    }

    /** Returns the names of all views. */
    public static List<String> views() {
        return VIEWS.stream().map(View::name).toList();
    }

    /** Returns the projection into the view with this name, if there is one. */
    public static Optional<Projection> into(String name) {
        return VIEWS.stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .map(Projection::new);
    }

    /** Returns the view that rows are projected into. */
    public View view() {
        return view;
    }

    /**
     * Returns the row for a message; empty if the view does not use messages of this type.
     *
     * @param type    the type that the sending stage gave the message, or null
     * @param message the message's bytes
     * @throws RecordFormatException if the bytes are not of the type
     */
    public Optional<ViewRow> project(String type, byte[] message) throws RecordFormatException {
        return view.fold(type, message);
    }
}
