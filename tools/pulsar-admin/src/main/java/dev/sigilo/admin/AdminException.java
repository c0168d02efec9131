package dev.sigilo.admin;

/** A call of Pulsar's admin API that failed: Pulsar refused it, or could not be reached. */
public final class AdminException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int httpStatus;

    private AdminException(String message, int httpStatus, Throwable cause) {
        super(message, cause);
        this.httpStatus = httpStatus;
    }

    static AdminException answered(int httpStatus, String reason, Throwable cause) {
        return new AdminException(reason == null || reason.isBlank() ? "no reason given" : reason, httpStatus, cause);
    }

    static AdminException unreachable(String fault, Throwable cause) {
        return new AdminException(fault, 0, cause);
    }

    /** Returns whether Pulsar answered; if not, the message is the simple name of the fault, such as {@code ConnectException}. */
    public boolean isAnswered() {
        return httpStatus != 0;
    }

    /** Returns the HTTP status of Pulsar's answer, or 0 if there was none; the message is the reason that Pulsar gave. */
    public int httpStatus() {
        return httpStatus;
    }
}
