package dev.sigilo.tests.endtoend;

import dev.sigilo.stack.PulsarRole;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A deployed pipeline under test, on any platform. */
interface Pipeline {

    /** The broker's binary protocol. */
    String serviceUrl();

    /** The broker's HTTP: REST producer, admin, and, with another scheme, WebSocket. */
    String webServiceUrl();

    /** Returns the role's credential for Pulsar. */
    String credential(PulsarRole role);

    /** A connection to db_command as its administrator. */
    Connection command() throws SQLException;

    /** A connection to db_query as its administrator. */
    Connection query() throws SQLException;

    /** A connection to db_query as the user {@code reader}. */
    Connection reader() throws SQLException;

    /** Files and folders that hold everything the servers log. */
    List<Path> logs() throws Exception;
}
