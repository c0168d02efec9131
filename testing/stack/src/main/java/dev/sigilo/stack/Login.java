package dev.sigilo.stack;

/**
 * A user of a database.
 *
 * @param user     its name
 * @param password its password; {@link #toString} leaves it out
 */
public record Login(String user, String password) {

    @Override
    public String toString() {
        return user;
    }
}
