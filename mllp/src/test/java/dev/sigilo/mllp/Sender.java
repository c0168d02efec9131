package dev.sigilo.mllp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/** The sender's side of a connection. */
final class Sender implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    Sender(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    Sender(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(10_000);
        in = socket.getInputStream();
    }

    Sender send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Returns the next reply without its frame, or null at the end. */
    String reply() throws IOException {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == 0x1c) {
                in.read();
                return Messages.text(reply.toByteArray());
            } else if (next != 0x0b) {
                reply.write(next);
            }
        }
        return null;
    }

    /** Returns the code and the control id of the next reply, such as {@code AA 17}, or null at the end. */
    String code() throws IOException {
        String reply = reply();
        if (reply == null) {
            return null;
        }
        String[] msa =
                reply.substring(reply.indexOf("\rMSA") + 1).split("\r")[0].split("\\|");
        return (msa[1] + " " + (msa.length > 2 ? msa[2] : "") + " " + (msa.length > 3 ? msa[3].split(":")[0] : ""))
                .strip();
    }

    /** Ends what is sent; replies can still be read. */
    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Cuts the connection without a goodbye. */
    void cut() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
