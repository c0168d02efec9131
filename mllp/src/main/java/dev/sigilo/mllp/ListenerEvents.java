package dev.sigilo.mllp;

/** What a listener reports: connections, counts and codes, never content. Methods are called from several threads. */
public interface ListenerEvents {

    /**
     * A connection was accepted.
     *
     * @param connection its number, from 1
     * @param peer       the address of the sender
     */
    void opened(long connection, String peer);

    /** A connection ended, after all its replies. */
    void closed(long connection, CloseReason reason, Replies replies);

    /** A connection was closed at once, because there are too many. */
    void full(String peer);

    /** A message was refused. */
    void refused(long connection, Refusal refusal);

    /** Why a connection ended. */
    enum CloseReason {
        /** The sender closed it between two messages. */
        BY_SENDER,
        /** It was cut within a message, which is not stored. */
        CUT,
        /** It was silent for too long, a message took too long to arrive, or the sender does not read the replies. */
        IDLE,
        /** Too many bytes without the start or end of an MLLP frame. */
        NO_FRAMES,
        /** The TLS handshake failed: no client certificate, one of another authority, or no TLS at all. */
        TLS_REFUSED,
        /** The listener stopped. */
        STOPPED
    }
}
