package dev.sigilo.project.domain;

import java.util.List;
import java.util.Optional;

/** The views that there are. */
public final class Views {
    private static final List<View> ALL = List.of(new CommandView(), new QueryView());

    private Views() {}

    /** Returns the names of all views. */
    public static List<String> names() {
        return ALL.stream().map(View::name).toList();
    }

    /** Returns the view with this name, if there is one. */
    public static Optional<View> named(String name) {
        return ALL.stream().filter(view -> view.name().equals(name)).findFirst();
    }
}
