package io.talel.gateway.web.answer;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers that do not end by themselves. They count apart from other connections, and have no deadline. */
public interface EndlessAnswers {

    /** Most of them at once on this node; the caller counts them. */
    int most();

    /** Sends the head of the answer to the current request. After that only the writer sends anything. */
    void begin(HttpServletResponse response, EndlessAnswer.Writer writer) throws IOException;
}
