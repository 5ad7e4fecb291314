package jplay.runner.connection;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A program that runs on the host: its standard input to write to; its outputs go to a {@link Sink}. */
public interface Pipe extends AutoCloseable {

    /** Standard input; closing it is the program's end of file. */
    OutputStream input();

    /** Its exit status, null before its end or when a signal ended it. */
    @Nullable Integer exit();

    /** Ends it without waiting. */
    @Override
    void close();

    /** Writes and flushes. */
    default void send(byte[] bytes) throws IOException {
        input().write(bytes);
        input().flush();
    }

    /** Takes the outputs. Called from the thread that reads the connection, so it must be quick and never block. */
    interface Sink {
        void out(byte[] bytes, int offset, int length);

        void err(byte[] bytes, int offset, int length);

        /** Nothing more comes: the program has ended (null) or the connection broke. May come twice. */
        void closed(@Nullable Throwable cause);
    }

    /** Starts programs on one host. */
    interface Opener {
        /** The most programs at a time. */
        int limit();

        /** Starts a command of the login shell's language. */
        Pipe open(String command, Sink sink) throws ConnectionException;

        boolean alive();

        /** Ends the connection. */
        void close();
    }
}
