package io.talel.gateway.web.answer;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The body of an answer that goes on until either side ends it. Its connection takes little memory, and no thread. */
public interface EndlessAnswer {

    /**
     * Sends as much as the system takes at once. A client that takes nothing for too long loses its connection.
     *
     * @throws IOException if the connection is gone
     */
    void write(ByteBuffer bytes) throws IOException;

    /** Ends the answer after what was written, from any thread. */
    void end();

    /** Who writes it. */
    interface Writer {

        /** The head of the answer has been sent. */
        void opened(EndlessAnswer answer);

        /** The connection is gone. Called for an answer that was not opened, too. */
        void closed();
    }
}
